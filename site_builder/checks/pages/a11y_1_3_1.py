"""Headings and tables say how the page is built."""

from collections.abc import Iterator
from itertools import pairwise

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity

_SCOPES = ("col", "row", "colgroup", "rowgroup")


def _find(found: FinishedPage) -> Iterator[Finding]:
    headings = [int(element.name[1]) for element in found.html.named("h1", "h2", "h3", "h4", "h5", "h6")]
    if headings.count(1) != 1:
        yield Finding(found.place, {"count": headings.count(1)}, "title")
    jump = next((pair for pair in pairwise(headings) if pair[1] > pair[0] + 1), None)
    if jump:
        yield Finding(found.place, {"before": jump[0], "level": jump[1]}, "jump")
    unscoped = [th for th in found.html.named("th") if th.attributes.get("scope") not in _SCOPES]
    if unscoped:
        yield Finding(found.place, {"found": found.html.text(unscoped[0]), "count": len(unscoped)}, "scope")


RULE: PageRule = Rule(
    id="A11Y-1.3.1",
    severity=Severity.ERROR,
    source=N_("WCAG 1.3.1"),
    requirement=N_("A page has one title, headings that skip no level, and tables whose headers say what they head."),
    messages={
        "title": N_("The page has %(count)s headings of level 1. Give it one."),
        "jump": N_("A heading of level %(level)s comes right after one of level %(before)s. Skip no level."),
        "scope": N_("%(count)s headers of tables, the first “%(found)s”, do not say whether they head a row or a column. Add scope=\"col\" or scope=\"row\"."),
    },
    example=N_("<th scope=\"col\">Kept for</th>"),
    find_in=_find,
)  # fmt: skip
