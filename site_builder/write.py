"""Disk out: files → the output folder, in one atomic swap: a reader sees the old site or the new one, never both."""

import ctypes
import hashlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from site_builder.memory.files import Files
from site_builder.memory.stamp import Stamp, is_still, stamp_of
from site_builder.problem import Location, Problem, SiteError

MARKER = ".site-builder"
_MARKER_TEXT = b"This folder is made by site-builder and replaced as a whole at every build.\n"


def write_site(
    files: Mapping[str, bytes],
    output: Path,
    sources: Path,
    last: Mapping[str, Stamp] | None = None,
    spare: Path | None = None,
) -> Mapping[str, Stamp]:
    """Replace `output` by `files` (path → bytes); gives their stamps. Raises SiteError, with everything as it was, when
    that cannot be.

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
                _take(spare, staging)
                written = _write_files(Files(files, {MARKER: _MARKER_TEXT}), staging, output, last or {})
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


def _take(spare: Path | None, staging: Path) -> None:
    """Begin with the site before the old one, if there is one and on the same file system."""
    if spare is not None:
        with suppress(OSError):
            os.rename(spare, staging)


def _leave(staging: Path, spare: Path | None) -> None:
    if spare is not None:
        with suppress(OSError):
            spare.parent.mkdir(parents=True, exist_ok=True)
            os.rename(staging, spare)


def _write_files(files: Files, folder: Path, old: Path, last: Mapping[str, Stamp]) -> Mapping[str, Stamp]:
    """Make a folder, whatever is in it, hold these files and nothing else."""
    os.chmod(folder, 0o755)  # noqa: S103 - a temporary folder is closed to others, a published one is not
    same = {path: known for path, known in last.items() if path in files and known.digest == files.digest(path)}
    needed = _folders(files)
    folders, there = _clear(str(folder), needed, same)
    for below in sorted(needed - folders):
        os.mkdir(f"{folder}/{below}")
    written = {path: same[path] for path in there}
    for path in (path for path in files if path not in there):
        file = f"{folder}/{path}"
        if path in same and _link(f"{old}/{path}", file, same[path]):
            written[path] = same[path]
            continue
        data = files[path]
        with open(file, "xb") as stream:
            stream.write(data)
        written[path] = stamp_of(os.stat(file), hashlib.sha256(data).hexdigest())
    return written


def _folders(files: Iterable[str]) -> frozenset[str]:
    """Every folder that files stand in, with those around it."""
    found: set[str] = set()
    for path in files:
        below = path.rpartition("/")[0]
        while below and below not in found:
            found.add(below)
            below = below.rpartition("/")[0]
    return frozenset(found)


def _clear(folder: str, needed: frozenset[str], same: Mapping[str, Stamp]) -> tuple[set[str], set[str]]:
    """Take out what may not stay; gives the folders and the files, each by its stamp, that may."""
    mode = _new_folder_mode()
    folders, files, ahead = set[str](), set[str](), [""]
    while ahead:
        below = ahead.pop()
        with os.scandir(f"{folder}/{below}") as scan:
            entries = list(scan)
        for entry in entries:
            path, status = f"{below}{entry.name}", entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode):
                if path in needed and stat.S_IMODE(status.st_mode) == mode:
                    folders.add(path)
                    ahead.append(f"{path}/")
                else:
                    shutil.rmtree(entry.path)
            elif path in same and is_still(same[path], status):
                files.add(path)
            else:
                os.unlink(entry.path)
    return folders, files


@cache
def _new_folder_mode() -> int:
    """The mode of a new folder."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask


def _link(old: str, new: str, known: Stamp) -> bool:
    """Link to a file of the old site that is what it was. False where it is not, or where links cannot be made."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        return False
    if is_still(known, os.lstat(new)):
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
