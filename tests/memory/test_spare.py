"""A build that has another process look at the spare output makes what a clean build makes."""

import subprocess
import sys

from site_builder.write import MARKER
from tests.memory.kit import STATEMENTS, VERSIONS, Site, site
from tests.test_build import tree

__all__ = ["site"]

# Whatever there is, is much. What the other process tells is counted.
_BUILD = """
import sys
from site_builder.cli import main
from site_builder.memory import spare
spare._MANY = 0
meant = spare.meanwhile
def told(find):
    print("looked", file=sys.stderr)
    return meant(find)
spare.meanwhile = told
sys.exit(main(sys.argv[1:]))
"""


def build(site: Site) -> str:
    """Build in a process of its own, with no threads; gives what it says of problems and of who looked."""
    command = [sys.executable, "-c", _BUILD, "build", "--root", str(site.root), "--no-pdf"]
    asked = ["--as-of", site.as_of.isoformat(), "--messages", "en"]
    return subprocess.run([*command, *asked], capture_output=True, text=True, check=True, timeout=120).stderr


def test_what_others_did_to_the_output_is_as_in_a_clean_build(site: Site) -> None:
    (site.root / "content" / "releases.lock").unlink()
    output, said = site.root / "output", ""
    for number in range(6):
        dots = "." * number
        site.edit(f"{STATEMENTS}/{VERSIONS[1]}/nl.md", (f"({VERSIONS[1]}){dots}", f"({VERSIONS[1]}){dots}."))
        said = build(site)
        written = tree(output)
        del written[MARKER]
        assert written == dict(site.plan().files)
        if number == 3:
            (output / "en" / "index.html").write_text("somebody was here")
            (output / "nl" / "stale.html").write_text("nobody made this")
            (output / "robots.txt").unlink()
    assert "looked" in said
