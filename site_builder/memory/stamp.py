"""What the file system knows of a file: enough to tell, without reading it, that it is still what it was."""

import os
from typing import NamedTuple


class Stamp(NamedTuple):
    """Times are in nanoseconds. `changed` is 0 where it does not count: it also tells of links that come and go.
    `digest` is the SHA-256 of what is in the file, where that is known."""

    mode: int
    size: int
    modified: int
    changed: int
    inode: int
    digest: str = ""


def stamp_of(status: os.stat_result, digest: str = "") -> Stamp:
    return Stamp(status.st_mode, status.st_size, status.st_mtime_ns, 0, status.st_ino, digest)


def is_still(known: Stamp, status: os.stat_result) -> bool:
    """Whether a file is what it was when its stamp was taken."""
    return (known.mode, known.size, known.modified, known.inode) == (
        status.st_mode,
        status.st_size,
        status.st_mtime_ns,
        status.st_ino,
    )
