"""A translation that was confirmed and then left behind is no longer accurate; nor is one that shows other facts."""

from collections.abc import Iterator

from site_builder.changes.prose import changed_sections
from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.confirmed import Confirmed, section_digests
from site_builder.labels import N_
from site_builder.model import Prose, Version
from site_builder.problem import Location, Severity
from site_builder.texts import SUMMARY


def _find(judged: Judged) -> Iterator[Finding]:
    if len(judged.version.prose) > 1:
        yield from _other_blocks(judged)
        yield from _left_behind(judged)
        yield from _changed_alone(judged)


def _other_blocks(judged: Judged) -> Iterator[Finding]:
    for prose in judged.version.prose.values():
        for section in prose.sections:
            for other in judged.version.prose.values():
                same = next((found for found in other.sections if found.id == section.id), None)
                # Without a look-up that can be read nothing is known of the blocks.
                for block in section.blocks if same and same.readable and section.readable else ():
                    if same and block not in same.blocks:
                        arguments = {"block": block, "section": same.heading.title, "locale": prose.locale}
                        yield Finding(same.heading.origin.at(), arguments, "block")


def _left_behind(judged: Judged) -> Iterator[Finding]:
    if judged.confirmed is None:
        return
    confirmed = judged.confirmed.digests
    for section, digests in section_digests(judged.version).items():
        before = confirmed.get(section, {})
        changed = sorted(locale for locale in digests if locale in before and before[locale] != digests[locale])
        same = [locale for locale in digests if locale in before and before[locale] == digests[locale]]
        for locale in same if changed else ():
            arguments = {"section": section, "changed": changed, "locale": locale, "version": judged.version.id}
            yield Finding(_place(judged, judged.version.prose[locale], section), arguments, "stale")


def _changed_alone(judged: Judged) -> Iterator[Finding]:
    """What is new since the version before in one language only, unless somebody confirmed it."""
    previous = judged.previous
    if previous is None or judged.released:
        return
    changed = {
        locale: _changed(judged, previous, locale) for locale in judged.version.prose if locale in previous.prose
    }
    everywhere = frozenset.intersection(*changed.values()) if changed else frozenset()
    kept = _confirmed_as_they_are(judged.version, judged.confirmed) if judged.confirmed else set()
    for locale, sections in changed.items():
        for section in judged.version.prose[locale].sections:
            if section.id in sections - everywhere - kept:
                # It can be a better translation.
                yield Finding(section.heading.origin.at(), {"section": section.id}, "one_locale", Severity.WARNING)


def _changed(judged: Judged, previous: Version, locale: str) -> frozenset[str]:
    """The sections that are new since the version before in one language, whatever was edited in another."""
    return judged.memory.step(
        f"changed sections:{judged.version.id}:{locale}",
        lambda: changed_sections(previous.prose[locale], judged.version.prose[locale]),
        previous.id,
        within=judged.step(RULE.id),
    )


def _confirmed_as_they_are(version: Version, confirmed: Confirmed) -> set[str]:
    before = confirmed.digests
    return {section for section, digests in section_digests(version).items() if before.get(section) == digests}


def _place(judged: Judged, prose: Prose, section: str) -> Location:
    if section == SUMMARY:
        return judged.register.origin.at(SUMMARY)
    return next((found.heading.origin.at() for found in prose.sections if found.id == section), Location(prose.path))


RULE: StatementRule = Rule(
    id="WP260-13-TRANS",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, par. 13"),
    requirement=N_("Every language says the same: a section that is edited in one is brought up to date in the others, and confirmed with “site-builder confirm”."),
    messages={
        "one_locale": N_("The section “%(section)s” changed in this language and not in every other."),
        "block": N_("The text in “%(locale)s” shows {{ %(block)s }} in the section “%(section)s”; this text does not. Add it here."),
        "stale": N_("The section “%(section)s” has changed in %(changed)s since its text in “%(locale)s” was confirmed. Bring this text up to date and run “site-builder confirm %(version)s --section %(section)s”."),
    },
    find=_find,
)  # fmt: skip
