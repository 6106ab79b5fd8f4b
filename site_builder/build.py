"""The pipeline, told from top to bottom: sources → site → pages → files."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import field, replace
from datetime import date
from pathlib import Path

from site_builder.assets import bundle_assets
from site_builder.banner import banner_files, banner_problems
from site_builder.catalogs import read_catalogs
from site_builder.changes.history import history
from site_builder.checks import check, judge, judge_pages
from site_builder.digests import DIGESTS, digests_file
from site_builder.exports import export
from site_builder.hosting.headers_file import HEADERS, headers_file
from site_builder.hosting.rules import hosting_rules
from site_builder.last_build import Asked, Built, Read, forget_build, keep_build, last_output, spare_output
from site_builder.links import check_links
from site_builder.memory.files import Files
from site_builder.memory.program import program
from site_builder.memory.spare import looked_at
from site_builder.memory.steps import BuildMemory, Memory
from site_builder.notices.files import notices
from site_builder.pages import Edition, pages
from site_builder.parse import SITE, parse_site
from site_builder.precompress import precompressed
from site_builder.printing import Printing, make_pdfs, promised_pdfs
from site_builder.problem import Problem, SiteError, sort_problems, stops_build
from site_builder.read import Project, SourceChangedError, read_project
from site_builder.records import record
from site_builder.releases import read_lock
from site_builder.render import render_site, speak
from site_builder.timeline import timeline
from site_builder.watched import remembered_release, watched
from site_builder.words import Words
from site_builder.write import write_site


@record
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
    memory: Memory | None = None,
    read: Read | None = None,
) -> Outcome:
    """Build the site of the project in `root` and write it. Raises SiteError on errors; then nothing is changed.

    `read` are its sources, where somebody read them before.
    """
    asked = Asked(root, output, as_of, drafts, printing is not None, precompress)
    read = read or read_project(root)
    try:
        with looked_at(spare_output(asked)) if memory else nullcontext() as spare:
            outcome = plan(root, as_of, drafts, printing, memory=memory, read=read)
            if stops_build(outcome.problems):
                raise SiteError(outcome.problems)
            if precompress:
                outcome = replace(outcome, files=Files(outcome.files, precompressed(outcome.files)))
            written = write_site(outcome.files, output, root, last_output(asked) if memory else None, spare)
    except SourceChangedError:
        forget_build(asked)
        raise
    if memory and outcome.edition is not None:
        built = Built(len(outcome.files), outcome.problems)
        keep_build(asked, read[0], written, outcome.edition.publication.time_zone, built)
    return outcome


def plan(
    root: Path,
    as_of: date,
    drafts: bool = False,
    printing: Printing | None = None,
    everything: bool = False,
    memory: Memory | None = None,
    read: Read | None = None,
) -> Outcome:
    """What `build` would write, and every problem on the way; with `everything` also what history lacks."""
    project, unreadable = read or read_project(root)
    return with_unreadable(unreadable, make_site(project, as_of, drafts, printing, everything, memory))


def with_unreadable(unreadable: tuple[Problem, ...], made: Outcome) -> Outcome:
    """An outcome with the problems of reading before it. What is said of a file that could not be read is left out."""
    known = {problem.location for problem in unreadable}
    problems = sort_problems((*unreadable, *(found for found in made.problems if found.location not in known)))
    return replace(made, problems=problems)


def make_site(
    project: Project,
    as_of: date,
    drafts: bool,
    printing: Printing | None = None,
    everything: bool = False,
    memory: Memory | None = None,
) -> Outcome:
    """Project → files. A pure function: same project, same day, same bytes, whatever `memory` holds."""
    if memory is None:
        return _make_site(project, as_of, drafts, printing, everything, BuildMemory())
    room = "with PDFs" if printing else "without PDFs"
    try:
        with memory.build(room, program()) as remembered:
            return _make_site(project, as_of, drafts, printing, everything, remembered)
    except (MemoryError, SourceChangedError):
        raise
    except Exception:
        # Nobody knows what is in a memory that others may write. What is wrong with us comes back without it.
        memory.forget()
        with memory.build(room, program()) as remembered:
            return _make_site(project, as_of, drafts, printing, everything, remembered)


def _make_site(
    project: Project, as_of: date, drafts: bool, printing: Printing | None, everything: bool, memory: BuildMemory
) -> Outcome:
    edition, words, problems = prepare(project, as_of, drafts, everything, memory)
    if edition is None or stops_build(problems):
        return Outcome({}, problems)
    edition = watched(replace(edition, pdf=printing is not None), memory)
    assets = bundle_assets(project.static, memory)
    rendered, found = render_site(edition, project.templates, words, assets, memory)
    told, unwritten = notices(edition, words, project.templates, memory)
    banner = banner_files(edition, words, project, memory)
    hosting = {HEADERS: headers_file(hosting_rules(edition.publication)).encode()}
    files = Files(rendered, assets.files, export(edition, memory), told, banner, hosting)
    problems += found + unwritten
    if not stops_build(problems):
        problems += judge_pages(edition, Files(rendered), words, memory)
        problems += check_links(Files(files, promised_pdfs(edition)), edition.publication.base_url, memory)
    if printing and not printing.linked_only and not stops_build(problems):
        pdfs, found = make_pdfs(pages(edition), files, edition, printing)
        files = Files(files, pdfs)
        problems += found
    memory.finished = not stops_build(problems)
    return Outcome(Files(files, {DIGESTS: digests_file(files)}), problems, edition, words)


def prepare(
    project: Project, as_of: date, drafts: bool, everything: bool = False, memory: BuildMemory | None = None
) -> tuple[Edition | None, Mapping[str, Words], tuple[Problem, ...]]:
    """What there is to publish on a day, if the sources can be read, the words for it, and every problem in them."""
    memory = memory or BuildMemory()
    site, problems = parse_site(project, memory)
    if site is None:
        return None, {}, problems
    memory.stand_on(project.content.get(SITE, b""))
    catalogs, found = read_catalogs(project.catalogs, site.publication.locales, memory)
    lock, broken = read_lock(project, memory)
    problems += found + check(site, memory) + broken
    if stops_build(problems):
        return None, {}, problems
    words = speak(catalogs, site.publication.territory, memory)
    memory.stand_on(*project.shared())
    problems += judge(site, lock, words, project, everything, memory)
    standing, found = timeline(site, as_of, drafts)
    problems += found
    if standing is None:
        return None, {}, problems
    problems += banner_problems(site, standing, memory)
    releases = {release.id: release for release in history(standing, remembered_release(memory))}
    frozen = {frozen.version: frozen for frozen in lock.releases}
    return Edition(site, standing, releases, frozen), words, problems
