"""What is known of the files of a build, as it is kept until the next one."""

import os
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

from site_builder.memory.inventory import Inventory

_END = "\0"  # which is in no path


def dump_note(inventory: Inventory) -> bytes:
    """An inventory as it is written down."""
    paths, folders = inventory.stamps.keys(), inventory.folders.keys()
    digests = [inventory.digests[path] for path in paths]
    lists = (paths, inventory.stamps.values(), folders, inventory.folders.values(), inventory.fresh, digests)
    head = f"{inventory.taken} {len(paths)} {len(folders)} {len(inventory.fresh)}"
    return os.fsencode(_END.join(chain((head,), *lists)))


def load_note(data: bytes, digests: bool = True) -> Inventory:
    """The inventory that was written down, with or without the digests: nothing, when that cannot be read."""
    try:
        head, _, text = os.fsdecode(data).partition(_END)
        taken, files, folders, fresh = map(int, head.split(" "))
        each = iter(text.split(_END, -1 if digests else 2 * files + 2 * folders + fresh))
        counts = (files, files, folders, folders, fresh)
        paths, stamps, places, seen, recent = (list(islice(each, count)) for count in counts)
        known = dict(zip(paths, stamps, strict=True))
        if len(recent) != fresh or not known.keys() >= set(recent):
            return Inventory()
        return Inventory(
            known,
            dict(zip(paths, each, strict=True)) if digests else {},
            frozenset(recent),
            dict(zip(places, seen, strict=True)),
            taken,
        )
    except ValueError:
        return Inventory()


def read_note(file: Path, digests: bool = True) -> Inventory:
    """What was written down in a file: nothing, when that cannot be read."""
    try:
        return load_note(file.read_bytes(), digests)
    except OSError:
        return Inventory()


def replace_note(file: Path, data: bytes) -> None:
    """Replace a note in one step, if that can be."""
    # Two builds that write it at once may spoil it: then there is none.
    staged = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(data)
        staged.replace(file)
    except OSError:
        with suppress(OSError):
            staged.unlink(missing_ok=True)
