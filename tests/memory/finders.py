"""What another process may be asked to find."""

import os
import signal
import sys
from collections.abc import Iterable, Iterator


def nothing() -> Iterable[str]:
    return []


def asked(*paths: str) -> Iterable[str]:
    return paths


def odd() -> Iterable[str]:
    return ["nl/index.html", "", "two\nlines", "\udcff"]


def one_by_one() -> Iterator[str]:
    yield from ("0", "1", "2")


def who() -> Iterable[str]:
    return [str(os.getpid())]


def loaded() -> Iterable[str]:
    return sys.modules


def places() -> Iterable[str]:
    return sys.path


def very_much() -> Iterable[str]:
    return map(str, range(1_000_000))


def for_ever() -> Iterator[str]:
    signal.pause()
    yield ""


def fails() -> Iterable[str]:
    raise OSError("not to be seen")


def fails_late() -> Iterator[str]:
    yield "a"
    raise MemoryError


def is_interrupted() -> Iterable[str]:
    raise KeyboardInterrupt


def is_killed() -> Iterable[str]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def finds_no_text() -> Iterable[object]:
    return [1]


def speaks() -> Iterable[str]:
    sys.stderr.write("not to be seen")
    return ["a"]
