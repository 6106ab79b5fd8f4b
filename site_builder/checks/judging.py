"""Which versions and pages are judged by the rules, and how much a finding weighs for each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from site_builder.checks.pages.published import published
from site_builder.checks.rule import Judged
from site_builder.checks.rules import PAGE_RULES, RULES, STATEMENT_RULES
from site_builder.checks.waivers import unknown_waivers, waive
from site_builder.confirmed import Confirmed
from site_builder.model import Site
from site_builder.pages import Edition, Page
from site_builder.problem import Problem, Severity
from site_builder.releases import Lock
from site_builder.words import Words

ReadConfirmed = Callable[[str], tuple[Confirmed | None, tuple[Problem, ...]]]


def judge(
    site: Site, lock: Lock, words: Mapping[str, Words], read_confirmed: ReadConfirmed, everything: bool = False
) -> tuple[Problem, ...]:
    """What the rules find in the newest version and those that are not released yet, or in all of them.

    History is not failed for what the law wants of a new version, and a draft may be incomplete: there an error is a
    warning.
    """
    problems: list[Problem] = []
    for judged in _judged(site, lock, everything):
        confirmed, broken = read_confirmed(judged.version.id)
        problems += broken
        subject = replace(judged, words=words, confirmed=confirmed)
        found = [problem for rule in STATEMENT_RULES.values() for problem in rule.problems(subject)]
        stops = not judged.released and judged.register.status == "final"
        problems += (
            problem if stops or problem.severity is not Severity.ERROR else replace(problem, severity=Severity.WARNING)
            for problem in (*waive(judged.version, found, STATEMENT_RULES), *unknown_waivers(judged.version, RULES))
        )
    return tuple(problems)


def _judged(site: Site, lock: Lock, everything: bool) -> Iterator[Judged]:
    """The versions to judge, oldest first. What is withdrawn never applies: what comes after it follows the one before."""
    released = {frozen.version for frozen in lock.releases}
    newest_released = max(released, default="")
    gone = {withdrawal.version for withdrawal in site.publication.withdrawn}
    kept = sorted((version for version in site.versions if version.id not in gone), key=lambda version: version.id)
    for previous, version in zip([None, *kept], kept, strict=False):
        # Without any release nobody knows which of the older ones were published.
        waiting = version.id > newest_released if released else version is kept[-1]
        if everything or waiting or version is kept[-1]:
            yield Judged(site, version, previous, released=not waiting)


def judge_pages(edition: Edition, listed: tuple[Page, ...], files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """What the rules find in pages."""
    judged = published(edition, listed, files)
    found = [problem for rule in PAGE_RULES.values() for problem in rule.problems(judged)]
    return tuple(waive(judged.newest, _once(found), PAGE_RULES))


def _once(found: Iterable[Problem]) -> Iterator[Problem]:
    """A mistake in a template is on every page that it makes: it is told at the first, with the number of pages."""
    alike: dict[str, list[Problem]] = {}
    for problem in found:
        alike.setdefault(f"{problem.code} {problem.arguments}", []).append(problem)
    for problems in alike.values():
        pages = len({problem.location for problem in problems})
        yield replace(problems[0], arguments={**problems[0].arguments, "pages": pages}) if pages > 1 else problems[0]
