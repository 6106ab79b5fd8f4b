"""Who cannot see an icon is told what it says."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(found: FinishedPage) -> Iterator[Finding]:
    for element in found.html.named("img", "svg"):
        told = {"alt", "aria-label", "aria-labelledby"} & element.attributes.keys()
        hidden = element.attributes.get("aria-hidden") == "true"
        titled = element.name == "svg" and "<title" in found.html.inside(element)
        if not (told or hidden or titled):
            yield Finding(found.place, {"found": element.attributes.get("src", element.name)})


RULE: PageRule = Rule(
    id="GDPR-12-7",
    severity=Severity.WARNING,
    source=N_("GDPR article 12(7); WCAG 1.1.1"),
    requirement=N_("An icon or picture has a text in its place."),
    messages=N_("“%(found)s” has no text in its place. Give it an “alt”, or aria-hidden=\"true\" if it says nothing."),
    example=N_("<img src=\"lock.svg\" alt=\"Encrypted\">"),
    find_in=_find,
)  # fmt: skip
