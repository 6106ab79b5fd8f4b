"""The output is the old site or the new one, whatever happens on the way."""

import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase

import pytest

from site_builder import write
from site_builder.memory import spare as spare_module
from site_builder.memory.inventory import Inventory
from site_builder.memory.meanwhile import Found
from site_builder.memory.notes import dump_note, replace_note
from site_builder.memory.spare import Spare, looked_at, noted_spare
from site_builder.memory.stamp import file_stamp
from site_builder.problem import SiteError
from site_builder.write import MARKER, write_site

OLD = {"index.html": b"old", "nl/index.html": b"old", "gone/deep/page.html": b"old", "kept.html": b"kept"}
NEW = {"index.html": b"new", "nl/index.html": b"new", "en/index.html": b"new", "kept.html": b"kept"}

# Writes NEW, with a link to what is kept, and dies by SIGKILL at the n-th time it touches the disk.
KILLED = """
import os, signal, sys
from hashlib import sha256
from pathlib import Path
from site_builder import write
from site_builder.memory.stamp import file_stamp
from site_builder.memory.spare import noted_spare
from site_builder.memory.inventory import Inventory
left, output, sources = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
files = {"index.html": b"new", "nl/index.html": b"new", "en/index.html": b"new", "kept.html": b"kept"}
stamps = {"kept.html": file_stamp(os.stat(output / "kept.html"))}
kept = Inventory(stamps, {"kept.html": sha256(b"kept").hexdigest()})
if sys.argv[4] == "two renames":
    write._exchange = lambda one, other: False
def die(event, _):
    global left
    if event == "open" or event.startswith(("os.", "shutil.", "ctypes.dlsym")):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(die)
cache = output.parent / "cache"
spare = noted_spare(cache / "spare", cache / "note") if sys.argv[4] == "spare" else None
write.write_site(files, output, sources, kept, spare)
"""


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder that holds the old site."""
    write_site(OLD, tmp_path / "site" / "output", tmp_path / "site")
    return tmp_path / "site" / "output"


def refusal(output: Path, sources: Path, files: Mapping[str, bytes] = NEW) -> str:
    with pytest.raises(SiteError) as error:
        write_site(files, output, sources)
    [problem] = error.value.problems
    return problem.code


def test_stale_files_go_and_nothing_is_left_beside(output: Path) -> None:
    write_site(NEW, output, output.parent)
    assert files_in(output) == NEW
    assert sorted(path.name for path in output.parent.iterdir()) == [".output.lock", "output"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    write_site(NEW, tmp_path / "public", tmp_path / "sources")
    assert files_in(tmp_path / "public") == NEW


def test_a_link_is_followed_and_stays(output: Path, tmp_path: Path) -> None:
    link = tmp_path / "live"
    link.symlink_to(output)
    write_site(NEW, link, output.parent)
    assert link.is_symlink()
    assert files_in(output) == NEW


def test_others_can_read_what_is_published(output: Path) -> None:
    write_site(NEW, output, output.parent)
    assert output.stat().st_mode & 0o777 == 0o755


def test_a_folder_that_it_did_not_make_is_not_replaced(tmp_path: Path) -> None:
    precious = tmp_path / "output" / "thesis.txt"
    precious.parent.mkdir()
    precious.write_text("years of work")
    assert refusal(tmp_path / "output", tmp_path) == "output_not_ours"
    assert precious.read_text() == "years of work"


@pytest.mark.parametrize("place", ["site", ".", "site/content", "site/content/statements"])
def test_sources_are_not_written_over(tmp_path: Path, place: str) -> None:
    (tmp_path / "site" / "content" / "statements").mkdir(parents=True)
    assert refusal(tmp_path / place, tmp_path / "site") == "output_is_source"


def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file")
    assert refusal(tmp_path / "output", tmp_path) == "output_not_folder"


def test_a_place_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert refusal(tmp_path / "file" / "output", tmp_path / "site") == "output_unwritable"


def test_a_failure_on_the_way_leaves_the_old_site(output: Path) -> None:
    assert refusal(output, output.parent, {"a": b"1", "a/b": b"a file cannot hold a file"}) == "output_unwritable"
    assert files_in(output) == OLD
    assert not list(output.parent.glob(".output.staging-*"))


def kill_at(step: int, output: Path, way: str) -> int:
    command = [sys.executable, "-c", KILLED, str(step), str(output), str(output.parent), way]
    return subprocess.run(command, check=False, capture_output=True).returncode


def test_killed_at_any_step_it_is_the_old_site_or_the_new_one(output: Path) -> None:
    step, seen = 0, []
    while True:
        step += 1
        ended = kill_at(step, output, "exchange")
        seen.append(files_in(output))
        assert seen[-1] in (OLD, NEW), f"killed at step {step}"
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        if seen[-1] == NEW:
            write_site(OLD, output, output.parent)
            assert files_in(output) == OLD
    assert OLD in seen, "no kill came before the swap"
    assert NEW in seen[:-1], "no kill came after the swap"
    assert step > 10
    assert sorted(path.name for path in output.parent.iterdir()) == [".output.lock", "output"]


def test_without_an_atomic_exchange_the_next_build_mends_what_a_killed_one_left(output: Path) -> None:
    step, ended = 0, -1
    while ended:
        step += 1
        ended = kill_at(step, output, "two renames")
        assert not output.exists() or files_in(output) in (OLD, NEW), f"killed at step {step}"
        write_site(OLD, output, output.parent)
        assert files_in(output) == OLD
        assert not list(output.parent.glob(".output.staging-*"))


def test_the_old_site_comes_back_when_nothing_can_be_built_after_a_kill(output: Path) -> None:
    output.rename(write._aside(output))
    assert refusal(output, output.parent, {"a": b"1", "a/b": b"2"}) == "output_unwritable"
    assert files_in(output) == OLD


def test_builds_at_once_do_not_mix(output: Path) -> None:
    script = """
import sys
from pathlib import Path
from site_builder.write import write_site
letter, output = sys.argv[1], Path(sys.argv[2])
for _ in range(5):
    write_site({f"{number}/index.html": letter.encode() for number in range(20)}, output, output.parent)
"""
    builders = [subprocess.Popen([sys.executable, "-c", script, letter, str(output)]) for letter in ascii_lowercase[:4]]
    assert [builder.wait() for builder in builders] == [0, 0, 0, 0]
    written = files_in(output)
    assert len(written) == 20
    assert len(set(written.values())) == 1
    assert not list(output.parent.glob(".output.staging-*"))


def test_what_was_written_stays_when_the_folder_is_read_meanwhile(output: Path) -> None:
    """Whoever opened the old folder keeps reading the old site until it is gone, and never a new file in it."""
    descriptor = os.open(output, os.O_RDONLY)
    try:
        write_site(NEW, output, output.parent)
        assert "en" not in os.listdir(descriptor)  # noqa: PTH208 - the folder has no path any more
    finally:
        os.close(descriptor)


def stamps(folder: Path, files: Mapping[str, bytes]) -> Inventory:
    return Inventory(
        {path: file_stamp((folder / path).stat()) for path in files},
        {path: hashlib.sha256(data).hexdigest() for path, data in files.items()},
    )


def test_what_is_the_same_is_linked_and_what_is_not_is_written(output: Path) -> None:
    last = stamps(output, OLD)
    written = write_site({**NEW, "nl/index.html": b"old"}, output, output.parent, last)
    assert files_in(output) == {**NEW, "nl/index.html": b"old"}
    assert written.stamps["nl/index.html"] == last.stamps["nl/index.html"]
    there = stamps(output, {**files_in(output), MARKER: (output / MARKER).read_bytes()})
    assert (written.stamps, written.digests) == (there.stamps, there.digests)
    assert written.fresh == written.stamps.keys() - {"nl/index.html", "kept.html"}


def test_a_file_that_is_not_what_it_was_is_not_linked(output: Path, tmp_path: Path) -> None:
    last = stamps(output, OLD)
    (output / "index.html").write_text("somebody else was here")
    (output / "nl" / "index.html").unlink()
    (tmp_path / "elsewhere").write_text("old")
    (output / "gone" / "deep" / "page.html").unlink()
    (output / "gone" / "deep" / "page.html").symlink_to(tmp_path / "elsewhere")
    write_site(OLD, output, output.parent, last)
    assert files_in(output) == OLD
    assert not (output / "gone" / "deep" / "page.html").is_symlink()


def test_where_no_links_can_be_made_everything_is_written(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    write_site(OLD, output, output.parent, stamps(output, OLD))
    assert files_in(output) == OLD


def test_a_failure_after_linking_leaves_the_old_site(output: Path) -> None:
    last = stamps(output, OLD)
    with pytest.raises(SiteError):
        write_site({**OLD, "zz": b"1", "zz/b": b"a file cannot hold a file"}, output, output.parent, last)
    assert files_in(output) == OLD
    assert stamps(output, OLD) == last


class Builds:
    """Builds of a site, each made from the one before the last."""

    def __init__(self, output: Path) -> None:
        self.output, self.spare = output, output.parent / "cache" / "spare"
        self.note = self.spare.with_name("note")
        self.last = self.left = Inventory()

    def write(self, files: Mapping[str, bytes]) -> None:
        with self.looked_at() as spare:
            self.write_from(spare, files)

    def looked_at(self) -> AbstractContextManager[Spare]:
        replace_note(self.note, dump_note(self.left))
        return looked_at(Spare(self.spare, self.note, self.left))

    def write_from(self, spare: Spare, files: Mapping[str, bytes]) -> None:
        written = write_site(files, self.output, self.output.parent, self.last, spare)
        self.left, self.last = self.last, written


@contextmanager
def found_at_once(find: Callable[..., Iterable[str]], *asked: str) -> Iterator[Found]:
    """As if another process had found it before this one went on."""
    found = frozenset(find(*asked))
    yield lambda: found


@pytest.fixture(params=["here", "meanwhile"])
def looked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks at the spare: the build itself, or another process before it."""
    if request.param == "meanwhile":
        monkeypatch.setattr(spare_module, "_MANY", 0)
        monkeypatch.setattr(spare_module, "meanwhile", found_at_once)


@pytest.fixture
def builds(output: Path) -> Builds:
    """Of which the last wrote OLD and the one before it NEW."""
    made = Builds(output)
    for files in (NEW, OLD, NEW, OLD):
        made.write(files)
    assert files_in(made.spare) == NEW
    return made


def test_the_old_site_becomes_the_spare_and_the_spare_the_new_one(builds: Builds) -> None:
    output = builds.output
    kept = (output / "kept.html").stat().st_ino
    for files, before in ((NEW, OLD), (OLD, NEW), (NEW, OLD)):
        builds.write(files)
        assert files_in(output) == files
        assert files_in(builds.spare) == before
        assert (output / "kept.html").stat().st_ino == kept
    assert sorted(path.name for path in output.parent.iterdir()) == [".output.lock", "cache", "output"]


def test_only_where_something_changed_is_a_folder_listed(
    output: Path, unhurried: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{below}/{name}/index.html": b"" for below in ("en", "nl") for name in "abc"}
    builds, listed = Builds(output), list[str]()
    scan = os.scandir

    def note(folder: str | Path) -> object:
        if below := str(folder).partition(".staging-")[2]:
            listed.append(below.partition("/")[2])
        return scan(folder)

    for _ in range(4):
        unhurried(output.parent)
        builds.write(files)
    monkeypatch.setattr(os, "scandir", note)
    builds.write({**files, "nl/b/index.html": b"changed"})
    assert sorted(listed) == ["", "nl/b"]


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """All that is in a folder: files, folders and whatever else, by mode and content."""
    return {
        path.relative_to(folder).as_posix(): (
            status.st_mode,
            path.read_bytes() if stat.S_ISREG(status.st_mode) else b"",
        )
        for path in folder.rglob("*")
        for status in [path.lstat()]
    }


def _in_place(folder: Path) -> None:
    """The other site has a link to this file."""
    with (folder / "kept.html").open("a") as shared:
        shared.write("more")


def _in_place_of_a_folder(folder: Path) -> None:
    (folder / "nl").rename(folder / "elsewhere")
    (folder / "nl").symlink_to("elsewhere")


def _in_place_of_a_file(folder: Path) -> None:
    (folder / "kept.html").unlink()
    (folder / "kept.html").mkdir()
    (folder / "kept.html" / "inside").write_text("a folder in the place of a file")


def _another(folder: Path) -> None:
    shutil.copytree(folder / "nl", folder / "another")
    shutil.rmtree(folder / "nl")
    (folder / "another").rename(folder / "nl")


# What others, who can reach the output, can do to it.
SPOILED: dict[str, Callable[[Path], object]] = {
    "nothing": Path.exists,
    "a file more": lambda folder: (folder / "nl" / "stale.html").write_text("stale"),
    "a folder more": lambda folder: shutil.copytree(folder / "nl", folder / "stale" / "nl"),
    "an empty folder more": lambda folder: (folder / "nl" / "stale").mkdir(),
    "a link more": lambda folder: (folder / "nl" / "link").symlink_to("/"),
    "a file less": lambda folder: (folder / "nl" / "index.html").unlink(),
    "a folder less": lambda folder: shutil.rmtree(folder / "nl"),
    "a file in place": _in_place,
    "a link in the place of a folder": _in_place_of_a_folder,
    "a folder in the place of a file": _in_place_of_a_file,
    "another folder that looks alike": _another,
    "the mode of a file": lambda folder: (folder / "kept.html").chmod(0o600),
    "the mode of a folder": lambda folder: (folder / "nl").chmod(0o700),
    "the mode of all": lambda folder: folder.chmod(0o700),
}


@pytest.mark.usefixtures("looked")
@pytest.mark.parametrize("place", ["output", "spare"])
@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_what_others_did_is_not_in_a_new_site(
    spoil: Callable[[Path], object], place: str, output: Path, unhurried: Callable[[Path], None], tmp_path: Path
) -> None:
    deep = {"nl/deep/index.html": b"deep", "nl/deep/below/index.html": b"deep"}
    second = {**NEW, **deep}
    for first in ({**OLD, **deep}, second):
        shutil.rmtree(output.parent)
        builds = Builds(output)
        for files in (first, second) * 3:
            builds.write(files)
            unhurried(tmp_path)
        spoil(output if place == "output" else builds.spare)
        unhurried(tmp_path)
        for files in (second, second, first, second, NEW, NEW):
            # What is spoiled in the output is there till the next build, and may come back with the one after it.
            builds.write(files)
            write_site(files, tmp_path / "clean" / "output", tmp_path)
            assert tree(output) == tree(tmp_path / "clean" / "output")
            assert stat.S_IMODE(output.stat().st_mode) == 0o755


def test_what_was_seen_of_a_spare_that_another_build_took_does_not_count(
    builds: Builds, unhurried: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spare_module, "_MANY", 0)
    monkeypatch.setattr(spare_module, "meanwhile", found_at_once)
    for others in ([NEW], [NEW, OLD], [OLD, OLD]):
        unhurried(builds.output.parent)
        with builds.looked_at() as spare:
            assert spare.found() is not None
            for files in others:
                unhurried(builds.output.parent)
                builds.write(files)
            assert spare.found() is None
            builds.write_from(spare, NEW)
        assert files_in(builds.output) == NEW


def test_a_spare_that_may_still_change_unseen_is_looked_at_later(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spare_module, "_MANY", 0)
    monkeypatch.setattr(spare_module, "meanwhile", found_at_once)
    os.utime(builds.spare)
    with builds.looked_at() as spare:
        assert spare.found() is None


@pytest.mark.usefixtures("looked")
def test_what_a_note_says_of_elsewhere_leads_nowhere(builds: Builds, tmp_path: Path) -> None:
    precious = tmp_path / "precious" / "thesis.txt"
    precious.parent.mkdir()
    precious.write_text("years of work")
    for here in ("../../precious", str(precious.parent), "nl/../../../precious"):
        folders = {here.rpartition("/")[0]: "", here: "", **builds.left.folders}
        said = {f"{here}/thesis.txt": ""}
        builds.left = replace(builds.left, stamps=said, digests=said, folders=folders)
        builds.write(NEW)
        assert files_in(builds.output) == NEW
    assert precious.read_text() == "years of work"


def test_folders_that_stay_have_the_mode_of_new_ones(
    builds: Builds, unhurried: Callable[[Path], None], tmp_path: Path
) -> None:
    for _ in range(5):
        builds.write(NEW)
        unhurried(tmp_path)
    before = os.umask(0o077)
    write._new_folder_mode.cache_clear()
    try:
        builds.write(NEW)
        assert stat.S_IMODE((builds.output / "nl").stat().st_mode) == 0o700
    finally:
        os.umask(before)
        write._new_folder_mode.cache_clear()


def test_killed_at_any_step_with_a_spare_it_is_the_old_site_or_the_new_one(builds: Builds) -> None:
    output = builds.output
    step, ended, seen = 0, -1, []
    while ended:
        step += 1
        replace_note(builds.note, dump_note(builds.left))
        ended = kill_at(step, output, "spare")
        seen.append(files_in(output))
        assert seen[-1] in (OLD, NEW), f"killed at step {step}"
        builds.write(NEW)
        builds.write(OLD)
        assert files_in(output) == OLD
        assert not list(output.parent.glob(".output.staging-*"))
    assert OLD in seen, "no kill came before the swap"
    assert NEW in seen[:-1], "no kill came after the swap"


def test_a_spare_that_cannot_be_is_none(output: Path) -> None:
    (output.parent / "file").write_text("no folder")
    write_site(NEW, output, output.parent, None, noted_spare(output.parent / "file" / "spare", output.parent / "note"))
    assert files_in(output) == NEW
    assert not list(output.parent.glob(".output.staging-*"))
