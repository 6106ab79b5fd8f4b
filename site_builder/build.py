"""The pipeline, told from top to bottom: sources → site → pages → files."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from site_builder.assets import bundle_assets
from site_builder.banner import banner_files, banner_problems
from site_builder.catalogs import read_catalogs
from site_builder.changes.history import history
from site_builder.checks import check, judge, judge_pages
from site_builder.confirmed import read_confirmed
from site_builder.digests import DIGESTS, digests_file
from site_builder.exports import export
from site_builder.hosting.headers_file import HEADERS, headers_file
from site_builder.hosting.rules import hosting_rules
from site_builder.links import check_links
from site_builder.notices.files import notices
from site_builder.pages import Edition, pages
from site_builder.parse import parse_site
from site_builder.precompress import precompressed
from site_builder.printing import Printing, make_pdfs, promised_pdfs
from site_builder.problem import Problem, SiteError, sort_problems, stops_build
from site_builder.read import Project, read_project
from site_builder.releases import read_lock
from site_builder.render import render_pages, speak
from site_builder.timeline import timeline
from site_builder.words import Words
from site_builder.write import write_site


@dataclass(frozen=True, slots=True)
class Outcome:
    """The files of a site by path, empty when something stops it, and what an editor should know.

    A site that nothing stops comes with what it was made from: its `edition` and the words of every locale.
    """

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    edition: Edition | None = None
    words: Mapping[str, Words] = field(default_factory=dict)


def build(
    root: Path,
    output: Path,
    as_of: date,
    drafts: bool = False,
    printing: Printing | None = None,
    precompress: bool = False,
) -> Outcome:
    """Build the site of the project in `root` and write it. Raises SiteError on errors; then nothing is changed."""
    outcome = plan(root, as_of, drafts, printing)
    if stops_build(outcome.problems):
        raise SiteError(outcome.problems)
    if precompress:
        outcome = replace(outcome, files={**outcome.files, **precompressed(outcome.files)})
    write_site(outcome.files, output, root)
    return outcome


def plan(
    root: Path, as_of: date, drafts: bool = False, printing: Printing | None = None, everything: bool = False
) -> Outcome:
    """What `build` would write, and every problem on the way; with `everything` also what history lacks."""
    project, unreadable = read_project(root)
    return with_unreadable(unreadable, make_site(project, as_of, drafts, printing, everything))


def with_unreadable(unreadable: tuple[Problem, ...], made: Outcome) -> Outcome:
    """An outcome with the problems of reading before it. What is said of a file that could not be read is left out."""
    known = {problem.location for problem in unreadable}
    problems = sort_problems((*unreadable, *(found for found in made.problems if found.location not in known)))
    return replace(made, problems=problems)


def make_site(
    project: Project, as_of: date, drafts: bool, printing: Printing | None = None, everything: bool = False
) -> Outcome:
    """Project → files. A pure function: same project, same day, same bytes."""
    edition, words, problems = prepare(project, as_of, drafts, everything)
    if edition is None or stops_build(problems):
        return Outcome({}, problems)
    edition = replace(edition, pdf=printing is not None)
    listed = pages(edition)
    assets = bundle_assets(project.static)
    rendered, found = render_pages(listed, edition, project.templates, words, assets)
    told, unwritten = notices(edition, words, project.templates)
    banner = banner_files(edition, words, project)
    hosting = {HEADERS: headers_file(hosting_rules(edition.publication)).encode()}
    files = {**rendered, **assets.files, **export(edition, listed), **told, **banner, **hosting}
    problems += found + unwritten
    if not stops_build(problems):
        problems += judge_pages(edition, listed, rendered) + check_links(
            {**files, **promised_pdfs(listed)}, edition.publication.base_url
        )
    if printing and not printing.linked_only and not stops_build(problems):
        pdfs, found = make_pdfs(listed, files, edition, printing)
        files |= pdfs
        problems += found
    return Outcome({**files, DIGESTS: digests_file(files)}, problems, edition, words)


def prepare(
    project: Project, as_of: date, drafts: bool, everything: bool = False
) -> tuple[Edition | None, Mapping[str, Words], tuple[Problem, ...]]:
    """What there is to publish on a day, if the sources can be read, the words for it, and every problem in them."""
    site, problems = parse_site(project)
    if site is None:
        return None, {}, problems
    catalogs, found = read_catalogs(project.catalogs, site.publication.locales)
    lock, broken = read_lock(project)
    problems += found + check(site) + broken
    if stops_build(problems):
        return None, {}, problems
    words = speak(catalogs, site.publication.territory)
    problems += judge(site, lock, words, partial(read_confirmed, project), everything)
    standing, found = timeline(site, as_of, drafts)
    problems += found
    if standing is None:
        return None, {}, problems
    problems += banner_problems(site, standing)
    releases = {release.id: release for release in history(standing)}
    frozen = {frozen.version: frozen for frozen in lock.releases}
    return Edition(site, standing, releases, frozen), words, problems
