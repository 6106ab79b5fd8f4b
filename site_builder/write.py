"""Disk out: files → the output folder, in one atomic swap: a reader sees the old site or the new one, never both."""

import ctypes
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from site_builder.memory.files import Files
from site_builder.memory.inventory import Inventory, holds, known_stamp, status_of
from site_builder.memory.spare import Spare
from site_builder.memory.stamp import file_stamp
from site_builder.problem import Location, Problem, SiteError

MARKER = ".site-builder"
_MARKER_TEXT = b"This folder is made by site-builder and replaced as a whole at every build.\n"


def write_site(
    files: Mapping[str, bytes],
    output: Path,
    sources: Path,
    last: Inventory | None = None,
    spare: Spare | None = None,
) -> Inventory:
    """Replace `output` by `files` (path → bytes); gives what tells that they are there. Raises SiteError, with
    everything as it was, when that cannot be.

    The new site is built beside the old one and swapped with it in one step. Whoever is killed on the way leaves the
    old site or the new one; what else is left beside it goes at the next build. A file that by its stamp in `last`
    holds the same bytes in the old site is not written again: the new site has a link to it, and keeps its date.

    The old site stays as `spare`, where that can be: the next new site is made from it, so that what does not change
    need not even be linked.
    """
    # Where the name is a link, the folder that it leads to is the one to swap.
    output = Path(os.path.realpath(output))
    try:
        refusal = _refusal(output, sources)
        if refusal:
            raise SiteError([Problem(Location(str(output)), refusal)])
        output.parent.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(output):
            _recover(output)
            staging = Path(tempfile.mkdtemp(prefix=_staging_prefix(output), dir=output.parent))
            try:
                left, touched = _take(spare, staging)
                every = Files(files, {MARKER: _MARKER_TEXT})
                written = _write_files(every, staging, output, last or Inventory(), left, touched)
                _swap(staging, output)
                _leave(staging, spare)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
        return written
    except OSError as error:
        arguments = {"reason": error.strerror or str(error)}
        raise SiteError([Problem(Location(str(output)), "output_unwritable", arguments)]) from error


def write_file(file: Path, data: bytes) -> None:
    """Replace one file in one step. Raises SiteError when that cannot be."""
    staged = file.with_name(f".{file.name}.staging-{os.getpid()}")
    try:
        with open(staged, "wb") as stream:
            stream.write(data)
            # What it replaces cannot be made again: the name may not arrive on the disk before the bytes do.
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(staged, file)
    except OSError as error:
        staged.unlink(missing_ok=True)
        arguments = {"reason": error.strerror or str(error)}
        raise SiteError([Problem(Location(str(file)), "output_unwritable", arguments)]) from error


def _refusal(output: Path, sources: Path) -> str:
    """Why this folder is not ours to replace, if it is not."""
    if output.exists() and not output.is_dir():
        return "output_not_folder"
    sources = sources.resolve()
    if output == sources or output in sources.parents or (sources / "content") in (output, *output.parents):
        return "output_is_source"
    if output.is_dir() and any(output.iterdir()) and not (output / MARKER).is_file():
        return "output_not_ours"
    return ""


def _staging_prefix(output: Path) -> str:
    return f".{output.name}.staging-"


def _aside(output: Path) -> Path:
    """Where the old site stands for a moment on a file system that cannot swap two folders."""
    return output.parent / f".{output.name}.staging-old"


@contextmanager
def _one_at_a_time(output: Path) -> Iterator[None]:
    """Hold the lock beside the output folder. The system lets go of it when its holder dies."""
    with open(output.parent / f".{output.name}.lock", "a+b") as lock:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _recover(output: Path) -> None:
    """Clear what a killed build left. Only the holder of the lock has anything staged."""
    aside = _aside(output)
    if aside.exists() and not output.exists():
        os.rename(aside, output)
    for left in output.parent.glob(f"{_staging_prefix(output)}*"):
        shutil.rmtree(left, ignore_errors=True)


def _take(spare: Spare | None, staging: Path) -> tuple[Inventory, Set[str]]:
    """Begin with the site before the old one, where that can be; gives what was left in it, and what of that somebody
    touched since."""
    if spare is not None:
        with suppress(OSError):
            touched = spare.touched()
            os.rename(spare.folder, staging)
            return spare.left, touched
    return Inventory(), frozenset()


def _leave(staging: Path, spare: Spare | None) -> None:
    if spare is not None:
        with suppress(OSError):
            spare.folder.parent.mkdir(parents=True, exist_ok=True)
            os.rename(staging, spare.folder)


def _write_files(
    files: Files, folder: Path, old: Path, last: Inventory, left: Inventory, touched: Set[str]
) -> Inventory:
    """Make a folder, in which that was left, hold these files and nothing else."""
    os.chmod(folder, 0o755)  # noqa: S103 - a temporary folder is closed to others, a published one is not
    digests = files.digests()
    same = {path: stamp for path, stamp in last.stamps.items() if digests.get(path) == last.digests[path]}
    for path in last.fresh & same.keys():
        if not holds(str(old), path, last):
            del same[path]
    needed = _folders(files)
    folders, there = _clear(str(folder), needed, same, left, touched)
    for below in sorted(needed - folders.keys()):
        os.mkdir(f"{folder}/{below}")
        folders[below] = ""
    stamps = {path: stamp for path, stamp in same.items() if path in there}
    fresh = set(last.fresh & same.keys())
    for path in (path for path in files if path not in there):
        file = f"{folder}/{path}"
        if path in same and _link(f"{old}/{path}", file, same[path]):
            stamps[path] = same[path]
            continue
        with open(file, "xb") as stream:
            stream.write(files[path])
        stamps[path] = file_stamp(os.stat(file))
        fresh.add(path)
    return Inventory(stamps, digests, fresh, {below: folders[below] for below in sorted(needed)})


def _folders(files: Iterable[str]) -> frozenset[str]:
    """Every folder that files stand in, with those around it."""
    found = ahead = {path.rpartition("/")[0] for path in files}
    while ahead:
        ahead = {below.rpartition("/")[0] for below in ahead} - found
        found |= ahead
    return frozenset(found - {""})


def _clear(
    folder: str, needed: Set[str], same: Mapping[str, str], left: Inventory, touched: Set[str]
) -> tuple[dict[str, str], set[str]]:
    """Take out what may not stay; gives the folders, each with its stamp, and the files that may.

    A folder with the stamp that it was left with holds what was left in it. Any other is listed, and so is one that
    something has to go from: what is not seen there is not touched.
    """
    now, mode = time.time_ns(), stat.S_IFDIR | _new_folder_mode()
    usual = f"{mode} "
    folders, files, doubtful = {"": ""}, set[str](), {""}
    for path, stamp in left.folders.items():
        around = path.rpartition("/")[0]
        wanted = path in needed and around in folders
        if wanted and path not in touched and stamp.startswith(usual):
            folders[path] = stamp
            continue
        status = status_of(f"{folder}/{path}") if wanted else None
        if status is None or status.st_mode != mode:
            doubtful.add(around)
        else:
            folders[path] = known_stamp(status, now)
            doubtful.add(path)
    for path, stamp in left.stamps.items():
        around = path.rpartition("/")[0]
        if same.get(path) == stamp and path not in touched and around in folders:
            files.add(path)
        else:
            doubtful.add(around)
    for below in doubtful & folders.keys():
        with os.scandir(f"{folder}/{below}") as scan:
            entries = list(scan)
        for entry in entries:
            path = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False):
                if path not in folders:
                    shutil.rmtree(entry.path)
            elif path not in files:
                os.unlink(entry.path)
    return folders, files


@cache
def _new_folder_mode() -> int:
    """The mode of a new folder."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask


def _link(old: str, new: str, stamp: str) -> bool:
    """Link to a file of the old site that is what it was. False where it is not, or where links cannot be made."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        return False
    if file_stamp(os.lstat(new)) == stamp:
        return True
    os.unlink(new)
    return False


def _swap(new: Path, output: Path) -> None:
    """Put `new` in the place of `output`, and `output`, where there is one, in the place of `new`."""
    if not output.exists():
        os.rename(new, output)
    elif not _exchange(new, output):
        # Without an atomic exchange there is a moment without a site; a build killed in it is mended by the next.
        aside = _aside(output)
        os.rename(output, aside)
        os.rename(new, output)
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders atomically: renameat2(2) on Linux, renamex_np(2) on macOS. False where that cannot be done."""
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None)
    if hasattr(library, "renameat2"):
        here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
        return bool(library.renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)
    if hasattr(library, "renamex_np"):
        swap = 2  # RENAME_SWAP
        return bool(library.renamex_np(os.fsencode(one), os.fsencode(other), swap) == 0)
    return False
