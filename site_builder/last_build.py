"""What the last build was made from and what it wrote, by the stamps of the files: whether there is anything to do."""

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
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
from site_builder.memory.stamp import Stamp, is_recent, is_still
from site_builder.problem import Problem
from site_builder.read import Project, read_project
from site_builder.records import record

Read = tuple[Project, tuple[Problem, ...]]
_SEEN = ("folders", "others", "stamps")
_BROKEN = (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError)


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
    """The sources, and what the last build came to when another one would come to the same and find it done."""

    read: Read
    built: Built | None = None


def look(asked: Asked) -> Look:
    """Read the sources, and tell whether the last build did what this one is asked for, and nothing changed since."""
    head, *rest = _read(asked)
    before = _seen(rest)
    project, problems = read = read_project(asked.root, before.get("stamps"))
    try:
        if head["program"] != program() or head["day"] != day_in(asked.as_of, head["time_zone"]).isoformat():
            return Look(read)
        if problems or not _same_sources(before, project):
            return Look(read)
        written = _stamps(rest[1])
        if not _same_output(written, asked.output, head["taken"]):
            return Look(read)
        built = Built(int(head["count"]), load(head["problems"]), _texts(head["told"]))
    except (*_BROKEN, OSError):
        return Look(read)
    # By now more files are old enough to be told by their stamps alone.
    fresh = any(is_recent(stamp.modified, head["taken"]) for stamp in written.values())
    if fresh or project.stamps != before["stamps"]:
        keep_build(asked, project, written, head["time_zone"], built)
    return Look(read, built)


def keep_build(asked: Asked, project: Project, written: Mapping[str, Stamp], time_zone: str, built: Built) -> None:
    """Write down what a build came to, what it read, and the files that are `written` with their digests."""
    head = {
        "program": program(),
        "day": day_in(asked.as_of, time_zone).isoformat(),
        "time_zone": time_zone,
        "taken": time.time_ns(),
        "count": built.count,
        "problems": dump(built.problems),
        "told": built.told,
    }
    seen = [getattr(project, name) for name in _SEEN]
    _write(asked, *(json.dumps(part).encode("ascii") for part in (head, seen, written)))


def forget_build(asked: Asked) -> None:
    """Keep nothing of the last build: what it knew of its sources may be wrong."""
    with suppress(OSError):
        _file(asked).unlink(missing_ok=True)


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
    except _BROKEN:
        return {}


def spare_output(asked: Asked) -> Path:
    """Where the site before the last one is kept, to make the next one from."""
    return cache_folder(asked.root) / f"spare-{_name(asked)}"


def _holds(file: str, stamp: Stamp, taken: int) -> bool:
    """Whether the stamp of a file is enough to go by, or what is in it now is what was written."""
    if not is_recent(stamp.modified, taken):
        return True
    try:
        return _digest(file) == stamp.digest
    except OSError:
        return False


def _seen(rest: Sequence[bytes]) -> Mapping[str, Any]:
    """What of the sources was written down, by the names of fields; nothing when that cannot be read."""
    try:
        folders, others, stamps = json.loads(rest[0])
        seen = tuple(folders), tuple(others), {path: Stamp(*stamp) for path, stamp in stamps.items()}
        readable = all(type(stamp.digest) is str for stamp in seen[2].values())
    except _BROKEN:
        return {}
    return dict(zip(_SEEN, seen, strict=True)) if readable else {}


def _same_sources(before: Mapping[str, Any], project: Project) -> bool:
    """Whether the sources say what they said; when they were touched does not matter."""
    if (before["folders"], before["others"]) != (project.folders, project.others):
        return False
    one, other = before["stamps"], project.stamps
    return one == other or (
        one.keys() == other.keys() and all(stamp.digest == other[path].digest for path, stamp in one.items())
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
