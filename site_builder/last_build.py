"""What the last build was made from and what it wrote, by the stamps of the files: whether there is anything to do.

A stamp tells a file from what it was before without reading it, as git does it: a file that was touched so shortly
before it was seen that another change could bear the same time is compared by its content.
"""

import json
import os
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from site_builder.day import day_in
from site_builder.memory import cache_folder
from site_builder.memory.digest import digest_of
from site_builder.memory.plain import dump, load
from site_builder.memory.program import program
from site_builder.memory.stamp import Stamp, is_still
from site_builder.problem import Problem
from site_builder.read import CONTENT, shipped, walk
from site_builder.records import record

SHARED = ("templates", "locales", "static")
# How many nanoseconds the clock of a file system stands still. Where times are rounded they show it: FAT counts in two
# seconds, exFAT in hundredths of one. Elsewhere time goes on with the tick of the system, a hundredth or less.
COARSEST = 2_000_000_000
FINEST_ROUNDING = 10_000_000
TICK = 50_000_000


@record
class Asked:
    """What a build is asked for: where, and for which day or moment, and what else decides what it makes."""

    root: Path
    output: Path
    as_of: date
    drafts: bool
    pdf: bool = False
    precompress: bool = False


@record
class Built:
    """What a build came to: how many files, and its problems; `told` is what editors were told of that, by
    language and by how they named the output."""

    count: int
    problems: tuple[Problem, ...]
    told: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@record
class Look:
    """What there is to do: nothing, when the last build came to what another one would do and find done. Else `seen`
    are the stamps of the sources, if they were looked at."""

    built: Built | None = None
    seen: Mapping[str, Stamp] | None = None


def look(asked: Asked) -> Look:
    """Whether the last build did what this one is asked for, and nothing changed since."""
    head, *rest = _read(asked)
    found = None
    try:
        if head["program"] != program() or head["day"] != day_in(asked.as_of, head["time_zone"]).isoformat():
            return Look()
        seen, found = _stamps(rest[0]), sources(asked.root)
        if found is None or not _same_sources(seen, found):
            return Look(None, found)
        written = _stamps(rest[1])
        if not _same_output(written, asked.output, head["taken"]):
            return Look(None, found)
        built = Built(int(head["count"]), load(head["problems"]), _texts(head["told"]))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError, OSError):
        return Look(None, found)
    # By now more files are old enough to be told by their stamps alone.
    if any(stamp.digest for stamp in seen.values()) or any(_recent(stamp, head["taken"]) for stamp in written.values()):
        keep_build(asked, found, written, head["time_zone"], built)
    return Look(built, found)


def keep_build(
    asked: Asked, seen: Mapping[str, Stamp], written: Mapping[str, Stamp], time_zone: str, built: Built
) -> None:
    """Write down what a build came to. `seen` are the sources as they were before it read them, `written` the files
    with their digests."""
    head = {
        "program": program(),
        "day": day_in(asked.as_of, time_zone).isoformat(),
        "time_zone": time_zone,
        "taken": time.time_ns(),
        "count": built.count,
        "problems": dump(built.problems),
        "told": built.told,
    }
    _write(asked, *(json.dumps(part).encode("ascii") for part in (head, seen, written)))


def keep_told(asked: Asked, told: Mapping[str, tuple[str, str]]) -> None:
    """Write down what editors were told of the last build."""
    head, *rest = _read(asked)
    if head:
        _write(asked, json.dumps({**head, "told": told}).encode("ascii"), *rest)


def _texts(told: Any) -> Mapping[str, tuple[str, str]]:
    """What was told. Raises ValueError when it is nothing of the kind."""
    found = {way: (problems, written) for way, (problems, written) in told.items()}
    if not all(isinstance(text, str) for texts in found.values() for text in texts):
        raise ValueError("not texts")
    return found


def _write(asked: Asked, *parts: bytes) -> None:
    file = _file(asked)
    # Two builds that write it at once may spoil it: then there is none.
    staged = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(b"\n".join(parts))
        staged.replace(file)
    except OSError:
        with suppress(OSError):
            staged.unlink(missing_ok=True)


def last_output(asked: Asked) -> Mapping[str, Stamp]:
    """The files that the last build wrote, by stamps that tell whether a file still holds what it wrote."""
    head, *rest = _read(asked)
    base = os.path.realpath(asked.output)
    try:
        written, taken = _stamps(rest[1]), head["taken"]
        return {path: stamp for path, stamp in written.items() if _holds(f"{base}/{path}", stamp, taken)}
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError):
        return {}


def spare_output(asked: Asked) -> Path:
    """Where the site before the last one is kept, to make the next one from."""
    return cache_folder(asked.root) / f"spare-{_name(asked)}"


def sources(root: Path) -> Mapping[str, Stamp] | None:
    """The stamps of all that a build reads, folders too; None when something cannot be looked at."""
    problems: list[Problem] = []
    now = time.time_ns()
    found: dict[str, Stamp] = {}
    try:
        places = [(root, name, root) for name in (CONTENT, *SHARED)]
        for base, name, within in (*places, *((shipped(name).parent, name, None) for name in SHARED)):
            for path, entry in walk(base, name, problems, within):
                found[f"{base}/{path}"] = _stamp(entry.path, now)
    except OSError:
        return None
    return None if problems else found


def _stamp(file: str, now: int) -> Stamp:
    status = os.stat(file)
    if stat.S_ISDIR(status.st_mode):
        return Stamp(status.st_mode, 0, 0, 0, 0)
    seen = Stamp(status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return seen._replace(digest=_digest(file)) if _recent(seen, now) else seen


def _recent(stamp: Stamp, now: int) -> bool:
    """Whether a file was touched so shortly before that it may be touched again at the same time."""
    last = stamp.modified if stamp.modified > stamp.changed else stamp.changed
    return last >= now - (TICK if last % FINEST_ROUNDING else COARSEST)


def _holds(file: str, stamp: Stamp, taken: int) -> bool:
    """Whether the stamp of a file is enough to go by, or what is in it now is what was written."""
    if not _recent(stamp, taken):
        return True
    try:
        return _digest(file) == stamp.digest
    except OSError:
        return False


def _same_sources(before: Mapping[str, Stamp], now: Mapping[str, Stamp]) -> bool:
    return before.keys() == now.keys() and all(
        seen[:-1] == now[path][:-1] and (not seen.digest or seen.digest == (now[path].digest or _digest(path)))
        for path, seen in before.items()
    )


def _same_output(before: Mapping[str, Stamp], output: Path, taken: int) -> bool:
    """Whether in the folder is what was written, all of it and nothing else."""
    base = os.path.realpath(output)
    found = dict(_files_below(base, ""))
    return before.keys() == found.keys() and all(
        is_still(stamp, found[path]) and _holds(f"{base}/{path}", stamp, taken) for path, stamp in before.items()
    )


def _files_below(base: str, folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(f"{base}/{folder}") as scan:
        for entry in scan:
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(base, f"{folder}{entry.name}/")
            else:
                yield f"{folder}{entry.name}", entry.stat(follow_symlinks=False)


def _digest(file: str) -> str:
    with open(file, "rb") as stream:
        return sha256(stream.read()).hexdigest()


def _name(asked: Asked) -> str:
    return digest_of(os.path.realpath(asked.output), str((asked.drafts, asked.pdf, asked.precompress)))[:16]


def _file(asked: Asked) -> Path:
    return cache_folder(asked.root) / f"last-build-{_name(asked)}.json"


def _read(asked: Asked) -> tuple[Any, *tuple[bytes, ...]]:
    """What was written down, a line of JSON each: what was asked and told; sources; output. Only the first is read."""
    try:
        head, *rest = _file(asked).read_bytes().split(b"\n")
        known = json.loads(head)
        return (known if isinstance(known, dict) else {}, *rest)
    except (OSError, ValueError, RecursionError):
        return ({},)


def _stamps(written: bytes) -> dict[str, Stamp]:
    return {path: Stamp(*stamp) for path, stamp in json.loads(written).items()}
