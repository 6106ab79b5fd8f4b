"""Disk in: a project's folder → `Project`. Nothing after this opens a source file."""

import os
import re
from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path

from site_builder.problem import Location, Problem
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


@record
class Project:
    """All that a build reads. Paths are relative to the project's root, with `/`.

    `content` are the source files as bytes; `others` the files and folders that no rule expects, unread.
    `templates`, `catalogs` and `static` are the program's own, with the project's file of the same name on top.
    """

    content: Mapping[str, bytes]
    folders: tuple[str, ...]
    others: tuple[str, ...]
    templates: Mapping[str, bytes]
    catalogs: Mapping[str, bytes]
    static: Mapping[str, bytes]

    def shared(self) -> Iterator[str | bytes]:
        """All that every page may use, by path: templates, catalogs and static files."""
        for name, files in (("templates", self.templates), ("locales", self.catalogs), ("static", self.static)):
            for path, data in sorted(files.items()):
                yield f"{name}/{path}"
                yield data


def read_project(root: Path) -> tuple[Project, tuple[Problem, ...]]:
    """Read a project's folder; what cannot be read is a problem."""
    problems: list[Problem] = []
    content: dict[str, bytes] = {}
    folders: list[str] = []
    others: list[str] = []
    for path, entry in walk(root, CONTENT, problems, root):
        if _GUIDE.fullmatch(path):
            continue
        if _is_folder(entry):
            (folders if path.count("/") < DEEPEST_FOLDER else others).append(path)
        elif path.endswith(SOURCE_SUFFIXES) and _is_file(entry):
            data = read_file(entry.path, path, problems)
            if data is not None:
                content[path] = data
        else:
            others.append(path)
    templates, unread_templates = read_shipped(root, "templates")
    catalogs, unread_catalogs = read_shipped(root, "locales")
    static, unread_static = read_shipped(root, "static")
    project = Project(content, tuple(folders), tuple(others), templates, catalogs, static)
    return project, (*problems, *unread_templates, *unread_catalogs, *unread_static)


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
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    own, site = shipped(name), root / name
    for folder in (own,) if own.resolve() == site.resolve() else (own, site):
        # What is installed may well be links into a store of packages; what a site brings stays within the site.
        for path, entry in walk(folder.parent, name, problems, None if folder is own else root):
            if _is_file(entry):
                data = read_file(entry.path, path, problems)
                if data is not None:
                    files[path.removeprefix(f"{name}/")] = data
    return files, tuple(problems)


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
        return
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=attrgetter("name"))
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(_unreadable(top, error))
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~") or entry.name == "__pycache__":
            continue
        path = f"{top}/{entry.name}"
        if within and entry.is_symlink() and _leads_out(Path(entry.path), within):
            problems.append(Problem(Location(path), "link_outside"))
            continue
        is_folder = _is_folder(entry)
        if not (is_folder or _is_file(entry)):
            problems.append(Problem(Location(path), "not_regular_file"))
            continue
        yield path, entry
        # A link to a folder above itself would never end: linked folders are opened only where one may stand.
        if is_folder and (not entry.is_symlink() or path.count("/") < DEEPEST_FOLDER):
            yield from walk(root, path, problems, within)


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
