"""`release`: a version's digest into the lock."""

from datetime import date
from pathlib import Path

from site_builder.build import make_site
from site_builder.day import day_in
from site_builder.parse import parse_site
from site_builder.problem import SiteError, stops_build
from site_builder.read import read_project
from site_builder.releases import LOCK, lock_text, read_lock, release
from site_builder.write import write_file


def freeze_version(root: Path, version: str, as_of: date) -> tuple[str, ...]:
    """Freeze a version, and earlier ones not frozen yet, into the lock; gives their ids. Raises SiteError on errors."""
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
