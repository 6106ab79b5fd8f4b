"""A build in which nothing changed does nothing; whatever did change, of sources, output, program or day, it does."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from site_builder import build, last_build, read
from site_builder.cli import language, main
from site_builder.last_build import Asked, look
from site_builder.memory import program as program_module
from site_builder.memory import stamp
from site_builder.memory.notes import dump_note, load_note
from site_builder.memory.steps import Memory
from site_builder.memory.store import Store
from site_builder.problem import Problem
from site_builder.read import shipped
from site_builder.write import write_site
from tests.memory.kit import EDITS, STATEMENTS, Edit, Site, site
from tests.test_build import tree

__all__ = ["site"]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A line for every build that did something."""
    lines: list[str] = []

    def count(*arguments: Any) -> object:
        lines.append("written")
        return write_site(*arguments)

    monkeypatch.setattr(build, "write_site", count)
    return lines


@pytest.fixture
def aged(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file counts as just written."""
    monkeypatch.setattr(stamp, "COARSEST", 0)
    monkeypatch.setattr(stamp, "TICK", 0)


def run(site: Site, *options: str) -> int:
    folder = ["--root", str(site.root)]
    return main(["build", *folder, "--no-pdf", "--as-of", site.as_of.isoformat(), "--messages", "en", *options])


def test_nothing_is_done_twice(site: Site, ran: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    site.edit("content/site.yaml", ("time_zone:", "consent: {cookie_name: choice}\ntime_zone:"))
    asking = ("consent: false\n    exemption: strictly_necessary", "consent: true")
    site.edit(f"{STATEMENTS}/2026-05-01/statement.yaml", asking)
    (site.root / "content" / "releases.lock").unlink()
    assert run(site) == 0
    first = capsys.readouterr()
    assert "warning" in first.err
    before = tree(site.root / "output")
    for _ in range(2):
        assert run(site) == 0
        assert capsys.readouterr() == first
    assert ran == ["written"]
    assert tree(site.root / "output") == before
    for _ in range(2):
        assert run(site, "--messages", "nl") == 0
        told = capsys.readouterr()
        assert "waarschuwing" in told.err
        assert "bestanden geschreven naar" in told.out
    assert run(site) == 0
    assert capsys.readouterr() == first
    assert ran == ["written"]


@pytest.mark.parametrize("locale", ["nl", "nl_NL"])
def test_what_a_build_came_to_is_told_in_words_that_it_read(
    locale: str, site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(language, "read_shipped", None)
    assert run(site, "--messages", locale) == 0
    assert "bestanden geschreven" in capsys.readouterr().out


@pytest.mark.parametrize("edit", [edit for edit in EDITS[::4] if edit.name != "PDFs"], ids=str)
def test_whatever_is_edited_is_seen(edit: Edit, site: Site, ran: list[str]) -> None:
    """Also by a clock so coarse that the stamp of a file is what it was."""
    run(site)
    stamps = {path: path.stat() for path in (site.root / "content").rglob("*")}
    edit.do(site)
    for path, status in stamps.items():
        if path.exists():
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    clean = site.plan()
    code = run(site, *(["--drafts"] if site.drafts else []))
    assert len(ran) == 2 or code == 1
    if code == 0:
        assert {path: data for path, data in tree(site.root / "output").items() if path != ".site-builder"} == dict(
            clean.files
        )


def _touched(output: Path) -> None:
    (output / "index.html").write_text("somebody was here")


def _same_size(output: Path) -> None:
    file = output / "index.html"
    status, data = file.stat(), file.read_bytes()
    file.write_bytes(data[::-1])
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def _swapped(output: Path) -> None:
    one, other, aside = output / "nl" / "index.html", output / "en" / "index.html", output.parent / "aside"
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def _link(output: Path) -> None:
    (output / "robots.txt").rename(output.parent / "robots.txt")
    (output / "robots.txt").symlink_to(output.parent / "robots.txt")


SPOILED: dict[str, Callable[[Path], object]] = {
    "a file that is changed": _touched,
    "a file that is changed at once, with the size it had": _same_size,
    "files that changed places": _swapped,
    "a file that is gone": lambda output: (output / "robots.txt").unlink(),
    "a file more": lambda output: (output / "stale.html").write_text(""),
    "a folder more": lambda output: shutil.copytree(output / "nl", output / "de"),
    "an empty folder more": lambda output: (output / "nl" / "stale").mkdir(),
    "a link more": lambda output: (output / "nl" / "link").symlink_to("/"),
    "a folder that is gone": lambda output: shutil.rmtree(output / "nl"),
    "no folder": shutil.rmtree,
    "a link in the place of a file": _link,
    "a mode": lambda output: (output / "index.html").chmod(0o600),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_an_output_that_somebody_changed_is_made_whole(
    spoil: Callable[[Path], object], site: Site, ran: list[str]
) -> None:
    run(site)
    before = tree(site.root / "output")
    spoil(site.root / "output")
    assert run(site) == 0
    assert len(ran) == 2
    assert tree(site.root / "output") == before


# A stamp that is old enough is enough to go by.
SEEN = {name: spoil for name, spoil in SPOILED.items() if spoil is not _same_size}


@pytest.mark.parametrize("spoil", SEEN.values(), ids=SEEN.keys())
def test_an_output_that_was_known_by_its_stamps_is_made_whole(
    spoil: Callable[[Path], object], site: Site, ran: list[str], unhurried: Callable[[Path], None]
) -> None:
    """Of which no folder need be listed any more."""
    for _ in range(3):
        run(site)
        unhurried(site.root)
    before = tree(site.root / "output")
    spoil(site.root / "output")
    assert run(site) == 0
    assert len(ran) == 2
    assert tree(site.root / "output") == before


def test_a_folder_that_was_listed_is_not_listed_again(
    site: Site, ran: list[str], unhurried: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed, scan = list[str](), os.scandir

    def note(folder: str | Path) -> object:
        if str(folder).startswith(str(site.root / "output")):
            listed.append(str(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", note)
    seen = []
    for _ in range(3):
        run(site)
        unhurried(site.root)
        seen.append(len(listed))
    assert seen[1] - seen[0] > 10
    assert seen[2] - seen[1] == 1
    assert ran == ["written"]


def test_what_stays_is_linked_and_keeps_its_date(site: Site, aged: None) -> None:
    run(site)
    output = site.root / "output"
    inodes = {path: path.stat().st_ino for path in output.rglob("*.html")}
    site.edit(f"{STATEMENTS}/2026-09-01/nl.md", ("Wij zijn", "Wij heten"))
    run(site)
    changed = {path for path in output.rglob("*.html") if inodes[path] != path.stat().st_ino}
    assert {path.relative_to(output).as_posix() for path in changed} == {
        "nl/versions/2026-09-01/index.html",
        "nl/versions/2026-09-01/print/index.html",
        "nl/changes/2026-09-01/index.html",
    }
    assert tree(output) == {**site.plan().files, ".site-builder": (output / ".site-builder").read_bytes()}


def test_the_day_is_that_of_the_site(site: Site, ran: list[str]) -> None:
    """Midnight in Amsterdam comes an hour, in summer two, before midnight in UTC."""
    output = site.root / "output"

    def asked(hour: int) -> Asked:
        return Asked(site.root, output, datetime(2026, 8, 31, hour, tzinfo=UTC), False)

    build.build(site.root, output, asked(12).as_of, memory=Memory(Store()))
    assert look(asked(21)).built is not None
    assert look(asked(22)).built is None
    assert look(Asked(site.root, output, date(2026, 8, 31), False)).built is not None


# Everything as it was, but for what editors were told; only the first line.
TOLD, HEAD = "told", "head"


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", "7", "[" * 10_000, '{"taken": 7}', TOLD, HEAD])
def test_a_broken_note_counts_as_none(text: str, site: Site, ran: list[str]) -> None:
    run(site)
    [note] = (site.root / ".cache").glob("last-build-*.json")
    head, *rest = note.read_text().split("\n")
    told = "\n".join((json.dumps({**json.loads(head), "told": {"en": [7]}}), *rest))
    note.write_text({TOLD: told, HEAD: head}.get(text, text))
    assert run(site) == 0
    assert len(ran) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda _: b"\0" * 10_000,
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"index.html", b"\xff"),
        lambda data: data.replace(b"33188 ", b""),
        lambda data: data[: data.rindex(b"\0")],
        lambda data: data + b"\0../index.html",
        lambda _: b"1 -1 2 0\0",
    ],
)
def test_a_broken_note_of_the_output_counts_as_none(
    spoil: Callable[[bytes], bytes], site: Site, ran: list[str]
) -> None:
    for _ in range(2):
        site.edit(f"{STATEMENTS}/2026-09-01/nl.md", ("Wij zijn", "Wij zijn en blijven"))
        run(site)
    before = tree(site.root / "output")
    notes = list((site.root / ".cache").glob("*.note"))
    assert len(notes) == 2
    for note in notes:
        note.write_bytes(spoil(note.read_bytes()))
    assert run(site) == 0
    assert len(ran) == 3
    assert tree(site.root / "output") == before


_VERSION = f"{STATEMENTS}/2026-05-01"
_WRONG: dict[str, Callable[[dict[str, str]], object]] = {
    "a text that is there is not listed": lambda paths: paths.pop(f"{_VERSION}/nl.md"),
    "no text is listed": lambda paths: [paths.pop(path) for path in [*paths] if path.startswith(_VERSION)],
    "a text is listed that is not there": lambda paths: paths.update({f"{_VERSION}/more.md": ""}),
    "a hidden text is listed": lambda paths: paths.update({f"{_VERSION}/.hidden.md": ""}),
    "something else is listed": lambda paths: paths.update({f"{_VERSION}/..": "", f"{_VERSION}/": ""}),
}


@pytest.mark.parametrize("spoil", _WRONG.values(), ids=_WRONG.keys())
def test_what_somebody_wrote_of_the_sources_stops_nothing(
    spoil: Callable[[dict[str, str]], object], site: Site, unhurried: Callable[[Path], None]
) -> None:
    (site.root / _VERSION / ".hidden.md").write_text("not to be read")
    for _ in range(2):
        unhurried(site.root)
        assert run(site) == 0
    [note] = (site.root / ".cache").glob("last-build-*.json")
    head, _, data = note.read_bytes().partition(b"\n")
    known = load_note(data)
    assert known.folders[_VERSION]
    stamps, digests = dict(known.stamps), dict(known.digests)
    spoil(stamps)
    digests = {path: digests.get(path, "") for path in stamps}
    note.write_bytes(b"".join((head, b"\n", *dump_note(replace(known, stamps=stamps, digests=digests)))))
    site.edit(f"{STATEMENTS}/2026-09-01/nl.md", ("Wij zijn", "Wij heten"))
    assert run(site) == 0
    after = {path: data for path, data in tree(site.root / "output").items() if path != ".site-builder"}
    assert after == dict(site.plan().files)


def test_another_program_does_it_again(site: Site, ran: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run(site)
    monkeypatch.setattr(last_build, "program", lambda: "another")
    assert run(site) == 0
    assert len(ran) == 2


def test_a_program_is_known_by_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def digest() -> str:
        program_module.program.cache_clear()
        return program_module.program()

    monkeypatch.setattr(program_module, "_PACKAGE", tmp_path)
    seen = [digest()]
    (tmp_path / "room").mkdir()
    for text in ("1", "2"):
        (tmp_path / "room" / "step.py").write_text(text)
        seen.append(digest())
    (tmp_path / "room" / "step.py").rename(tmp_path / "room" / "other.py")
    seen.append(digest())
    assert len(set(seen)) == len(seen)
    monkeypatch.undo()
    program_module.program.cache_clear()


def test_what_did_not_change_is_not_read(site: Site, aged: None, monkeypatch: pytest.MonkeyPatch) -> None:
    run(site)
    opened: list[str] = []

    def count(file: str, path: str, problems: list[Problem]) -> bytes | None:
        opened.append(path)
        return original(file, path, problems)

    original = read.read_file
    monkeypatch.setattr(read, "read_file", count)
    run(site)
    assert opened == []
    site.edit(f"{STATEMENTS}/2026-09-01/nl.md", ("Wij zijn", "Wij heten"))
    run(site)
    assert opened[0] == f"{STATEMENTS}/2026-09-01/nl.md"
    assert not {path for path in opened if "2026-05-01/nl.md" in path}


def test_a_touch_is_no_change(site: Site, aged: None, ran: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run(site)
    for path in (site.root / "content").rglob("*.*"):
        path.touch()
    assert [run(site), run(site)] == [0, 0]
    monkeypatch.setattr(read, "read_file", None)  # by now all are known as they are
    assert run(site) == 0
    assert ran == ["written"]


@pytest.mark.parametrize(
    ("forget", "path"),
    [
        ("DELETE FROM steps", f"{STATEMENTS}/2026-09-01/nl.md"),
        ("DELETE FROM blobs", f"{STATEMENTS}/2026-09-01/nl.md"),
        ("DELETE FROM steps", "templates/base.html"),
        ("DELETE FROM steps", "templates/notices/message.html"),
    ],
)
def test_a_source_that_changes_after_it_was_looked_at(
    forget: str, path: str, site: Site, aged: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wherever it is read late: nothing is made of two moments."""
    for own in ("base.html", "notices/message.html"):
        site.write(f"templates/{own}", (shipped("templates") / own).read_bytes() + b"<!-- -->")
    run(site)
    before = tree(site.root / "output")
    with sqlite3.connect(site.root / ".cache" / "memory.sqlite") as memory:
        memory.execute(forget)
    memory.close()
    site.write("templates/more.html", "")

    def another(file: str, place: str, problems: list[Problem]) -> bytes | None:
        data = original(file, place, problems)
        return b"#" + data if data and place == path else data

    original = read.read_file
    with monkeypatch.context() as later:
        later.setattr(read, "read_file", another)
        assert run(site) == 1
    assert f"{path}: This file was being written" in capsys.readouterr().err
    assert tree(site.root / "output") == before
    assert run(site) == 0
    after = {path: data for path, data in tree(site.root / "output").items() if path != ".site-builder"}
    assert after == dict(site.plan().files)


def test_problems_are_not_kept_as_a_build(site: Site, ran: list[str]) -> None:
    run(site)
    site.edit(f"{STATEMENTS}/2026-09-01/nl.md", ("{{ controller.name }}", "{{ controler.name }}"))
    assert [run(site), run(site)] == [1, 1]
    site.edit(f"{STATEMENTS}/2026-09-01/nl.md", ("{{ controler.name }}", "{{ controller.name }}"))
    assert run(site) == 0
    assert ran == ["written"]  # these sources are what the site was made from


def test_a_cache_that_cannot_be_written_stops_nothing(site: Site, ran: list[str]) -> None:
    (site.root / ".cache").write_text("a file")
    assert [run(site), run(site)] == [0, 0]
    assert len(ran) == 2
