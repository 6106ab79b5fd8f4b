"""What is in a folder, and what tells that it is still there and nothing else.

A file that was touched so shortly before it was noted that another change could bear the same time is compared by its
content. A folder whose stamp is what it was need not be listed: nothing in it came, went or got another name.
"""

import os
import stat
import time
from collections.abc import Iterator, Mapping, Set
from dataclasses import field, replace
from hashlib import sha256

from site_builder.memory.stamp import file_stamp, folder_stamp, is_recent, modified
from site_builder.records import record


@record
class Inventory:
    """The files by path, each with its stamp and its SHA-256; those whose stamp may be too `fresh` to tell. The
    folders, the one around before the one within, each with the stamp it had when nothing else was in it. A stamp that
    is not known is empty. `taken` is when it was noted, in nanoseconds."""

    stamps: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    fresh: Set[str] = frozenset()
    folders: Mapping[str, str] = field(default_factory=dict)
    taken: int = 0


def taken_now(written: Inventory) -> Inventory:
    """What is written, to be noted now: by now some of it may be old enough to be told by its stamp."""
    now = time.time_ns()
    fresh = frozenset(path for path in written.fresh if is_recent(modified(written.stamps[path]), now))
    return replace(written, fresh=fresh, taken=now)


def known_stamp(status: os.stat_result, now: int) -> str:
    """The stamp of a folder that is about to be listed; empty while it may change and keep it."""
    recent = is_recent(max(status.st_mtime_ns, status.st_ctime_ns), now)
    return "" if recent else folder_stamp(status)


def still_there(written: Inventory, folder: str) -> Inventory | None:
    """What is written, when it is in the folder, all of it and nothing else; with what is known by now of its folders.
    None when it is not. Raises OSError when something cannot be looked at."""
    now, folders, doubtful = time.time_ns(), dict(written.folders), [""]
    for path, stamp in written.folders.items():
        status = os.lstat(f"{folder}/{path}")
        if folder_stamp(status) == stamp:
            continue
        if not stat.S_ISDIR(status.st_mode):
            return None
        folders[path] = known_stamp(status, now)
        doubtful.append(path)
    for below in doubtful:
        inside = f"{below}/" if below else ""
        with os.scandir(f"{folder}/{below}") as scan:
            found = [f"{inside}{entry.name}" for entry in scan]
        if not all(path in folders or path in written.stamps for path in found):
            return None
    for path, stamp in written.stamps.items():
        if file_stamp(os.lstat(f"{folder}/{path}")) != stamp:
            return None
    if not all(holds(folder, path, written) for path in written.fresh):
        return None
    return replace(written, folders=folders)


def touched(written: Inventory, folder: str) -> Iterator[str]:
    """The paths of what is not in the folder as it was written."""
    for path, stamp in written.folders.items():
        status = status_of(f"{folder}/{path}")
        if status is None or folder_stamp(status) != stamp:
            yield path
    for path, stamp in written.stamps.items():
        status = status_of(f"{folder}/{path}")
        if status is None or file_stamp(status) != stamp:
            yield path


def status_of(path: str) -> os.stat_result | None:
    """What the system knows of a file, a folder or a link; nothing when it is not there."""
    try:
        return os.lstat(path)
    except OSError:
        return None


def holds(folder: str, path: str, written: Inventory) -> bool:
    """Whether a file is what was written, by its content: its stamp may not tell."""
    try:
        with open(f"{folder}/{path}", "rb") as stream:
            return sha256(stream.read()).hexdigest() == written.digests[path]
    except OSError:
        return False
