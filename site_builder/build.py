"""The pipeline, told from top to bottom: sources → site → pages → files."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from site_builder.assets import bundle_assets
from site_builder.banner import banner_files, banner_problems
from site_builder.catalogs import read_catalogs
from site_builder.changes.history import history
from site_builder.checks import check
from site_builder.checks.announcement import announcement_problems
from site_builder.exports import export
from site_builder.last_build import Asked, Built, keep_build, last_output, sources, spare_output
from site_builder.links import check_links
from site_builder.memory.files import Files
from site_builder.memory.program import program
from site_builder.memory.steps import Memory
from site_builder.notices.files import notices
from site_builder.pages import Edition, pages
from site_builder.parse import SITE, parse_site
from site_builder.printing import Printing, make_pdfs, promised_pdfs
from site_builder.problem import Problem, SiteError, sort_problems, stops_build
from site_builder.read import Project, read_project
from site_builder.releases import read_lock
from site_builder.render import render_pages, speak
from site_builder.timeline import timeline
from site_builder.watched import remembered_release, watched
from site_builder.words import Words
from site_builder.write import write_site


@dataclass(frozen=True, slots=True)
class Outcome:
    """The files of a site by path, empty when something stops it, and what an editor should know."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    edition: Edition | None = None


def build(
    root: Path,
    output: Path,
    as_of: date,
    drafts: bool = False,
    printing: Printing | None = None,
    memory: Memory | None = None,
) -> Outcome:
    """Build the site of the project in `root` and write it. Raises SiteError on errors; then nothing is changed."""
    asked = Asked(root, output, as_of, drafts, "with PDFs" if printing else "without PDFs")
    seen = sources(root) if memory else None
    outcome = plan(root, as_of, drafts, printing, memory)
    if stops_build(outcome.problems):
        raise SiteError(outcome.problems)
    if memory is None:
        write_site(outcome.files, output, root)
        return outcome
    written = write_site(outcome.files, output, root, last_output(asked), spare_output(asked))
    if seen is not None and outcome.edition is not None:
        built = Built(len(outcome.files), outcome.problems)
        keep_build(asked, seen, written, outcome.edition.publication.time_zone, built)
    return outcome


def plan(
    root: Path, as_of: date, drafts: bool = False, printing: Printing | None = None, memory: Memory | None = None
) -> Outcome:
    """What `build` would write, and every problem on the way."""
    project, unreadable = read_project(root)
    made = make_site(project, as_of, drafts, printing, memory)
    known = {problem.location for problem in unreadable}
    problems = sort_problems((*unreadable, *(p for p in made.problems if p.location not in known)))
    return replace(made, problems=problems)


def make_site(
    project: Project, as_of: date, drafts: bool, printing: Printing | None = None, memory: Memory | None = None
) -> Outcome:
    """Project → files. A pure function: same project, same day, same bytes, whatever `memory` holds."""
    memory = memory or Memory()
    room = "with PDFs" if printing else "without PDFs"
    memory.begin(room, program())
    try:
        outcome = _make_site(project, as_of, drafts, printing, memory)
    except Exception:
        if not memory.remembers:
            raise
        # Nobody knows what is in a memory that others may write. What is wrong with us comes back without it.
        memory.forget()
        memory.begin(room, program())
        outcome = _make_site(project, as_of, drafts, printing, memory)
    memory.end(finished=not stops_build(outcome.problems))
    return outcome


def _make_site(project: Project, as_of: date, drafts: bool, printing: Printing | None, memory: Memory) -> Outcome:
    edition, words, problems = prepare(project, as_of, drafts, memory)
    if edition is None or stops_build(problems):
        return Outcome({}, problems)
    memory.stand_on(*project.shared())
    edition = watched(replace(edition, pdf=printing is not None), memory)
    listed = pages(edition)
    assets = bundle_assets(project.static, memory)
    rendered, found = render_pages(listed, edition, project.templates, words, assets, memory)
    told, unwritten = notices(edition, words, project.templates, memory)
    banner = banner_files(edition, words, project, memory)
    files = Files(rendered, assets.files, export(edition, listed, memory), told, banner)
    problems += found + unwritten
    if not stops_build(problems):
        problems += check_links(Files(files, promised_pdfs(listed)), edition.publication.base_url, memory)
    if printing and not stops_build(problems):
        pdfs, found = make_pdfs(listed, files, edition, printing)
        files = Files(files, pdfs)
        problems += found
    return Outcome(files, problems, edition)


def prepare(
    project: Project, as_of: date, drafts: bool, memory: Memory | None = None
) -> tuple[Edition | None, Mapping[str, Words], tuple[Problem, ...]]:
    """What there is to publish on a day, if the sources can be read, the words for it, and every problem in them."""
    memory = memory or Memory()
    site, problems = parse_site(project, memory)
    if site is None:
        return None, {}, problems
    memory.stand_on(project.content.get(SITE, b""))
    catalogs, found = read_catalogs(project.catalogs, site.publication.locales, memory)
    lock, broken = read_lock(project, memory)
    problems += found + check(site, memory) + broken
    if stops_build(problems):
        return None, {}, problems
    problems += announcement_problems(site, lock, memory)
    standing, found = timeline(site, as_of, drafts)
    problems += found
    if standing is None:
        return None, {}, problems
    problems += banner_problems(site, standing, memory)
    releases = {release.id: release for release in history(standing, remembered_release(memory))}
    digests = {frozen.version: frozen.digest for frozen in lock.releases}
    return Edition(site, standing, releases, digests), speak(catalogs, site.publication.territory), problems
