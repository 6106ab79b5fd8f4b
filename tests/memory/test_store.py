"""A store that is broken, of another program, closed to us, shared or hostile costs time and nothing else."""

import os
import random
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from site_builder import build
from site_builder.memory.files import Files, MadeFiles, remember_joined_files, remember_pieces
from site_builder.memory.neighbours import Step
from site_builder.memory.steps import BuildMemory, Memory
from site_builder.memory.store import Row, Store
from site_builder.memory.versions import recall_parts
from tests.memory.kit import Site, remembering, same, site, store

__all__ = ["site", "store"]
ROOT = Path(__file__).parents[2]


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _halved(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _no_database(file: Path) -> None:
    file.write_bytes(b"#!/bin/sh\n" * 1000)


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _a_link_to_nothing(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.with_name("nothing"))


def _scribbled(file: Path) -> None:
    data, chance = bytearray(file.read_bytes()), random.Random(1)
    for _ in range(len(data) // 200):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    file.write_bytes(bytes(data))


def _sql(*statements: str) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        connection = sqlite3.connect(file)
        connection.create_function("crc", 1, lambda text: zlib.crc32(text.encode()))
        with connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()

    return spoil


SPOILED: dict[str, Callable[[Path], None]] = {
    "emptied": _emptied,
    "halved": _halved,
    "no database": _no_database,
    "a folder": _a_folder,
    "a link to nothing": _a_link_to_nothing,
    "scribbled": _scribbled,
    "other tables": _sql("DROP TABLE blobs", "CREATE TABLE blobs (x)"),
    "a trigger": _sql("CREATE TRIGGER t AFTER INSERT ON blobs BEGIN DELETE FROM steps; END"),
    "a view": _sql("DROP TABLE steps", "CREATE VIEW steps AS SELECT load_extension('x')"),
    "a schema that is no text": _sql(
        "PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET name = CAST(x'f4f4' AS TEXT), sql = 'CREATE x'"
    ),
    "values that are damaged": _sql("UPDATE steps SET value = 'x' || value"),
    "values of another kind": _sql("UPDATE steps SET value = 7, reads = x'00'"),
    "keys of another kind": _sql("UPDATE steps SET key = 'text'"),
    "reads that are damaged": _sql("UPDATE steps SET reads = reads || 'x'"),
    "bytes that are damaged": _sql("UPDATE blobs SET data = x'789c00'"),
    "bytes of others": _sql("UPDATE blobs SET data = (SELECT data FROM blobs LIMIT 1)"),
    "bytes that are gone": _sql("DELETE FROM blobs"),
    "bytes of another kind": _sql("UPDATE blobs SET data = 'text'"),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_store_costs_only_time(spoil: Callable[[Path], None], site: Site, store: Path) -> None:
    clean = site.plan()
    spoil(store)
    same(site.plan(remembering(store)), clean)
    same(site.plan(remembering(store)), clean)


@pytest.mark.parametrize(
    "value",
    [
        '["5:Significance","; import os"]',
        '["os.system","true"]',
        '["Popen","true"]',
        '["__class__"]',
        '["0:Register"]',
        "[[[[",
        "[" * 100_000,
        "[9]",
        "[-1,1]",
        "[3,7]",
        '{"a":[3,"<script>"]}',
        "7",
        "null",
        '"text"',
        "[0]",
        "[0,null,null]",
        '[0,{"index.html":"../../etc/passwd"},[0]]',
        '[0,{"index.html":7},[0]]',
    ],
)
def test_what_nobody_wrote_is_never_run_and_stops_nothing(
    value: str, site: Site, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value that says what it says under a right seal. What does not look like ours is made again."""
    monkeypatch.undo()
    monkeypatch.setattr(build, "make_pdfs", lambda *_: ({}, ()))
    clean = site.plan()
    connection = sqlite3.connect(store)
    with connection:
        for steps in ("version:%", "page:%", "told%"):
            crafted = (value, zlib.crc32(value.encode()), steps)
            connection.execute("UPDATE steps SET value = ?, seal = ? WHERE name LIKE ?", crafted)
    connection.close()
    same(site.plan(remembering(store)), clean)


def test_another_program_begins_anew(site: Site, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "program", lambda: "another")
    memory = remembering(store)
    clean = site.plan()
    same(site.plan(memory), clean)
    assert len([step for step in memory.made if step.startswith("page:")]) == len(
        [path for path in clean.files if path.endswith("index.html") or path == "404.html"]
    )


def test_where_nothing_can_be_written_nothing_is_remembered(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    same(site.plan(remembering(tmp_path / "file" / "memory.sqlite")), site.plan())


def test_a_store_that_is_busy_is_left_alone(site: Site, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.memory.store._PATIENCE", 0.01)
    site.edit("content/statements/2026-09-01/nl.md", ("Wij zijn", "Wij heten"))
    before = store.read_bytes()
    other = sqlite3.connect(store)
    other.execute("BEGIN EXCLUSIVE")
    same(site.plan(remembering(store)), site.plan())
    other.rollback()
    other.close()
    assert store.read_bytes() == before


def test_builds_at_once_share_a_store(site: Site, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "site_builder", "build", "--no-pdf", "--as-of", "2026-06-01"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    builders = []
    for number in range(2):
        output = ["--output", str(tmp_path / f"output-{number}")]
        builders.append(subprocess.Popen([*command, *output], cwd=site.root, env=environment, stdout=subprocess.PIPE))
    assert [builder.wait() for builder in builders] == [0, 0]
    for builder in builders:
        builder.communicate()
    clean = site.plan()
    for number in range(2):
        for path, data in clean.files.items():
            assert (tmp_path / f"output-{number}" / path).read_bytes() == data
    same(site.plan(remembering(site.root / ".cache" / "memory.sqlite")), clean)


def test_what_no_build_uses_any_more_goes(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"
    for number in range(400):
        store = Store(file)
        digest = store.keep(f"{number}".encode() * 100)
        store.save("room", {("", "step"): Row(b"key", "", str(number))}, (), {digest})
        store.close()
    connection = sqlite3.connect(file)
    assert connection.execute("SELECT count(*) FROM blobs").fetchone()[0] < 200
    connection.close()
    last = Store(file)
    assert last.rows("room") == {"step": Row(b"key", "", "399")}
    assert last.blob(digest) == b"399" * 100
    last.close()


def test_a_memory_stands_on_what_it_is_told(tmp_path: Path) -> None:
    made: list[str] = []

    def ask(fact: str, ground: str = "", given: str = "") -> str:
        with remembering(tmp_path / "memory.sqlite").build("room", ground) as memory:
            memory.tell({"fact": fact})

            def make() -> str:
                made.append(fact)
                memory.note("fact")
                return f"{fact} {ground} {given}"

            answer = memory.step("step", make, given)
            memory.finished = True
        return answer

    assert [ask("a"), ask("a"), ask("b"), ask("b", "new"), ask("b", "new", "input"), ask("b", "new", "input")] == [
        "a  ",
        "a  ",
        "b  ",
        "b new ",
        "b new input",
        "b new input",
    ]
    assert made == ["a", "b", "b", "b"]


def test_what_is_read_within_a_step_is_read_by_the_step_around_it() -> None:
    lasting, ran = Memory(Store()), list[str]()
    for fact in ("1", "1", "2"):
        with lasting.build("room", "") as memory:
            memory.tell({"fact": fact})

            def inner(memory: BuildMemory = memory) -> str:
                ran.append("inner")
                memory.note("fact")
                return "x"

            def first(memory: BuildMemory = memory, inner: Callable[[], str] = inner) -> str:
                return memory.once("once", lambda: memory.step("inner", inner))

            def second(first: Callable[[], str] = first) -> str:
                ran.append("second")
                return first()

            memory.step("first", first)
            memory.step("second", second)
            memory.finished = True
    assert ran == ["inner", "second", "inner", "second"]


def test_what_outlives_its_build_writes_nothing_down() -> None:
    """A preview keeps showing the last good site while newer builds fail: what it asks of that is not of them."""
    lasting = Memory(Store())
    with lasting.build("room", "") as old:
        old.tell({"fact": "old"})
    with lasting.build("room", "") as new:
        new.tell({"fact": "new"})
        assert old.step("step", lambda: "old") == "old"
        assert new.step("step", lambda: "new") == "new"
    assert old.step("step", lambda: "old") == "old"


def test_a_step_within_another_stays_as_long_as_that_needs_it(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"

    def build(outer: str, given: str, *inner: str) -> list[str]:
        lasting = remembering(file)
        with lasting.build("room", "") as memory:

            def within(name: str) -> str:
                return memory.step(name, lambda: name, within=outer)

            memory.step(outer, lambda: tuple(map(within, inner)), given)
            memory.finished = True
        return sorted(lasting.made)

    def kept(outer: str) -> list[str]:
        return sorted({**Store(file).rows("room", outer), **Store(file).rows("room")})

    assert build("outer", "1", "a", "b") == ["a", "b", "outer"]
    assert build("outer", "1", "a", "b") == []
    assert kept("outer") == ["a", "b", "outer"]
    assert build("outer", "2", "a", "c") == ["c", "outer"]
    assert kept("outer") == ["a", "c", "outer"]
    assert build("other", "") == ["other"]
    assert kept("outer") == ["other"]


def test_with_a_step_goes_all_that_is_within(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"

    def build(*years: str) -> None:
        with remembering(file).build("room", "") as memory:
            for year in years:
                month = f"{year}-01"
                day = partial(memory.step, "day", str, within=month)
                memory.step(year, partial(memory.step, month, day, within=year))
            memory.finished = True

    build("2026", "2027")
    assert [*Store(file).rows("room")] == ["2026", "2027"]
    assert [*Store(file).rows("room", "2026-01")] == ["day"]
    build("2027", "2028")
    assert [*Store(file).rows("room")] == ["2027", "2028"]
    assert not Store(file).rows("room", "2026")
    assert not Store(file).rows("room", "2026-01")
    assert [*Store(file).rows("room", "2027-01")] == ["day"]


def test_what_is_joined_is_joined_again_where_somebody_wants_it(tmp_path: Path) -> None:
    joined: list[str] = []

    def build(*versions: str) -> bytes:
        with remembering(tmp_path / "memory.sqlite").build("room", "") as memory:
            made: dict[str, Mapping[str, str]] = {version: {"text": f"{version}\n"} for version in versions}
            steps = (Step(f"piece:{version}", partial(made.__getitem__, version)) for version in versions)
            pieces = remember_pieces(memory, "pieces", steps)

            def make() -> MadeFiles:
                joined.append("made")
                return {"all.txt": b"".join(pieces["text"])}, ()

            files, _ = remember_joined_files(memory, "all", make, pieces.known)
            assert Files(files).digest("all.txt") == sha256("\n".join((*versions, "")).encode()).hexdigest()
            memory.finished = True
        return files["all.txt"]

    assert build("2026-01-01", "2027-01-01") == b"2026-01-01\n2027-01-01\n"
    assert joined == ["made"]
    assert build("2026-01-01", "2027-01-01") == b"2026-01-01\n2027-01-01\n"
    assert joined == ["made", "made"]
    assert build("2026-01-01", "2027-02-01") == b"2026-01-01\n2027-02-01\n"


def test_of_parts_that_stand_together_those_that_changed_are_made(tmp_path: Path) -> None:
    made: list[str] = []

    def make(text: str) -> str:
        made.append(text)
        return text.upper()

    def parts(ground: str, *texts: str) -> tuple[str, ...]:
        with remembering(tmp_path / "memory.sqlite").build("room", ground) as memory:
            found = recall_parts(memory, "2027-01-01", "words", [(partial(make, text), (text,)) for text in texts])
            memory.finished = True
        return found

    assert parts("", "a", "b") == ("A", "B")
    assert parts("", "c", "b", "a") == ("C", "B", "A")
    assert made == ["a", "b", "c"]
    assert parts("new", "b") == ("B",)
    assert made == ["a", "b", "c", "b"]


def test_steps_on_another_ground_are_no_use_and_go(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"

    def build_on(ground: str, *steps: str, finished: bool = True) -> frozenset[str]:
        memory = Memory(Store(file))
        with memory.build("room", ground) as remembered:
            for name in steps:
                remembered.step(name, lambda: "made")
                remembered.step("within", lambda: "made", within=name)
            remembered.finished = finished
        return memory.made

    def names() -> set[str]:
        return {name for (name,) in sqlite3.connect(file).execute("SELECT name FROM steps")}

    assert build_on("one", "a", "b") == {"a", "b", "within"}
    assert build_on("one", "a", "b") == frozenset()
    assert build_on("other", "c", finished=False) == {"c", "within"}
    assert names() == {"c", "within"}
    assert build_on("one", "a") == {"a", "within"}
    assert build_on("one", "a") == frozenset()
    assert names() == {"a", "within"}
