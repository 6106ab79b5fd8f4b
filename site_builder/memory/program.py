"""Which program this is: another one, or other libraries, may make something else of the same sources."""

import os
import sys
from pathlib import Path

from site_builder.memory.steps import digest_of

_PACKAGE = Path(__file__).parents[1]


def program() -> str:
    """The digest of this program's files as the disk knows them, of the libraries that are installed and of Python."""
    parts = [sys.version]
    for folder, _, names in sorted(os.walk(_PACKAGE)):
        if not folder.endswith("__pycache__"):
            parts += [
                f"{os.path.join(folder, name)} {_stamp(os.path.join(folder, name))}"
                for name in sorted(names)
                if name.endswith(".py")
            ]
    for place in sys.path:
        try:
            parts += sorted(name for name in os.listdir(place or ".") if name.endswith(".dist-info"))
        except OSError:
            continue
    return digest_of(*parts)


def _stamp(file: str) -> str:
    status = os.stat(file)
    return f"{status.st_size} {status.st_mtime_ns}"
