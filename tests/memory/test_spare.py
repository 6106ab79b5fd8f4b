"""A build that has another process look at the spare output makes what a clean build makes."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder.memory import spare
from site_builder.memory.inventory import Inventory
from site_builder.memory.meanwhile import Found
from site_builder.memory.notes import dump_note, replace_note
from site_builder.memory.spare import Spare, looked_at, touched_since
from site_builder.write import MARKER
from tests.memory.kit import STATEMENTS, VERSIONS, Site, site
from tests.test_build import tree

__all__ = ["site"]

# Whatever there is, is much. What the other process tells is counted.
_BUILD = """
import sys
from contextlib import contextmanager
from site_builder.cli import main
from site_builder.memory import meanwhile, spare
spare._MANY = 0
meanwhile.os.cpu_count = lambda: 2
meant = spare.meanwhile
@contextmanager
def told(find, *asked):
    with meant(find, *asked) as found:
        def counted():
            told = found()
            print("not found" if told is None else "found", file=sys.stderr)
            return told
        yield counted
spare.meanwhile = told
sys.exit(main(sys.argv[1:]))
"""


def build(site: Site) -> str:
    """Build in a process of its own; gives what it says of problems and of what another one found."""
    command = [sys.executable, "-c", _BUILD, "build", "--root", str(site.root), "--no-pdf"]
    asked = ["--as-of", site.as_of.isoformat(), "--messages", "en"]
    return subprocess.run([*command, *asked], capture_output=True, text=True, check=True, timeout=120).stderr


def test_what_others_did_to_the_output_is_as_in_a_clean_build(site: Site) -> None:
    (site.root / "content" / "releases.lock").unlink()
    output, said = site.root / "output", list[str]()
    for number in range(6):
        dots = "." * number
        site.edit(f"{STATEMENTS}/{VERSIONS[1]}/nl.md", (f"({VERSIONS[1]}){dots}", f"({VERSIONS[1]}){dots}."))
        said += build(site).splitlines()
        written = tree(output)
        del written[MARKER]
        assert written == dict(site.plan().files)
        if number == 3:
            (output / "en" / "index.html").write_text("somebody was here")
            (output / "nl" / "stale.html").write_text("nobody made this")
            (output / "robots.txt").unlink()
    # At first there is no spare; one of a moment ago may still change unseen.
    assert "found" in said
    assert "not found" not in said


def test_by_another_note_nothing_is_found(tmp_path: Path) -> None:
    note, left = tmp_path / "note", Inventory({"index.html": ""}, {"index.html": ""}, taken=7)
    replace_note(note, dump_note(left))
    assert [*touched_since(str(tmp_path), str(note), "7")] == ["index.html"]
    with pytest.raises(LookupError):
        touched_since(str(tmp_path), str(note), "8")
    note.unlink()
    with pytest.raises(LookupError):
        touched_since(str(tmp_path), str(note), "7")


def test_what_was_found_in_a_folder_that_changed_since_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def meanwhile(*_: object) -> Iterator[Found]:
        yield lambda: frozenset({"found"})

    later = time.time_ns() + 60 * 10**9
    monkeypatch.setattr(spare, "meanwhile", meanwhile)
    monkeypatch.setattr(spare, "_MANY", 0)
    monkeypatch.setattr(time, "time_ns", lambda: later)
    folder = tmp_path / "spare"
    folder.mkdir()
    with looked_at(Spare(folder, tmp_path / "note", Inventory({"gone": "stamp"}))) as looked:
        assert looked.touched() == {"found"}
        (folder / "new").touch()
        assert looked.touched() == {"gone"}
