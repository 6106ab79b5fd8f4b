"""A change is announced in time, explained, and honestly classed (WP260 rev.01, par. 29-31; EDPB 05/2020).

These rules hold for versions that are not released yet: what is released cannot be changed any more.
"""

import re
from collections.abc import Iterator
from datetime import date

from site_builder.changes.history import Release, least_significance, releases
from site_builder.changes.prose import changed_sections
from site_builder.changes.significance import Significance
from site_builder.memory.plain import dump
from site_builder.memory.steps import Memory
from site_builder.model import LocalizedText, Publication, Site, Version
from site_builder.problem import Location, Problem, Severity
from site_builder.releases import Lock

# Telling readers to look again by themselves is no way of telling them (WP260 rev.01, par. 29).
_LOOK_AGAIN = re.compile(
    r"(raadpleeg|bekijk|lees|controleer|check|bezoek)\b[^.]{0,60}\b(regelmatig|geregeld|af en toe|van tijd tot tijd)"
    r"|(regelmatig|geregeld|van tijd tot tijd)\b[^.]{0,40}\b(te (raadplegen|bekijken|lezen|controleren)|terug te)"
    # … and not “we check our computers regularly”
    r"|(?<!\bwe )(?<!\bwill )(check|review|visit|consult|read|come back)\b[^.]{0,60}"
    r"\b(regularly|periodically|frequently|from time to time)"
    r"|(?<!\bwe )(?<!\bwill )(regularly|periodically|frequently|from time to time)\b[^.]{0,40}"
    r"\b(check|review|visit|consult|come back)",
    re.IGNORECASE,
)


def announcement_problems(site: Site, lock: Lock, memory: Memory | None = None) -> tuple[Problem, ...]:
    """What is wrong with how the versions that are not released yet are announced; without any release, the newest."""
    known = (version.id for version in site.versions)
    return (memory or Memory()).step("announcement", lambda: _announcement_problems(site, lock), dump(lock), *known)


def _announcement_problems(site: Site, lock: Lock) -> tuple[Problem, ...]:
    frozen = max((release.version for release in lock.releases), default="")
    # What is withdrawn never applies: what comes after it changes what came before it.
    gone = {withdrawal.version for withdrawal in site.publication.withdrawn}
    kept = sorted((version for version in site.versions if version.id not in gone), key=lambda version: version.id)
    known = sum(version.id <= frozen for version in kept) if frozen else len(kept) - 1
    waiting = releases(kept[max(known - 1, 0) :])[1 if known else 0 :] if kept else ()
    return tuple(problem for release in waiting for problem in _problems(release, site.publication))


def _problems(release: Release, publication: Publication) -> Iterator[Problem]:
    yield from _told_to_look_again(release.version)
    if release.previous is not None:
        yield from _lowered(release, release.previous)
        yield from _too_soon(release, publication)
        yield from _unexplained(release)
        yield from _bases(release)
        yield from _started_early(release)
        yield from _languages(release.version, release.previous)


def _lowered(release: Release, previous: Version) -> Iterator[Problem]:
    said = release.version.register.significance
    least = least_significance(release.changes, previous, release.version)
    if said and Significance[said.upper()] < least:
        place = release.version.register.origin.at("significance")
        yield Problem(place, "significance_lowered", {"found": said, "least": least.word})


def _too_soon(release: Release, publication: Publication) -> Iterator[Problem]:
    register = release.version.register
    days = (register.effective_on - register.announced_on).days
    wanted: int = getattr(publication.lead_times, release.significance.word)
    if (
        date.min not in (register.effective_on, register.announced_on)
        and days < wanted
        and not register.lead_time_reason
    ):
        arguments = {"days": days, "wanted": wanted, "significance": release.significance.word}
        yield Problem(register.origin.at("announced_on"), "lead_time_short", arguments)


def _unexplained(release: Release) -> Iterator[Problem]:
    register = release.version.register
    if release.significance >= Significance.MATERIAL and not register.summary:
        yield Problem(register.origin.at(), "summary_missing", {"significance": release.significance.word})


def _bases(release: Release) -> Iterator[Problem]:
    reasons: dict[str, LocalizedText | None] = {
        purpose.id: purpose.legal_basis_reason for purpose in release.version.register.purposes
    }
    for change in release.changes:
        if change.kind == "legal_basis_left_consent" and not reasons.get(change.subject.split(".")[1]):
            yield Problem(change.location, "legal_basis_reason_missing", {"purpose": change.subject.split(".")[1]})


def _started_early(release: Release) -> Iterator[Problem]:
    """GDPR art. 13(3): a new purpose is told before the data are used for it."""
    added = {change.subject for change in release.changes if change.kind == "purpose_added"}
    announced = release.version.register.announced_on
    for purpose in release.version.register.purposes:
        if f"purposes.{purpose.id}" in added and purpose.starts_on and purpose.starts_on < announced:
            arguments = {"title": purpose.title, "starts": purpose.starts_on, "announced": announced}
            yield Problem(purpose.origin.at("starts_on"), "purpose_started_early", arguments)


def _languages(version: Version, previous: Version) -> Iterator[Problem]:
    changed = {
        locale: changed_sections(previous.prose[locale], prose)
        for locale, prose in version.prose.items()
        if locale in previous.prose
    }
    everywhere = frozenset.intersection(*changed.values()) if changed else frozenset()
    for locale, sections in changed.items():
        prose = version.prose[locale]
        for section in prose.sections:
            if section.id in sections - everywhere:
                place = section.heading.origin.at()
                yield Problem(place, "changed_in_one_locale", {"section": section.id}, Severity.WARNING)


def _told_to_look_again(version: Version) -> Iterator[Problem]:
    for prose in version.prose.values():
        for section in prose.sections:
            text = re.sub(r"<[^>]*>|\s+", " ", section.body)
            match = _LOOK_AGAIN.search(text)
            if match:
                place = Location(prose.path, section.heading.origin.line)
                yield Problem(place, "told_to_look_again", {"found": match[0].strip()})
