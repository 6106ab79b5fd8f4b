"""What the preview shows of a day: the last good site, and what stands in the way of a newer one."""

from collections.abc import Mapping
from datetime import date

from site_builder.build import Outcome, make_site, with_unreadable
from site_builder.memory.steps import Memory
from site_builder.pages import Edition, Page
from site_builder.preview.views import preview_pages
from site_builder.printing import Printing
from site_builder.problem import Problem, stops_build
from site_builder.read import Project
from site_builder.records import record
from site_builder.words import Words

PDFS_ON_REQUEST = Printing(linked_only=True)


@record
class GoodSite:
    """A site without errors: its sources, its files by path, and every page there is to see by its permalink.

    `number` tells it from the good sites before it.
    """

    number: int
    project: Project
    edition: Edition
    words: Mapping[str, Words]
    files: Mapping[str, bytes]
    pages: Mapping[str, Page]


@record
class Showing:
    """The newest try to make the site as on `day`, numbered, with the last good one.

    `sources` are what the problems are about. They are None after a failure, which is our mistake and tells nothing of
    the sources.
    """

    number: int
    day: date
    good: GoodSite | None = None
    problems: tuple[Problem, ...] = ()
    sources: Project | None = None


def show(
    number: int,
    day: date,
    drafts: bool,
    read: tuple[Project, tuple[Problem, ...]],
    last: Showing | None,
    memory: Memory | None = None,
) -> Showing:
    """Make the site of a day from what was read. Where problems stop it, the last good one stays."""
    project, unreadable = read
    made = with_unreadable(unreadable, make_site(project, day, drafts, PDFS_ON_REQUEST, memory=memory))
    good = _good(number, project, made) or (last.good if last else None)
    return Showing(number, day, good, made.problems, project)


def _good(number: int, project: Project, made: Outcome) -> GoodSite | None:
    if made.edition is None or stops_build(made.problems):
        return None
    listed = {page.permalink: page for page in preview_pages(made.edition)}
    return GoodSite(number, project, made.edition, made.words, made.files, listed)
