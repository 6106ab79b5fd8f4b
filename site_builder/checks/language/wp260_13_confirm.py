"""Somebody read the languages side by side."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.confirmed import section_digests
from site_builder.labels import N_
from site_builder.problem import Location, Severity


def _find(judged: Judged) -> Iterator[Finding]:
    # Who never confirmed anything is not asked to begin.
    if judged.confirmed is None or len(judged.version.prose) < 2:
        return
    confirmed = judged.confirmed.digests
    place = Location(judged.register.origin.path.rpartition("/")[0])
    unconfirmed = [
        section
        for section, digests in section_digests(judged.version).items()
        if all(confirmed.get(section, {}).get(locale) != digest for locale, digest in digests.items())
        or any(locale not in confirmed.get(section, {}) for locale in digests)
    ]
    if unconfirmed:
        arguments = {"sections": unconfirmed, "version": judged.version.id}
        yield Finding(place, arguments)


RULE: StatementRule = Rule(
    id="WP260-13-CONFIRM",
    severity=Severity.ADVICE,
    source=N_("WP260 rev.01, par. 13"),
    requirement=N_("Read the languages side by side, and say so with “site-builder confirm”. Then a section that is later edited in one language only is found."),
    messages=N_("Not confirmed in every language as they are now: %(sections)s. Read them side by side and run “site-builder confirm %(version)s”."),
    find=_find,
)  # fmt: skip
