"""What stands below a folder of a project."""

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path

from site_builder.memory.inventory import known_stamp, status_of
from site_builder.memory.stamp import folder_stamp
from site_builder.problem import Location, Problem

DEEPEST_FOLDER = 3  # content/statements/<date>


class Folders:
    """Folders in which there is nothing but files: each need not be listed while it has the stamp that is `known`, as
    the `files` in it are. `seen` are those that were come by, with their stamps."""

    def __init__(self, known: Mapping[str, str], files: Iterable[str]) -> None:
        self.known = known
        self.seen: dict[str, str] = {}
        self._files: dict[str, list[str]] = {path: [] for path, stamp in known.items() if stamp}
        for file in files:
            path, _, name = file.rpartition("/")
            if path in self._files:
                self._files[path].append(name)

    def files(self, path: str, status: os.stat_result | None) -> list[str] | None:
        """The names of the files in a folder; None when it has to be listed."""
        known = self._files.get(path)
        if known is None or status is None or folder_stamp(status) != self.known[path]:
            return None
        self.seen[path] = self.known[path]
        return known


def walk(
    root: Path, top: str, problems: list[Problem], within: Path | None = None, folders: Folders | None = None
) -> Iterator[tuple[str, str, bool]]:
    """Everything visible below `root/top`, in the order of the names: its path, where it is and if it is a folder.

    A link that leads out of the folder `within` is a problem and is not followed: who may write a source may not
    therefore publish any file of this computer. So is what is neither folder nor file, which might never end.
    """
    folder = root / top
    if within and folder.is_symlink() and _leads_out(folder, within):
        problems.append(Problem(Location(top), "link_outside"))
    else:
        yield from _walk(str(folder), top, problems, within, folders or Folders({}, ()))


def _walk(
    folder: str, top: str, problems: list[Problem], within: Path | None, folders: Folders
) -> Iterator[tuple[str, str, bool]]:
    now, status = time.time_ns(), status_of(folder)
    known = folders.files(top, status)
    if known is not None:
        for name in known:
            yield f"{top}/{name}", f"{folder}/{name}", False
        return
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=attrgetter("name"))
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(unreadable(top, error))
        return
    has_files_alone = status is not None and stat.S_ISDIR(status.st_mode)
    for entry in entries:
        name = entry.name
        if name.startswith(".") or name.endswith("~") or name == "__pycache__":
            continue
        path, is_link = f"{top}/{name}", entry.is_symlink()
        has_files_alone = has_files_alone and _is_plain_file(entry)
        if is_link and within and _leads_out(Path(entry.path), within):
            problems.append(Problem(Location(path), "link_outside"))
            continue
        is_folder = _is_folder(entry)
        if not (is_folder or _is_file(entry)):
            problems.append(Problem(Location(path), "not_regular_file"))
            continue
        yield path, entry.path, is_folder
        # A link to a folder above itself would never end: linked folders are opened only where one may stand.
        if is_folder and (not is_link or path.count("/") < DEEPEST_FOLDER):
            yield from _walk(entry.path, path, problems, within, folders)
    if status is not None and has_files_alone:
        folders.seen[top] = known_stamp(status, now)


def unreadable(path: str, error: OSError) -> Problem:
    """That a file or folder cannot be read, and why."""
    return Problem(Location(path), "unreadable", {"reason": error.strerror or str(error)})


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


def _is_plain_file(entry: "os.DirEntry[str]") -> bool:
    """A file in this folder itself: what a link leads to may become something else while the folder stays as it is."""
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False
