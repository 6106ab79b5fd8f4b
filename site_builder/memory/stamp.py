"""What the file system knows of a file or a folder: enough to tell, without looking into it, that it is what it was."""

import os

# How many nanoseconds the clock of a file system stands still. Where times are rounded they show it: FAT counts in two
# seconds, exFAT in hundredths of one. Elsewhere time goes on with the tick of the system, a hundredth or less.
COARSEST = 2_000_000_000
FINEST_ROUNDING = 10_000_000
TICK = 50_000_000


def source_stamp(status: os.stat_result) -> str:
    """Of a file that others write: when it was last changed counts, as dates can be set back."""
    return f"{status.st_mode} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def file_stamp(status: os.stat_result) -> str:
    """Of a file that was written. When it was last changed does not count: that tells of links that come and go."""
    return f"{status.st_mode} {status.st_size} {status.st_mtime_ns} {status.st_ino}"


def folder_stamp(status: os.stat_result) -> str:
    """Of a folder: another one when its mode is, or when something in it comes, goes or gets another name."""
    return f"{status.st_mode} {status.st_ctime_ns} {status.st_mtime_ns} {status.st_ino}"


def modified(stamp: str) -> int:
    """When a file, or what is in a folder, was last changed."""
    return int(stamp.split(" ")[2])


def is_recent(last: int, now: int) -> bool:
    """Whether something was touched so shortly before that it may be touched again at the same time."""
    return last >= now - (TICK if last % FINEST_ROUNDING else COARSEST)
