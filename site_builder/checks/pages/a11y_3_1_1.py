"""The language of a page, and of what is in another, is marked."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(found: FinishedPage) -> Iterator[Finding]:
    page = next(iter(found.html.named("html")), None)
    lang = page.attributes.get("lang", "") if page else ""
    if lang != found.page.locale:
        yield Finding(found.place, {"found": lang, "locale": found.page.locale}, "page")
    for link in found.html.named("a"):
        other = link.attributes.get("hreflang", lang)
        # What leads to another language is in it where it gives the language's own name.
        named = other != lang and found.html.text(link) == found.own_name(other)
        # In a list of languages the item around the link may be marked.
        if named and "lang" not in link.attributes and f'<li lang="{other}">' not in found.html.source:
            yield Finding(found.place, {"found": found.html.text(link), "locale": other}, "passage")


RULE: PageRule = Rule(
    id="A11Y-3.1.1/2",
    severity=Severity.ERROR,
    source=N_("WCAG 3.1.1 and 3.1.2"),
    requirement=N_("A page says in which language it is, and marks words in another."),
    messages={
        "page": N_("The page says that its language is “%(found)s”, but it is “%(locale)s”. Set lang on <html>."),
        "passage": N_("“%(found)s” is in the language “%(locale)s” and does not say so. Add lang=\"%(locale)s\"."),
    },
    example=N_("<a href=\"../nl/\" hreflang=\"nl\" lang=\"nl\">Nederlands</a>"),
    find_in=_find,
)  # fmt: skip
