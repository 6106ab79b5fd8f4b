"""What is known of the files of a build, as it is kept until the next one."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

from site_builder.memory.inventory import Inventory

_END = "\0"  # which is in no path


def dump_note(inventory: Inventory) -> list[bytes]:
    """An inventory as it is written down, in parts: the numbers, what tells the files and folders, and the digests."""
    paths, folders = inventory.stamps.keys(), inventory.folders.keys()
    told = os.fsencode(
        _END.join(chain(paths, inventory.stamps.values(), folders, inventory.folders.values(), inventory.fresh))
    )
    head = f"{inventory.taken} {len(paths)} {len(folders)} {len(inventory.fresh)} {len(told)}{_END}"
    digests = _END.join(inventory.digests[path] for path in paths)
    return [head.encode(), told, _END.encode(), os.fsencode(digests)]


def load_note(data: bytes, digests: bool = True) -> Inventory:
    """The inventory that was written down, with or without the digests: nothing, when that cannot be read."""
    try:
        begin = data.index(_END.encode()) + 1
        taken, files, folders, fresh, length = map(int, data[: begin - 1].split(b" "))
        end = begin + length
        each = iter(_texts(memoryview(data)[begin:end]))
        counts = (files, files, folders, folders, fresh)
        paths, stamps, places, seen, recent = (list(islice(each, count)) for count in counts)
        known = dict(zip(paths, stamps, strict=True))
        if data[end : end + 1] != _END.encode() or len(recent) != fresh or not known.keys() >= set(recent):
            return Inventory()
        return Inventory(
            known,
            dict(zip(paths, _texts(memoryview(data)[end + 1 :]) if paths else (), strict=True)) if digests else {},
            frozenset(recent),
            dict(zip(places, seen, strict=True)),
            taken,
        )
    except ValueError:
        return Inventory()


def _texts(data: memoryview) -> list[str]:
    # What `os.fsdecode` does to bytes, without a copy of them.
    return str(data, sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()).split(_END)


def read_note(file: Path, digests: bool = True) -> Inventory:
    """What was written down in a file: nothing, when that cannot be read."""
    try:
        return load_note(file.read_bytes(), digests)
    except OSError:
        return Inventory()


def replace_note(file: Path, parts: Iterable[bytes]) -> None:
    """Replace a note in one step, if that can be."""
    # Two builds that write it at once may spoil it: then there is none.
    staged = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with staged.open("wb") as stream:
            stream.writelines(parts)
        staged.replace(file)
    except OSError:
        with suppress(OSError):
            staged.unlink(missing_ok=True)
