"""A disk that is full, or closed, at every step: the published site stays whole, and a line says what is wrong."""

import json
from pathlib import Path

import pytest

from site_builder.problem import SiteError
from site_builder.write import write_file, write_site
from tests.faults.kit import run, unprivileged
from tests.test_write import NEW, OLD, files_in

# Every time that the n-th step touches the disk, the disk is full; n counts up until nothing fails. Prints, per step,
# the code of the problem and whether the old site stands there, whole.
FULL = """
import errno, json, sys
from pathlib import Path
from site_builder.problem import SiteError
from site_builder.write import write_file, write_site
from tests.test_write import NEW, OLD, files_in
output, left, watching = Path(sys.argv[1]), 0, False
def full(event, _):
    global left, watching
    if watching and (event == "open" or event.startswith("os.")):
        left -= 1
        if left == 0:
            watching = False
            raise OSError(errno.ENOSPC, "No space left on device")
sys.addaudithook(full)
step, results = 0, []
while True:
    step += 1
    write_site(OLD, output, output.parent)
    left, watching, code = step, True, ""
    try:
        write_site(NEW, output, output.parent)
    except SiteError as error:
        code = error.problems[0].code
    failed, watching = not watching, False
    results.append([code, "old" if files_in(output) == OLD else "new" if files_in(output) == NEW else "torn"])
    if not failed:
        break
write_site(OLD, output, output.parent)
print(json.dumps([results, sorted(path.name for path in output.parent.iterdir())]))
"""


def test_a_full_disk_at_any_step(tmp_path: Path) -> None:
    done = run(FULL, tmp_path / "site" / "output")
    assert done.returncode == 0, done.stderr
    results, beside = json.loads(done.stdout)
    assert len(results) > 10
    # A failure after the swap, while the old site is cleared away, is no failure of the build.
    assert {tuple(result) for result in results} == {("output_unwritable", "old"), ("", "new")}
    assert results[-1] == ["", "new"]
    assert beside == [".output.lock", "output"]


# No file may grow beyond 4096 bytes, as the kernel sees it: the write itself fails, not the opening.
LIMITED = """
import resource, sys
from pathlib import Path
from site_builder.problem import SiteError
from site_builder.write import write_file, write_site
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
output = Path(sys.argv[1])
for write in (lambda: write_site({"index.html": b"n" * 10_000}, output, output.parent),
              lambda: write_file(output.parent / "releases.lock", b"n" * 10_000)):
    try:
        write()
    except SiteError as error:
        print(error.problems[0].code)
"""


def test_a_write_that_fails_halfway(tmp_path: Path) -> None:
    output, lock = tmp_path / "site" / "output", tmp_path / "site" / "releases.lock"
    write_site(OLD, output, output.parent)
    write_file(lock, b"every release")
    done = run(LIMITED, output)
    assert (done.stdout, done.stderr) == ("output_unwritable\n" * 2, "")
    assert (files_in(output), lock.read_bytes()) == (OLD, b"every release")
    assert sorted(path.name for path in output.parent.iterdir()) == [".output.lock", "output", "releases.lock"]


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    output = tmp_path / "site" / "output"
    write_site(OLD, output, output.parent)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.name.startswith(("pytest", "test")):
            folder.chmod(0o755)
    output.parent.chmod(0o555)
    with unprivileged(), pytest.raises(SiteError) as error:
        write_site(NEW, output, output.parent)
    output.parent.chmod(0o755)
    assert [problem.code for problem in error.value.problems] == ["output_unwritable"]
    assert files_in(output) == OLD


def test_nobody_to_tell_it_to() -> None:
    """Where what is said cannot be written, the exit code says that something is wrong."""
    script = """
import os, sys
os.dup2(os.open("/dev/full", os.O_WRONLY), 1)
from site_builder.cli import main
raise SystemExit(main(["check", "--root", "tests/problems/base", "--messages", "en"]))
"""
    done = run(script)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == "stdout: What there is to say cannot be written: No space left on device."


def test_a_terminal_that_cannot_show_a_sign() -> None:
    script = (
        'from site_builder.cli import main; raise SystemExit(main(["check", "--root", "nowhere", "--messages", "en"]))'
    )
    done = run(script, environment={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1
    assert "\\u201ccontent\\u201d" in done.stdout
