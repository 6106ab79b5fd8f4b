"""The pipeline, told from top to bottom: sources → site → pages → files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_builder import releases
from site_builder.assets import bundle_assets
from site_builder.catalogs import read_catalogs
from site_builder.checks import check
from site_builder.exports import export
from site_builder.links import check_links
from site_builder.pages import Edition, pages
from site_builder.parse import parse_site
from site_builder.problem import Problem, SiteError, sort_problems, stops_build
from site_builder.read import Project, read_project
from site_builder.releases import LOCK, lock_text, read_lock
from site_builder.render import render_pages
from site_builder.timeline import day_in, timeline
from site_builder.write import write_file, write_site


@dataclass(frozen=True, slots=True)
class Outcome:
    """The files of a site by path, empty when something stops it, and what an editor should know."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def build(root: Path, output: Path, as_of: date, drafts: bool = False) -> Outcome:
    """Build the site of the project in `root` and write it. Raises SiteError on errors; then nothing is changed."""
    outcome = plan(root, as_of, drafts)
    if stops_build(outcome.problems):
        raise SiteError(outcome.problems)
    write_site(outcome.files, output, root)
    return outcome


def release(root: Path, version: str, as_of: date) -> tuple[str, ...]:
    """Freeze a version, and earlier ones not frozen yet, into the lock; gives their ids. Raises SiteError on errors."""
    project, unreadable = read_project(root)
    found = make_site(project, as_of, drafts=True).problems
    site, _ = parse_site(project)
    if site is None or stops_build((*unreadable, *found)):
        raise SiteError((*unreadable, *found))
    before, _ = read_lock(project)
    lock, problems = releases.release(project, site, version, day_in(as_of, site.publication.time_zone))
    if stops_build(problems):
        raise SiteError(problems)
    write_file(root / LOCK, lock_text(lock).encode())
    return tuple(frozen.version for frozen in lock.releases[len(before.releases) :])


def plan(root: Path, as_of: date, drafts: bool = False) -> Outcome:
    """What `build` would write, and every problem on the way."""
    project, unreadable = read_project(root)
    made = make_site(project, as_of, drafts)
    known = {problem.location for problem in unreadable}
    return Outcome(made.files, sort_problems((*unreadable, *(p for p in made.problems if p.location not in known))))


def make_site(project: Project, as_of: date, drafts: bool) -> Outcome:
    """Project → files. A pure function: same project, same day, same bytes."""
    site, problems = parse_site(project)
    if site is None:
        return Outcome({}, problems)
    catalogs, found = read_catalogs(project.catalogs, site.publication.locales)
    problems += found + check(site)
    problems += read_lock(project)[1]
    standing, found = timeline(site, as_of, drafts)
    # A date that cannot be read has been reported; what follows from it would only confuse.
    problems += () if stops_build(problems) else found
    if standing is None or stops_build(problems):
        return Outcome({}, problems)

    edition = Edition(site, standing)
    listed = pages(edition)
    assets = bundle_assets(project.static)
    rendered, found = render_pages(listed, edition, project.templates, catalogs, assets)
    files = {**rendered, **assets.files, **export(edition, listed)}
    problems += found
    if not found:
        problems += check_links(files, site.publication.base_url)
    return Outcome(files, problems)
