"""Disk in: a project's folder → `Project`. Nothing after this opens a source file.

Of a file that by its stamp is what it was, the digest is known; its bytes are read when somebody asks for them.
"""

import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import field
from hashlib import sha256
from pathlib import Path

from site_builder.memory.digested import Digested, digests_of
from site_builder.memory.inventory import Inventory
from site_builder.memory.stamp import is_recent, source_stamp
from site_builder.problem import Location, Problem, SiteError
from site_builder.records import record
from site_builder.walk import DEEPEST_FOLDER, Folders, unreadable, walk

CONTENT = "content"
# In the folder of a version: what its editors confirmed, and no part of what it says.
TRANSLATIONS = "translations.lock"
TEXT_SUFFIXES = (".yaml", ".yml", ".md")
SOURCE_SUFFIXES = (*TEXT_SUFFIXES, ".lock")
# The guide for editors and its pictures: nothing of it is published.
_GUIDE = re.compile(rf"{CONTENT}/(README(\.[\w-]+)?\.md|pictures(/.*)?)")
# A statement of a million bytes would take ten hours to read; fonts are the largest of all else that a site is made of.
LARGEST_SOURCE = 1_000_000
LARGEST_FILE = 20_000_000


@record
class Project:
    """All that a build reads. Paths are relative to the project's root, with `/`.

    `content` are the source files as bytes; `others` the files and folders that no rule expects, unread.
    `templates`, `catalogs` and `static` are the program's own, with the project's file of the same name on top.
    `inventory` tells that they are what they are: all these files, and the folders of `content`.
    """

    content: Mapping[str, bytes]
    folders: tuple[str, ...]
    others: tuple[str, ...]
    templates: Mapping[str, bytes]
    catalogs: Mapping[str, bytes]
    static: Mapping[str, bytes]
    inventory: Inventory = field(default_factory=Inventory)

    def told(self) -> tuple[list[str], list[str], Mapping[str, str]]:
        """What these sources say, whenever they were touched: folders, others, and the digests of all files."""
        return [*self.folders], [*self.others], self.inventory.digests

    def shared(self) -> Iterator[str]:
        """All that every page may use: templates, catalogs and static files, by path and digest."""
        for name, files in (("templates", self.templates), ("locales", self.catalogs), ("static", self.static)):
            for path, digest in sorted(digests_of(files).items()):
                yield f"{name}/{path}"
                yield digest


class SourceChangedError(SiteError):
    """A file is not what it was when it was looked at. What was made so far is of no use."""


class _Sources(Digested):
    """Files below a folder, of which those that were not read yet are read when somebody asks for them."""

    def __init__(self, top: str = "") -> None:
        self.top = top
        self.files: dict[str, str] = {}
        self.data: dict[str, bytes] = {}
        self.digests: dict[str, str] = {}

    def __getitem__(self, path: str) -> bytes:
        found = self.data.get(path)
        return self._read(path) if found is None else found

    def _read(self, path: str) -> bytes:
        problems: list[Problem] = []
        place = f"{self.top}{path}"
        data = read_file(self.files[path], place, problems)
        if data is None or sha256(data).hexdigest() != self.digests[path]:
            raise SourceChangedError(problems or [Problem(Location(place), "changed_meanwhile")])
        return data


class _Reading:
    """What is read at one time. Stamps are taken before the files are read: what changes later has another one."""

    def __init__(self, known: Inventory) -> None:
        self.known = known
        self.began = time.time_ns()
        self.stamps: dict[str, str] = {}
        self.digests: dict[str, str] = {}
        self.problems: list[Problem] = []

    def add(self, sources: _Sources, place: str, file: str) -> None:
        """Read a file, unless its stamp tells what is in it."""
        path = place[len(sources.top) :]
        try:
            status = os.stat(file)
            stamp, latest = source_stamp(status), max(status.st_mtime_ns, status.st_ctime_ns)
        except OSError:
            stamp, latest = "", self.began  # reading says what is wrong
        if stamp and self.known.stamps.get(place) == stamp:
            sources.data.pop(path, None)
            digest = self.known.digests[place]
        else:
            data = read_file(file, place, self.problems)
            if data is None:
                return
            sources.data[path] = data
            digest = sha256(data).hexdigest()
            stamp = "" if is_recent(latest, self.began) else stamp
        sources.files[path] = file
        sources.digests[path] = self.digests[place] = digest
        self.stamps[place] = stamp

    def shipped(self, root: Path, name: str) -> _Sources:
        found = _Sources(f"{name}/")
        own, site = shipped(name), root / name
        for folder in (own,) if own.resolve() == site.resolve() else (own, site):
            # What is installed may well be links into a store of packages; what a site brings stays within the site.
            for path, file, is_folder in walk(folder.parent, name, self.problems, None if folder is own else root):
                if not is_folder:
                    self.add(found, path, file)
        return found


def read_project(root: Path, known: Inventory | None = None) -> tuple[Project, tuple[Problem, ...]]:
    """Read a project's folder; what cannot be read is a problem.

    What has a stamp that is `known` is read when somebody asks for it. Who does may find a SourceChangedError.
    """
    reading = _Reading(known or Inventory())
    content, looked = _Sources(), Folders(reading.known.folders, reading.known.stamps)
    folders: list[str] = []
    others: list[str] = []
    for path, file, is_folder in walk(root, CONTENT, reading.problems, root, looked):
        if _GUIDE.fullmatch(path):
            continue
        if is_folder:
            (folders if path.count("/") < DEEPEST_FOLDER else others).append(path)
        elif path.endswith(SOURCE_SUFFIXES):
            reading.add(content, path, file)
        else:
            others.append(path)
    templates, catalogs, static = (reading.shipped(root, name) for name in ("templates", "locales", "static"))
    # Of a folder that holds anything else the files alone do not tell what is in it.
    strange = {path.rpartition("/")[0] for path in others}
    plain = {} if reading.problems else {path: stamp for path, stamp in looked.seen.items() if path not in strange}
    inventory = Inventory(reading.stamps, reading.digests, folders=plain)
    project = Project(content, tuple(folders), tuple(others), templates, catalogs, static, inventory)
    return project, tuple(reading.problems)


def shipped(name: str) -> Path:
    """The program's own `templates/`, `locales/` or `static/`: inside the installed package, else beside it."""
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def read_own(name: str) -> Mapping[str, bytes]:
    """The program's own `templates/`, `locales/` or `static/`, whatever a project has."""
    return read_shipped(shipped(name).parent, name)[0]


def read_shipped(root: Path, name: str) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """The program's own `templates/`, `locales/` or `static/`; the project's file of the same name goes first."""
    reading = _Reading(Inventory())
    return reading.shipped(root, name), tuple(reading.problems)


def read_file(file: str | Path, path: str, problems: list[Problem]) -> bytes | None:
    """A file as it is at one moment, or None and a problem at `path`."""
    largest = LARGEST_SOURCE if path.endswith(TEXT_SUFFIXES) else LARGEST_FILE
    try:
        with open(file, "rb") as stream:
            before = os.fstat(stream.fileno())
            data = stream.read(min(largest, before.st_size) + 1)
            after = os.fstat(stream.fileno())
    except OSError as error:
        problems.append(unreadable(path, error))
        return None
    if len(data) > largest:
        problems.append(Problem(Location(path), "file_too_big", {"limit": largest // 1_000_000}))
        return None
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size) or len(data) != after.st_size:
        problems.append(Problem(Location(path), "changed_meanwhile"))
        return None
    return data
