"""What another process finds out; that a process of tests may have threads does not matter to one of its own."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from site_builder.memory.meanwhile import meanwhile

_SCRIPT = """
import os, signal, threading
from site_builder.memory.meanwhile import meanwhile
def find():
{find}
with meanwhile(find) as found:
{ask}
try:
    os.wait()
except ChildProcessError:
    print("nobody is left")
"""
_ASK = "    told = found(); print(None if told is None else sorted(told))"


def run(find: str, ask: str = _ASK) -> tuple[str, str]:
    """What a script prints that finds something meanwhile, and what it complains of."""
    script = _SCRIPT.format(find=f"    {find}", ask=ask)
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    *said, end = ended.stdout.splitlines()
    assert end == "nobody is left"
    return "\n".join(said), ended.stderr


@pytest.mark.parametrize(
    ("find", "told"),
    [
        ("return []", "[]"),
        ("return ['nl/index.html', '', 'two\\nlines', '\\udcff']", "['', 'nl/index.html', 'two\\nlines', '\\udcff']"),
        ("return (str(number) for number in range(3))", "['0', '1', '2']"),
    ],
)
def test_what_is_found_is_told(find: str, told: str) -> None:
    assert run(find) == (told, "")


def test_it_is_found_by_another_process() -> None:
    told, _ = run("return [str(os.getpid())]", _ASK + "; print(os.getpid())")
    [finder, asker] = told.splitlines()
    assert finder != f"['{asker}']"


@pytest.mark.parametrize(
    "find",
    [
        "raise OSError('not to be seen')",
        "raise KeyboardInterrupt",
        "os.kill(os.getpid(), signal.SIGKILL)",
        "yield 'a'; raise MemoryError",
        "return [1]",
    ],
)
def test_what_cannot_be_found_is_nothing_and_makes_no_noise(find: str) -> None:
    assert run(find) == ("None", "")


def test_nobody_need_ask() -> None:
    """More is found than fits between two processes: who tells it must not wait for ever."""
    assert run("return map(str, range(1_000_000))", "    pass") == ("", "")


def test_what_goes_wrong_here_ends_it() -> None:
    ask = "    raise SystemExit(3)"
    script = _SCRIPT.format(find="    return map(str, range(1_000_000))", ask=ask)
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=60).returncode == 3


def test_where_there_can_be_no_other_process_nobody_finds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError("too many processes")

    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "fork", refuse)
    before = open_files()
    with meanwhile(lambda: pytest.fail("found here")) as found:
        assert found() is None
    assert open_files() == before


def open_files() -> int:
    return len([*Path("/dev/fd").iterdir()])


def test_a_process_with_threads_is_not_copied() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        with meanwhile(lambda: pytest.fail("found here")) as found:
            assert found() is None
    finally:
        over.set()
        other.join()
