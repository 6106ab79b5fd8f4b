"""Disk in: a project's folder → `Project`. Nothing after this opens a source file.

Of a file that by its stamp is what it was, the digest is known; its bytes are read when somebody asks for them.
"""

import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import field
from hashlib import sha256
from operator import attrgetter
from pathlib import Path

from site_builder.memory.digested import Digested, digests_of
from site_builder.memory.stamp import Stamp, is_recent
from site_builder.problem import Location, Problem, SiteError
from site_builder.records import record

CONTENT = "content"
# In the folder of a version: what its editors confirmed, and no part of what it says.
TRANSLATIONS = "translations.lock"
TEXT_SUFFIXES = (".yaml", ".yml", ".md")
SOURCE_SUFFIXES = (*TEXT_SUFFIXES, ".lock")
# The guide for editors and its pictures: nothing of it is published.
_GUIDE = re.compile(rf"{CONTENT}/(README(\.[\w-]+)?\.md|pictures(/.*)?)")
DEEPEST_FOLDER = 3  # content/statements/<date>
# A statement of a million bytes would take ten hours to read; fonts are the largest of all else that a site is made of.
LARGEST_SOURCE = 1_000_000
LARGEST_FILE = 20_000_000
# What no file has: one that was touched this shortly before is not told by its stamp.
_NO_STAMP = Stamp(0, 0, 0, 0, 0)
# On Windows what a folder says of its files may be old, and it does not say which file it is.
_status = os.stat if os.name == "nt" else os.DirEntry.stat


@record
class Project:
    """All that a build reads. Paths are relative to the project's root, with `/`.

    `content` are the source files as bytes; `others` the files and folders that no rule expects, unread.
    `templates`, `catalogs` and `static` are the program's own, with the project's file of the same name on top.
    `stamps` are those of all these files, with their digests.
    """

    content: Mapping[str, bytes]
    folders: tuple[str, ...]
    others: tuple[str, ...]
    templates: Mapping[str, bytes]
    catalogs: Mapping[str, bytes]
    static: Mapping[str, bytes]
    stamps: Mapping[str, Stamp] = field(default_factory=dict)

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

    def __init__(self, known: Mapping[str, Stamp]) -> None:
        self.known = known
        self.began = time.time_ns()
        self.stamps: dict[str, Stamp] = {}
        self.problems: list[Problem] = []

    def add(self, sources: _Sources, place: str, entry: "os.DirEntry[str]") -> None:
        """Read a file, unless its stamp tells what is in it."""
        path, before = place[len(sources.top) :], self.known.get(place)
        try:
            status = _status(entry)
            seen = status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
        except OSError:
            seen = None  # reading says what is wrong
        if before is not None and before[:-1] == seen:
            sources.data.pop(path, None)
        else:
            data = read_file(entry.path, place, self.problems)
            if data is None:
                return
            sources.data[path] = data
            stamp = Stamp(*seen) if seen else _NO_STAMP
            if is_recent(max(stamp.modified, stamp.changed), self.began):
                stamp = _NO_STAMP
            before = stamp._replace(digest=sha256(data).hexdigest())
        sources.files[path] = entry.path
        sources.digests[path] = before.digest
        self.stamps[place] = before

    def shipped(self, root: Path, name: str) -> _Sources:
        found = _Sources(f"{name}/")
        own, site = shipped(name), root / name
        for folder in (own,) if own.resolve() == site.resolve() else (own, site):
            # What is installed may well be links into a store of packages; what a site brings stays within the site.
            for path, entry in walk(folder.parent, name, self.problems, None if folder is own else root):
                if not _is_folder(entry):
                    self.add(found, path, entry)
        return found


def read_project(root: Path, known: Mapping[str, Stamp] | None = None) -> tuple[Project, tuple[Problem, ...]]:
    """Read a project's folder; what cannot be read is a problem.

    What has a stamp that is `known` is read when somebody asks for it. Who does may find a SourceChangedError.
    """
    reading = _Reading(known or {})
    content = _Sources()
    folders: list[str] = []
    others: list[str] = []
    for path, entry in walk(root, CONTENT, reading.problems, root):
        if _GUIDE.fullmatch(path):
            continue
        if _is_folder(entry):
            (folders if path.count("/") < DEEPEST_FOLDER else others).append(path)
        elif path.endswith(SOURCE_SUFFIXES):
            reading.add(content, path, entry)
        else:
            others.append(path)
    templates, catalogs, static = (reading.shipped(root, name) for name in ("templates", "locales", "static"))
    project = Project(content, tuple(folders), tuple(others), templates, catalogs, static, reading.stamps)
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
    reading = _Reading({})
    return reading.shipped(root, name), tuple(reading.problems)


def walk(
    root: Path, top: str, problems: list[Problem], within: Path | None = None
) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Every visible entry below `root/top` with its path, in the order of the names.

    A link that leads out of the folder `within` is a problem and is not followed: who may write a source may not
    therefore publish any file of this computer. So is what is neither folder nor file, which might never end.
    """
    folder = root / top
    if within and folder.is_symlink() and _leads_out(folder, within):
        problems.append(Problem(Location(top), "link_outside"))
    else:
        yield from _walk(str(folder), top, problems, within)


def _walk(
    folder: str, top: str, problems: list[Problem], within: Path | None
) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=attrgetter("name"))
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(_unreadable(top, error))
        return
    for entry in entries:
        name = entry.name
        if name.startswith(".") or name.endswith("~") or name == "__pycache__":
            continue
        path, is_link = f"{top}/{name}", entry.is_symlink()
        if is_link and within and _leads_out(Path(entry.path), within):
            problems.append(Problem(Location(path), "link_outside"))
            continue
        is_folder = _is_folder(entry)
        if not (is_folder or _is_file(entry)):
            problems.append(Problem(Location(path), "not_regular_file"))
            continue
        yield path, entry
        # A link to a folder above itself would never end: linked folders are opened only where one may stand.
        if is_folder and (not is_link or path.count("/") < DEEPEST_FOLDER):
            yield from _walk(entry.path, path, problems, within)


def _leads_out(path: Path, within: Path) -> bool:
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(within))


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: "os.DirEntry[str]") -> bool:
    """A regular file, or a link that leads nowhere: reading that says what is wrong."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:
        return True


def read_file(file: str | Path, path: str, problems: list[Problem]) -> bytes | None:
    """A file as it is at one moment, or None and a problem at `path`."""
    largest = LARGEST_SOURCE if path.endswith(TEXT_SUFFIXES) else LARGEST_FILE
    try:
        with open(file, "rb") as stream:
            before = os.fstat(stream.fileno())
            data = stream.read(min(largest, before.st_size) + 1)
            after = os.fstat(stream.fileno())
    except OSError as error:
        problems.append(_unreadable(path, error))
        return None
    if len(data) > largest:
        problems.append(Problem(Location(path), "file_too_big", {"limit": largest // 1_000_000}))
        return None
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size) or len(data) != after.st_size:
        problems.append(Problem(Location(path), "changed_meanwhile"))
        return None
    return data


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem(Location(path), "unreadable", {"reason": error.strerror or str(error)})
