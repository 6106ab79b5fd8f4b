"""`release`: a version's digest into the lock."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path

from site_builder.build import make_site
from site_builder.day import day_in
from site_builder.model import Version
from site_builder.parse import parse_site
from site_builder.problem import SiteError, stops_build
from site_builder.read import CONTENT, read_project
from site_builder.records import record
from site_builder.releases import LOCK, lock_text, read_lock, release
from site_builder.write import write_file


@record
class Released:
    """A version that is frozen from now on, by its id, and how many questions about its facts nobody answered."""

    version: str
    questions: int


def freeze_version(root: Path, version: str, as_of: date) -> tuple[Released, ...]:
    """Freeze a version, and earlier ones not frozen yet, into the lock. Raises SiteError on errors."""
    # Who releases at the same time waits, and then knows of this release.
    with _alone(root):
        return _freeze(root, version, as_of)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the folder of the sources, where the system has locks for that. It lets go of it when its holder dies."""
    with ExitStack() as held:
        # A folder that cannot be opened is told when it is read.
        with suppress(OSError):
            if sys.platform != "win32":
                import fcntl

                folder = os.open(root / CONTENT, os.O_RDONLY)
                held.callback(os.close, folder)
                fcntl.flock(folder, fcntl.LOCK_EX)
        yield


def _freeze(root: Path, version: str, as_of: date) -> tuple[Released, ...]:
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
    versions = {version.id: version for version in site.versions}
    return tuple(_released(versions[frozen.version]) for frozen in lock.releases[len(before.releases) :])


def _released(version: Version) -> Released:
    questions = {item.fact for prose in version.prose.values() for item in prose.front_matter.to_confirm}
    return Released(version.id, len(questions))
