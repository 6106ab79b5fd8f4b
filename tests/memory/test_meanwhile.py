"""What another process finds out."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from site_builder.memory.meanwhile import meanwhile
from tests.memory import finders

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _several_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def children() -> list[str]:
    """The processes that this one began and that are not over."""
    return Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split()


def open_files() -> int:
    return len([*Path("/dev/fd").iterdir()])


@pytest.mark.parametrize(
    ("find", "asked", "told"),
    [
        (finders.nothing, (), set()),
        (finders.asked, ("nl/index.html", "two words", ""), {"nl/index.html", "two words", ""}),
        (finders.odd, (), {"", "nl/index.html", "two\nlines", "\udcff"}),
        (finders.one_by_one, (), {"0", "1", "2"}),
    ],
)
def test_what_is_found_is_told(find: Callable[..., Iterable[str]], asked: tuple[str, ...], told: set[str]) -> None:
    with meanwhile(find, *asked) as found:
        assert found() == frozenset(told)


def test_it_is_found_by_another_process() -> None:
    with meanwhile(finders.who) as found:
        assert found() not in (None, frozenset((str(os.getpid()),)))


def test_the_other_process_loads_nothing_that_is_installed() -> None:
    """It looks where Python and the function are, and nowhere else."""
    with meanwhile(finders.loaded) as found:
        modules = found()
    assert modules is not None
    assert "tests.memory.finders" in modules
    assert not modules & {"site", "pytest", "site_builder"}
    with meanwhile(finders.places) as found:
        places = found()
    assert places is not None
    assert str(ROOT) in places
    assert not [place for place in places if place.endswith("-packages")]


@pytest.mark.parametrize(
    "find",
    [
        finders.fails,
        finders.fails_late,
        finders.is_interrupted,
        finders.is_killed,
        finders.finds_no_text,
    ],
)
def test_what_cannot_be_found_is_nothing_and_makes_no_noise(
    find: Callable[..., Iterable[Any]], capfd: pytest.CaptureFixture[str]
) -> None:
    with meanwhile(find) as found:
        assert found() is None
    assert capfd.readouterr() == ("", "")


def test_what_it_complains_of_is_not_seen(capfd: pytest.CaptureFixture[str]) -> None:
    with meanwhile(finders.speaks) as found:
        assert found() == frozenset("a")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("find", [finders.very_much, finders.for_ever])
def test_nobody_need_ask(find: Callable[..., Iterable[str]]) -> None:
    """More is found than fits between two processes, or never anything: nobody waits for that."""
    before = open_files(), children()
    with meanwhile(find):
        assert len(children()) == len(before[1]) + 1
    assert (open_files(), children()) == before


def test_what_goes_wrong_here_ends_it() -> None:
    before = open_files(), children()
    with pytest.raises(KeyError), meanwhile(finders.for_ever):
        raise KeyError
    assert (open_files(), children()) == before


@pytest.mark.parametrize("missing", ["the right to begin one", "Python", "a second processor", "a system that can"])
def test_where_there_can_be_no_other_process_nobody_finds_it(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise BlockingIOError("too many processes")

    monkeypatch.setattr(os, "posix_spawn", refuse)
    if missing == "Python":
        monkeypatch.setattr(sys, "executable", "")
    elif missing == "a second processor":
        monkeypatch.setattr(os, "cpu_count", lambda: 1)
    elif missing == "a system that can":
        monkeypatch.delattr(os, "posix_spawn")
    before = open_files()
    with meanwhile(finders.nothing) as found:
        assert found() is None
    assert open_files() == before


def test_it_leaves_no_trace(tmp_path: Path) -> None:
    """Not even what Python makes of a module."""
    (tmp_path / "finder.py").write_text("def find():\n    return ['a']\n")
    script = (
        "import os, sys\n"
        "os.cpu_count = lambda: 2\n"
        f"sys.path[:0] = [{str(ROOT)!r}, {str(tmp_path)!r}]\n"
        "sys.dont_write_bytecode = True\n"
        "from finder import find\n"
        "from site_builder.memory.meanwhile import meanwhile\n"
        "with meanwhile(find) as found:\n"
        "    print(found())\n"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert (told.stdout, told.stderr) == ("frozenset({'a'})\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["finder.py"]
