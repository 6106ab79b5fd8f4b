"""A reader can skip to the text, and knows from the title where they are."""

from collections.abc import Iterable, Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule, Repeated
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Location, Severity


def _find(pages: Iterable[Repeated]) -> Iterator[Finding]:
    titles: dict[tuple[str, str], str] = {}
    for page, title, _ in pages:
        if title and page.indexed:
            other = titles.setdefault((page.locale, title), page.path)
            if other != page.path:
                yield Finding(Location(page.path), {"title": title, "other": other}, "same")


def _find_in(found: FinishedPage) -> Iterator[Finding]:
    links = found.html.named("a")
    mains = [element.attributes.get("id") for element in found.html.named("main")]
    if len(mains) != 1:
        yield Finding(found.place, {}, "main")
    # The print view begins with its text.
    elif found.page.template != "print.html" and (not links or links[0].attributes.get("href") != f"#{mains[0]}"):
        yield Finding(found.place, {}, "skip")
    if not found.title:
        yield Finding(found.place, {}, "title")


RULE: PageRule = Rule(
    id="A11Y-2.4.1/2",
    severity=Severity.ERROR,
    source=N_("WCAG 2.4.1 and 2.4.2"),
    requirement=N_("A page begins with a link that skips to its text, and has a title that no other page has."),
    messages={
        "main": N_("The page should have one <main> element, no more and no less."),
        "skip": N_("The first link of the page should skip to its text: a link to the id of <main>."),
        "title": N_("The page has no title."),
        "same": N_("The page has the same title as %(other)s: “%(title)s”. Say in it what is different."),
    },
    example=N_("<a class=\"skip\" href=\"#_main\">Skip to the text</a>"),
    find=_find,
    find_in=_find_in,
)  # fmt: skip
