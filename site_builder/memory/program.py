"""Which program this is: another one, or other libraries, may make something else of the same sources."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from site_builder.memory.digest import Input, digest_of

_PACKAGE = Path(__file__).parents[1]


@cache
def program() -> str:
    """The digest of this program's files, of the names of the libraries that are installed, and of Python."""
    return digest_of(sys.version, *_libraries(), *_files(str(_PACKAGE)))


def _libraries() -> Iterator[str]:
    """Every installed package with its version, without asking any."""
    for place in sys.path:
        try:
            yield from sorted(name for name in os.listdir(place or ".") if name.endswith(".dist-info"))
        except OSError:
            continue


def _files(folder: str) -> Iterator[Input]:
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.endswith((".py", ".toml")):
            yield entry.path.removeprefix(str(_PACKAGE))
            with open(entry.path, "rb", buffering=0) as stream:
                yield stream.read()
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry.path)
