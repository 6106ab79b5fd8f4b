"""What an editor should know of a site: whether its parts fit together, and what its readers or a regulator would miss.

The rules are loaded when something is judged, and what was judged before is remembered.
"""

from collections.abc import Mapping
from functools import partial

from site_builder.confirmed import read_confirmed
from site_builder.memory.files import Files
from site_builder.memory.plain import dump
from site_builder.memory.steps import BuildMemory
from site_builder.model import Site
from site_builder.pages import Edition, Page, version_shown
from site_builder.problem import Problem
from site_builder.read import TRANSLATIONS, Project
from site_builder.releases import Lock
from site_builder.watched import description, watched_files
from site_builder.words import Words

__all__ = ["check", "judge", "judge_pages"]


def check(site: Site, memory: BuildMemory | None = None) -> tuple[Problem, ...]:
    """Whether the parts of every version fit together, and the versions with each other."""
    memory = memory or BuildMemory()
    found = memory.step("checks of all", partial(_check, site, False), *(version.id for version in site.versions))
    for version in site.versions:
        alone = Site(publication=site.publication, versions=(version,))
        found += memory.step(f"checks:{version.id}", partial(_check, alone, True))
    return found


def _check(site: Site, each: bool) -> tuple[Problem, ...]:
    from site_builder.checks.structure import check_each, check_together

    return check_each(site) if each else check_together(site)


def judge(
    site: Site,
    lock: Lock,
    words: Mapping[str, Words],
    project: Project,
    everything: bool = False,
    memory: BuildMemory | None = None,
) -> tuple[Problem, ...]:
    """What the law asks of the newest version and of those that are not released yet, or of all of them."""
    confirmed = {path: data for path, data in project.content.items() if path.endswith(f"/{TRANSLATIONS}")}
    confirmations = Project(confirmed, (), (), {}, {}, {})

    def run() -> tuple[Problem, ...]:
        from site_builder.checks.judging import judge as judge_now

        return judge_now(site, lock, words, partial(read_confirmed, confirmations), everything)

    known = (*(version.id for version in site.versions), *(part for entry in confirmed.items() for part in entry))
    return (memory or BuildMemory()).step(f"judge {everything}", run, dump(lock), *known)


def judge_pages(
    edition: Edition, listed: tuple[Page, ...], files: Files, memory: BuildMemory | None = None
) -> tuple[Problem, ...]:
    """What is asked of the pages of the newest version and of those that a site has once."""
    memory = memory or BuildMemory()
    looked_at = watched_files(files, memory)
    newest = edition.timeline.newest_first[0]
    judged = tuple(page for page in listed if version_shown(page) in ("", newest.id))

    def run() -> tuple[Problem, ...]:
        from site_builder.checks.judging import judge_pages as judge_now

        return judge_now(edition, judged, looked_at)

    return memory.step("judge pages", run, *(description(page, memory) for page in judged))
