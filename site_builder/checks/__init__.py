"""What an editor should know of a site: whether its parts fit together, and what its readers or a regulator would miss.

What was judged before is remembered, and a rule is loaded when it is to look at something.
"""

from collections.abc import Mapping
from functools import partial

from site_builder.confirmed import Confirmed, confirmed_path, read_confirmed
from site_builder.memory.files import Files
from site_builder.memory.neighbours import Step, remember_each
from site_builder.memory.steps import BuildMemory
from site_builder.model import Publication, Site, Version
from site_builder.pages import Edition
from site_builder.problem import Problem
from site_builder.read import Project
from site_builder.releases import Lock
from site_builder.words import Words

__all__ = ["check", "judge", "judge_pages"]


def check(site: Site, memory: BuildMemory | None = None) -> tuple[Problem, ...]:
    """Whether the parts of every version fit together, and the versions with each other."""
    memory = memory or BuildMemory()
    found = memory.step("checks of all", partial(_check_together, site), *(version.id for version in site.versions))
    steps = (Step(f"checks:{version.id}", partial(_check_each, site.publication, version)) for version in site.versions)
    return found + tuple(problem for _, noted in remember_each(memory, "checks", steps) for problem in noted)


def _check_together(site: Site) -> tuple[Problem, ...]:
    from site_builder.checks.structure import check_together

    return check_together(site)


def _check_each(publication: Publication, version: Version) -> tuple[Problem, ...]:
    from site_builder.checks.structure import check_each

    return check_each(Site(publication=publication, versions=(version,)))


def judge(
    site: Site,
    lock: Lock,
    words: Mapping[str, Words],
    project: Project,
    everything: bool = False,
    memory: BuildMemory | None = None,
) -> tuple[Problem, ...]:
    """What the law asks of the newest version and of those that are not released yet, or of all of them."""
    from site_builder.checks.judging import judge as judge_now

    memory = memory or BuildMemory()

    def confirmed(version: str) -> tuple[Confirmed | None, tuple[Problem, ...]]:
        data = project.content.get(confirmed_path(version))
        if data is None:
            return None, ()
        return memory.step(f"confirmed:{version}", partial(read_confirmed, project, version), data)

    return judge_now(site, lock, words, confirmed, everything, memory)


def judge_pages(
    edition: Edition,
    files: Files,
    words: Mapping[str, Words],
    memory: BuildMemory | None = None,
) -> tuple[Problem, ...]:
    """What is asked of the pages of the newest version and of those that a site has once."""
    from site_builder.checks.pages.judging import judge_pages as judge_now

    return judge_now(edition, files, words, memory or BuildMemory())
