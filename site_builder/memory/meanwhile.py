"""What another process finds out while this one goes on. Where none can be had, nobody does."""

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NoReturn

Found = Callable[[], frozenset[str] | None]
_END = "\0"  # which is in no path


@contextmanager
def meanwhile(find: Callable[[], Iterable[str]]) -> Iterator[Found]:
    """Begin to find paths; what is given waits for them, once. It gives None when they could not be found."""
    begun = _begin(find)
    if begun is None:
        yield lambda: None
        return
    process, reading = begun
    with os.fdopen(reading, "rb") as stream:

        def found() -> frozenset[str] | None:
            told = os.fsdecode(stream.read()).split(_END)
            return frozenset(told[:-2]) if told[-2:] == ["", ""] else None

        try:
            yield found
        finally:
            stream.close()
            os.waitpid(process, 0)


def _begin(find: Callable[[], Iterable[str]]) -> tuple[int, int] | None:
    """A process that finds, and where to read what it tells; None where there can be none."""
    # Of a process that has threads a copy has one, and whatever the others held stays held.
    if sys.platform == "win32" or threading.active_count() > 1:
        return None
    reading, writing = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(reading)
        process = -1
    if not process:
        os.close(reading)
        _tell(find, writing)
    os.close(writing)
    return (process, reading) if process > 0 else None


def _tell(find: Callable[[], Iterable[str]], writing: int) -> NoReturn:
    """In the other process: tell what is found, with an empty path at the end. It ends without a word to anybody."""
    try:
        with os.fdopen(writing, "wb") as stream:
            stream.write(os.fsencode(_END.join((*find(), "", ""))))
    finally:
        os._exit(0)
