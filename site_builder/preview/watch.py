"""When the sources of a project changed.

The files are asked, not the system: that works on every file system, and nothing has to be installed for it.
livereload's own watcher compares dates alone, and so misses a folder that is moved in with its old ones.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR
from time import perf_counter

from site_builder.read import CONTENT
from site_builder.walk import walk

FOLDERS = (CONTENT, "templates", "locales", "static")
INTERVAL = 0.1  # seconds
SETTLING = 0.05
PATIENCE = 0.5  # how long an empty file may be one that is just being written
SHARE = 0.05  # of a processor, at most

Stamp = tuple[int, int, int]


def stamps(root: Path) -> Mapping[str, Stamp]:
    """What tells the state of every source from another: inode, time in nanoseconds and size, by path.

    What a build would not read is not looked at: hidden files, copies of editors, other folders.
    """
    found: dict[str, Stamp] = {}
    for folder in FOLDERS:
        for path, file, _ in walk(root, folder, [], root):
            # A file may go while it is looked at; it is gone then, which is all there is to know.
            with suppress(OSError):
                status = Path(file).stat()
                # Of a folder only that it is there: its date changes with every hidden file in it.
                contents = (0, 0) if S_ISDIR(status.st_mode) else (status.st_mtime_ns, status.st_size)
                found[path] = (status.st_ino, *contents)
    return found


async def changes(root: Path, seen: Mapping[str, Stamp]) -> AsyncIterator[None]:
    """Once for every time that the sources are no longer as they were `seen`, and came to rest.

    What changes while a change is handled counts as the next one, so that the newest state is never missed.
    """
    while True:
        began = perf_counter()
        found = await asyncio.to_thread(stamps, root)
        cost = perf_counter() - began
        if found != seen:
            seen = await _settled(root, found, seen)
            yield
        else:
            await asyncio.sleep(max(INTERVAL, cost / SHARE))


async def _settled(root: Path, found: Mapping[str, Stamp], seen: Mapping[str, Stamp]) -> Mapping[str, Stamp]:
    """The state in which the files come to rest. An editor may empty a file before it writes it."""
    deadline = perf_counter() + PATIENCE
    while perf_counter() < deadline:
        await asyncio.sleep(SETTLING)
        before, found = found, await asyncio.to_thread(stamps, root)
        if found == before and not _emptied(found, seen):
            break
    return found


def _emptied(found: Mapping[str, Stamp], seen: Mapping[str, Stamp]) -> bool:
    return any(size == 0 and seen.get(path, (0, 0, 0))[2] for path, (_, _, size) in found.items())
