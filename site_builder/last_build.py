"""What the last build was made from and what it wrote, by the stamps of the files: whether there is anything to do.

A stamp tells a file from what it was before without reading it, as git does it: a file that was touched so shortly
before it was seen that another change could bear the same time is compared by its content.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Any

from site_builder.day import day_in
from site_builder.memory import cache_folder
from site_builder.memory.digest import digest_of
from site_builder.memory.inventory import Inventory, still_there, taken_now
from site_builder.memory.notes import dump_note, load_note, read_note, replace_note
from site_builder.memory.plain import dump, load
from site_builder.memory.program import program
from site_builder.memory.spare import Spare, noted_spare
from site_builder.problem import Problem
from site_builder.read import Project, read_project
from site_builder.records import record

Read = tuple[Project, tuple[Problem, ...]]
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
    head, note = _read(asked)
    sources = load_note(note)
    project, problems = read = read_project(asked.root, sources)
    try:
        if head["program"] != program() or head["day"] != day_in(asked.as_of, head["time_zone"]).isoformat():
            return Look(read)
        # When they were touched does not matter.
        if problems or (head["folders"], head["others"], sources.digests) != project.told():
            return Look(read)
        written = read_note(_output_note(asked))
        still = still_there(written, os.path.realpath(asked.output)) if written.taken == head["taken"] else None
        if still is None:
            return Look(read)
        built = Built(int(head["count"]), load(head["problems"]), _texts(head["told"]))
    except (*_BROKEN, OSError):
        return Look(read)
    # By now more files are old enough to be told by their stamps alone.
    if project.inventory != sources or still.fresh or still.folders != written.folders:
        _keep(asked, project, still, head["time_zone"], built)
    return Look(read, built)


def keep_build(asked: Asked, project: Project, written: Inventory, time_zone: str, built: Built) -> None:
    """Write down what a build came to, what it read, and what it wrote."""
    with suppress(OSError):
        _output_note(asked).replace(_spare_note(asked))
    _keep(asked, project, written, time_zone, built)


def _keep(asked: Asked, project: Project, written: Inventory, time_zone: str, built: Built) -> None:
    written = taken_now(written)
    replace_note(_output_note(asked), dump_note(written))
    head = {
        "program": program(),
        "day": day_in(asked.as_of, time_zone).isoformat(),
        "time_zone": time_zone,
        "taken": written.taken,
        "count": built.count,
        "problems": dump(built.problems),
        "told": built.told,
        "folders": project.folders,
        "others": project.others,
    }
    _write(asked, head, *dump_note(project.inventory))


def forget_build(asked: Asked) -> None:
    """Keep nothing of the last build: what it knew of its sources may be wrong."""
    with suppress(OSError):
        _file(asked).unlink(missing_ok=True)


def keep_told(asked: Asked, told: Mapping[str, tuple[str, str]]) -> None:
    """Write down what editors were told of the last build."""
    head, sources = _read(asked)
    if head:
        _write(asked, {**head, "told": told}, sources)


def _texts(told: Any) -> Mapping[str, tuple[str, str]]:
    """What was told. Raises ValueError when it is nothing of the kind."""
    found = {way: (problems, written) for way, (problems, written) in told.items()}
    if not all(isinstance(text, str) for texts in found.values() for text in texts):
        raise ValueError("not texts")
    return found


def last_output(asked: Asked) -> Inventory:
    """What the last build wrote."""
    return read_note(_output_note(asked))


def spare_output(asked: Asked) -> Spare:
    """The site before the last one, to make the next one from."""
    return noted_spare(cache_folder(asked.root) / f"spare-{_name(asked)}", _spare_note(asked))


def _name(asked: Asked) -> str:
    return digest_of(os.path.realpath(asked.output), str((asked.drafts, asked.pdf, asked.precompress)))[:16]


def _file(asked: Asked) -> Path:
    return cache_folder(asked.root) / f"last-build-{_name(asked)}.json"


def _output_note(asked: Asked) -> Path:
    return cache_folder(asked.root) / f"output-{_name(asked)}.note"


def _spare_note(asked: Asked) -> Path:
    return cache_folder(asked.root) / f"spare-{_name(asked)}.note"


def _read(asked: Asked) -> tuple[Mapping[str, Any], bytes]:
    """What was asked and told, and a note of the sources; nothing when that cannot be read."""
    try:
        head, _, sources = _file(asked).read_bytes().partition(b"\n")
        known = json.loads(head)
        return (known, sources) if isinstance(known, dict) else ({}, b"")
    except (OSError, ValueError, RecursionError):
        return {}, b""


def _write(asked: Asked, head: Mapping[str, Any], *sources: bytes) -> None:
    replace_note(_file(asked), (f"{json.dumps(head)}\n".encode("ascii"), *sources))
