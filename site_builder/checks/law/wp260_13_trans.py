"""The languages say the same."""

from collections.abc import Iterator

from site_builder.changes.prose import changed_sections
from site_builder.checks.rule import Finding, Judged, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    previous, release = judged.previous, judged.release
    if previous is None or release is None:
        return
    changed = {
        locale: changed_sections(previous.prose[locale], prose)
        for locale, prose in judged.version.prose.items()
        if locale in previous.prose
    }
    everywhere = frozenset.intersection(*changed.values()) if changed else frozenset()
    for locale, sections in changed.items():
        for section in judged.version.prose[locale].sections:
            if section.id in sections - everywhere:
                # What changed in one language can be a better translation.
                yield Finding(section.heading.origin.at(), {"section": section.id}, "one_locale", Severity.WARNING)


RULE = Rule(
    id="WP260-13-TRANS",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, paragraph 13"),
    requirement=N_("Every language says the same."),
    messages={
        "one_locale": N_("The section “%(section)s” changed in this language and not in every other."),
    },
    find=_find,
)  # fmt: skip
