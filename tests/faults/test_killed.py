"""A build that is killed, in every phase; builds at once; and one that asks for more memory than there is."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from site_builder.build import build
from tests.faults.killing import PHASES, REMEMBERING
from tests.faults.kit import ROOT, run
from tests.support import BASE, DUTCH
from tests.test_write import files_in


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site whose pages differ from one day to the next."""
    shutil.copytree(BASE, tmp_path / "site")
    later = tmp_path / "site" / "content/statements/2026-06-01"
    shutil.copytree(tmp_path / "site" / "content/statements/2026-01-01", later)
    register = (later / "statement.yaml").read_text()
    register = register.replace("2025-12-01", "2026-05-01").replace("2026-01-01", "2026-06-01")
    (later / "statement.yaml").write_text(register)
    return tmp_path / "site"


@pytest.mark.parametrize(("way", "phases"), [((), PHASES), (("remembering",), REMEMBERING)])
def test_killed_in_every_phase(root: Path, way: tuple[str, ...], phases: tuple[tuple[object, str], ...]) -> None:
    command = [sys.executable, "-m", "tests.faults.killing", str(root), *way]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(name, after) for name, after, *_ in results] == [(n, after) for _, n in phases for after in (False, True)]
    for name, after, killed, stood, mended, beside in results:
        assert (killed, mended) == (True, True), (name, after)
        # Only who dies after the swap leaves the new site.
        swapped = (after and name in ("write_site", "_swap")) or name in ("_leave", "keep_build")
        assert stood == ("new" if swapped else "old"), (name, after)
        assert beside == [*([".cache"] if way else []), ".output.lock", "content", "output"], (name, after)


def test_builds_at_once_give_one_of_them(root: Path) -> None:
    """And a reader who looks all the time, as `serve` and a web server do, never sees a mixture."""
    output, whole = root / "output", []
    for day in (date(2026, 1, 1), date(2026, 6, 1)):
        build(root, output, day)
        whole.append(files_in(output))
    commands = [
        [sys.executable, "-m", "site_builder", "build", "--no-pdf", "--root", str(root), "--as-of", day]
        for day in ("2026-01-01", "2026-06-01") * 2
    ]
    builders = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) for command in commands]
    seen = set()
    while any(builder.poll() is None for builder in builders):
        # The name and the date of a page that a visitor opens, from one and the same moment.
        seen.add((output / "nl/index.html").read_bytes())
    assert [builder.returncode for builder in builders] == [0, 0, 0, 0]
    assert seen <= {site["nl/index.html"] for site in whole}
    assert files_in(output) in whole
    assert not list(root.glob(".output.staging-*"))


# The memory that a process may have, beside what it has when it starts.
SCARCE = """
import resource, sys
from site_builder.cli import main
import site_builder.build, site_builder.messages, site_builder.reporting
from site_builder.catalogs import read_catalogs
with open("/proc/self/statm") as stream:
    size = int(stream.read().split()[0]) * resource.getpagesize()
limit = size + (int(sys.argv[2]) << 20)
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
raise SystemExit(main(["build", "--no-pdf", "--root", sys.argv[1], "--as-of", "2026-01-01", "--messages", "en"]))
"""


def test_out_of_memory(root: Path) -> None:
    build(root, root / "output", date(2026, 1, 1))
    before = files_in(root / "output")
    (root / DUTCH).write_text((root / DUTCH).read_text() + "\n" + "- woord\n" * 110_000)
    done = run(SCARCE, root, 100)
    assert done.returncode == 1, done.stderr
    # Python itself may complain before it, of what it could not finish.
    assert done.stderr.splitlines()[-2:] == [
        f"{root}: This needs more memory than there is, so nothing was changed. "
        "Close other programs, or build on a larger computer.",
        "1 problem",
    ]
    assert files_in(root / "output") == before


def test_a_moment_in_another_year(root: Path) -> None:
    """Whatever the clock says, the answer is a site or a reason."""
    for day, code in (("0001-01-01", 1), ("1970-01-01", 1), ("2038-01-20", 0), ("9999-12-31", 0)):
        command = [sys.executable, "-m", "site_builder", "build", "--no-pdf", "--root", str(root), "--messages", "en"]
        done = subprocess.run([*command, "--as-of", day], cwd=ROOT, check=False, capture_output=True, text=True)
        assert done.returncode == code, done.stderr
        assert ("there is no statement to show" in done.stderr) == bool(code)
