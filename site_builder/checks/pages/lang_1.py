"""Search engines find each language from every other."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(found: FinishedPage) -> Iterator[Finding]:
    default = "x-default"
    if not found.page.alternates:
        return
    named = {
        link.attributes.get("hreflang", ""): link.attributes.get("href", "")
        for link in found.html.named("link")
        if "alternate" in link.relations() and "hreflang" in link.attributes
    }
    for locale in (*found.page.alternates, default):
        if locale not in named:
            yield Finding(found.place, {"locale": locale}, "missing")
        elif "://" not in named[locale]:
            yield Finding(found.place, {"found": named[locale]}, "relative")


RULE: PageRule = Rule(
    id="LANG-1",
    severity=Severity.ERROR,
    source=N_("Google Search Central, on localized versions"),
    requirement=N_("A page names itself and its translations, with full addresses, and the one for other languages."),
    messages={
        "missing": N_("The head of the page does not name its translation “%(locale)s” (hreflang)."),
        "relative": N_("The head of the page names a translation as “%(found)s”. Use the full address."),
    },
    example=N_("<link rel=\"alternate\" hreflang=\"nl\" href=\"https://privacy.example.nl/nl/\">"),
    find_in=_find,
)  # fmt: skip
