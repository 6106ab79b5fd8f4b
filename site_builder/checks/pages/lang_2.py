"""A link to another language is in that language."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(found: FinishedPage) -> Iterator[Finding]:
    for locale in found.page.alternates:
        if locale != found.page.locale and not any(
            link.attributes.get("hreflang", link.attributes.get("lang")) == locale for link in found.html.named("a")
        ):
            yield Finding(found.place, {"locale": locale})


RULE: PageRule = Rule(
    id="LANG-2",
    severity=Severity.ERROR,
    source=N_("HTML Standard; WCAG 3.1.2"),
    requirement=N_("A reader can go from every page to the same page in another language."),
    messages=N_("The page has no link to itself in the language “%(locale)s”."),
    example=N_("<a href=\"../nl/\" hreflang=\"nl\" lang=\"nl\">Nederlands</a>"),
    find_in=_find,
)  # fmt: skip
