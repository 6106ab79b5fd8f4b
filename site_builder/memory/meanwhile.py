"""What another process finds out while this one goes on. Where none can be had, nobody does."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

Found = Callable[[], frozenset[str] | None]
_END = "\0"  # which is in no path
_TELL = """
import os, sys
from importlib import import_module
_, root, module, name, *asked = sys.argv
sys.path.append(root)
found = getattr(import_module(module), name)(*asked)
sys.stdout.buffer.write(os.fsencode("\\0".join((*found, "", ""))))
"""


@contextmanager
def meanwhile(find: Callable[..., Iterable[str]], *asked: str) -> Iterator[Found]:
    """Begin to find paths; what is given waits for them, once. It gives None when they could not be found.

    `find` is a function of a module that needs nothing but Python and what is installed beside it.
    """
    begun = _begin(find, asked)
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
            # Nobody waits for what nobody asked for.
            os.kill(process, signal.SIGTERM)
            os.waitpid(process, 0)


def _begin(find: Callable[..., Iterable[str]], asked: Iterable[str]) -> tuple[int, int] | None:
    """A process that finds, and where to read what it tells; None where there can be none.

    It is a new one, not a copy of this: to tell apart what two copies write costs more than to begin.
    """
    file = sys.modules[find.__module__].__file__
    if not (hasattr(os, "posix_spawn") and sys.executable and file and (os.cpu_count() or 1) > 1):
        return None
    root = Path(file).parents[find.__module__.count(".")]
    # Without what is installed, and without a trace: it writes nothing but what it tells.
    command = [sys.executable, "-I", "-S", "-B", "-c", _TELL, str(root), find.__module__, find.__name__, *asked]
    reading, writing = os.pipe()
    try:
        files = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_DUP2, writing, 1),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ]
        process = os.posix_spawn(sys.executable, command, os.environ, file_actions=files)
    except OSError:
        os.close(reading)
        return None
    finally:
        os.close(writing)
    return process, reading
