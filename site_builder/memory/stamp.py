"""What the file system knows of a file: enough to tell, without reading it, that it is still what it was.

git tells files by the same, and by the same rule: one that was touched so shortly before it was seen that another
change could bear the same time is told by its content.
"""

import os
from typing import NamedTuple

# How many nanoseconds the clock of a file system stands still. Where times are rounded they show it: FAT counts in two
# seconds, exFAT in hundredths of one. Elsewhere time goes on with the tick of the system, a hundredth or less.
COARSEST = 2_000_000_000
FINEST_ROUNDING = 10_000_000
TICK = 50_000_000


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


def is_recent(last: int, now: int) -> bool:
    """Whether something was touched so shortly before that it may be touched again at the same time."""
    return last >= now - (TICK if last % FINEST_ROUNDING else COARSEST)
