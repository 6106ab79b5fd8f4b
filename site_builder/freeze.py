"""`release`: a version's digest into the lock."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from site_builder.build import make_site
from site_builder.day import day_in
from site_builder.memory import cache_folder
from site_builder.parse import parse_site
from site_builder.problem import Location, Problem, SiteError, stops_build
from site_builder.read import read_project
from site_builder.releases import LOCK, lock_text, read_lock, release
from site_builder.write import one_at_a_time, write_file


def freeze_version(root: Path, version: str, as_of: date) -> tuple[str, ...]:
    """Freeze a version, and earlier ones not frozen yet, into the lock; gives their ids. Raises SiteError on errors."""
    # Who releases at the same time waits, and then knows of this release.
    with _alone(root):
        return _freeze(root, version, as_of)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    held = cache_folder(root) / "release.lock"
    with ExitStack() as stack:
        try:
            held.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(one_at_a_time(held))
        except OSError as error:
            arguments = {"reason": error.strerror or str(error)}
            raise SiteError([Problem(Location(str(held)), "output_unwritable", arguments)]) from error
        yield


def _freeze(root: Path, version: str, as_of: date) -> tuple[str, ...]:
    project, unreadable = read_project(root)
    problems = (*unreadable, *make_site(project, as_of, drafts=True).problems)
    site, _ = parse_site(project)
    if site is None or stops_build(problems):
        raise SiteError(problems)
    before, _ = read_lock(project)
    lock, problems = release(project, site, version, day_in(as_of, site.publication.time_zone))
    if stops_build(problems):
        raise SiteError(problems)
    write_file(root / LOCK, lock_text(lock).encode())
    return tuple(frozen.version for frozen in lock.releases[len(before.releases) :])
