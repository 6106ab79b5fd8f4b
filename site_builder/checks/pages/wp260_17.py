"""The whole statement stands in one place."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(found: FinishedPage) -> Iterator[Finding]:
    if found.page.template == "print.html" and found.version is not None:
        for section in found.version.prose[found.page.locale].sections:
            if section.id not in found.ids:
                yield Finding(found.place, {"section": section.id})


RULE: PageRule = Rule(
    id="WP260-17",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, paragraphs 17 and 33"),
    requirement=N_("The whole statement can be read in one place, whatever layers there are."),
    messages=N_("The print view leaves out the section “%(section)s”. Print every section in print.html."),
    find_in=_find,
)  # fmt: skip
