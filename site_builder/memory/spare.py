"""The site before the last one: the next one is made from it, so that what does not change need not be written."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path

from site_builder.memory.inventory import Inventory, known_stamp, status_of, touched
from site_builder.memory.meanwhile import Found, meanwhile
from site_builder.memory.notes import read_note
from site_builder.records import record

_MANY = 5_000  # files and folders: to look at fewer takes no longer than to begin another process


@record
class Spare:
    """A folder, the note of what was left in it, and, of what somebody touched there since, what is `found`
    meanwhile."""

    folder: Path
    note: Path
    left: Inventory = field(default_factory=Inventory)
    found: Found = lambda: None

    def touched(self) -> frozenset[str]:
        """The paths of what is not as it was left. For who holds the lock of the output."""
        found = self.found()
        return frozenset(touched(self.left, str(self.folder))) if found is None else found


def noted_spare(folder: Path, note: Path) -> Spare:
    """The spare in a folder, as far as it was written down."""
    return Spare(folder, note, read_note(note, digests=False))


@contextmanager
def looked_at(spare: Spare) -> Iterator[Spare]:
    """The spare, which another process looks at from now on where there is much to see.

    That needs no lock: whoever makes another site from it first gives it another name and mode, and with that another
    stamp; then what was found does not count.
    """
    before = _stamp(spare.folder)
    if not before or len(spare.left.stamps) + len(spare.left.folders) < _MANY:
        yield spare
        return
    with meanwhile(touched_since, str(spare.folder), str(spare.note), str(spare.left.taken)) as found:
        yield replace(spare, found=lambda: found() if _stamp(spare.folder) == before else None)


def touched_since(folder: str, note: str, taken: str) -> Iterator[str]:
    """The paths of what is not in a folder as it was noted. Raises LookupError when that is another note by now."""
    left = read_note(Path(note), digests=False)
    if left.taken != int(taken):
        raise LookupError(note)
    return touched(left, folder)


def _stamp(folder: Path) -> str:
    """The stamp of the folder; empty while it may change and keep it."""
    status = status_of(os.fspath(folder))
    return known_stamp(status, time.time_ns()) if status else ""
