"""What the last build was made from and what it wrote, by the stamps of the files: whether there is anything to do.

A stamp tells a file from what it was before without reading it, as git does it: a file that was touched so shortly
before it was seen that another change could bear the same time is compared by its content.
"""

import json
import os
import stat
import time
from collections.abc import Mapping
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
from site_builder.memory.stamp import Stamp, is_recent
from site_builder.memory.written import Spare, Written, held, noted, read_note, replace_note, still_there, write_note
from site_builder.problem import Problem
from site_builder.read import CONTENT, shipped, walk
from site_builder.records import record

SHARED = ("templates", "locales", "static")


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
        written = read_note(_output_note(asked))
        still = still_there(written, os.path.realpath(asked.output)) if written.taken == head["taken"] else None
        if still is None:
            return Look(None, found)
        built = Built(int(head["count"]), load(head["problems"]), _texts(head["told"]))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError, OSError):
        return Look(None, found)
    # By now more files are old enough to be told by their stamps alone.
    if any(stamp.digest for stamp in seen.values()) or still.fresh or still.folders != written.folders:
        _keep(asked, found, still, head["time_zone"], built)
    return Look(built, found)


def keep_build(asked: Asked, seen: Mapping[str, Stamp], written: Written, time_zone: str, built: Built) -> None:
    """Write down what a build came to. `seen` are the sources as they were before it read them."""
    with suppress(OSError):
        _output_note(asked).replace(_spare_note(asked))
    _keep(asked, seen, written, time_zone, built)


def _keep(asked: Asked, seen: Mapping[str, Stamp], written: Written, time_zone: str, built: Built) -> None:
    written = noted(written)
    write_note(_output_note(asked), written)
    head = {
        "program": program(),
        "day": day_in(asked.as_of, time_zone).isoformat(),
        "time_zone": time_zone,
        "taken": written.taken,
        "count": built.count,
        "problems": dump(built.problems),
        "told": built.told,
    }
    replace_note(_file(asked), b"\n".join(json.dumps(part).encode("ascii") for part in (head, seen)))


def keep_told(asked: Asked, told: Mapping[str, tuple[str, str]]) -> None:
    """Write down what editors were told of the last build."""
    head, *rest = _read(asked)
    if head:
        replace_note(_file(asked), b"\n".join((json.dumps({**head, "told": told}).encode("ascii"), *rest)))


def _texts(told: Any) -> Mapping[str, tuple[str, str]]:
    """What was told. Raises ValueError when it is nothing of the kind."""
    found = {way: (problems, written) for way, (problems, written) in told.items()}
    if not all(isinstance(text, str) for texts in found.values() for text in texts):
        raise ValueError("not texts")
    return found


def last_output(asked: Asked) -> Written:
    """What the last build wrote, but for files that may hold something else by now and have the same stamp."""
    return held(read_note(_output_note(asked)), os.path.realpath(asked.output))


def spare_output(asked: Asked) -> Spare:
    """The site before the last one, to make the next one from."""
    return Spare(cache_folder(asked.root) / f"spare-{_name(asked)}", read_note(_spare_note(asked)))


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
    return is_recent(stamp.modified if stamp.modified > stamp.changed else stamp.changed, now)


def _same_sources(before: Mapping[str, Stamp], now: Mapping[str, Stamp]) -> bool:
    return before.keys() == now.keys() and all(
        seen[:-1] == now[path][:-1] and (not seen.digest or seen.digest == (now[path].digest or _digest(path)))
        for path, seen in before.items()
    )


def _digest(file: str) -> str:
    with open(file, "rb") as stream:
        return sha256(stream.read()).hexdigest()


def _name(asked: Asked) -> str:
    return digest_of(os.path.realpath(asked.output), str((asked.drafts, asked.pdf, asked.precompress)))[:16]


def _file(asked: Asked) -> Path:
    return cache_folder(asked.root) / f"last-build-{_name(asked)}.json"


def _output_note(asked: Asked) -> Path:
    return cache_folder(asked.root) / f"output-{_name(asked)}.note"


def _spare_note(asked: Asked) -> Path:
    return cache_folder(asked.root) / f"spare-{_name(asked)}.note"


def _read(asked: Asked) -> tuple[Any, *tuple[bytes, ...]]:
    """What was written down, a line of JSON each: what was asked and told; sources. Only the first is read."""
    try:
        head, *rest = _file(asked).read_bytes().split(b"\n")
        known = json.loads(head)
        return (known if isinstance(known, dict) else {}, *rest)
    except (OSError, ValueError, RecursionError):
        return ({},)


def _stamps(written: bytes) -> dict[str, Stamp]:
    return {path: Stamp(*stamp) for path, stamp in json.loads(written).items()}
