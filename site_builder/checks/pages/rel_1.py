"""Machines find the statement from every page."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(found: FinishedPage) -> Iterator[Finding]:
    if not any("privacy-policy" in link.relations() for link in found.html.named("link")):
        yield Finding(found.place)


RULE: PageRule = Rule(
    id="REL-1",
    severity=Severity.WARNING,
    source=N_("RFC 6903; HTML Standard"),
    requirement=N_("Every page names the statement in its head, with rel=\"privacy-policy\"."),
    messages=N_("The head of the page does not name the statement. Add a link with rel=\"privacy-policy\"."),
    example=N_("<link rel=\"privacy-policy\" href=\"/en/\">"),
    find_in=_find,
)  # fmt: skip
