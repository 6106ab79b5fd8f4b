"""A reader can skip to the text, and knows from the title where they are."""

from collections.abc import Iterator

from site_builder.checks.pages.published import Published
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(published: Published) -> Iterator[Finding]:
    titles: dict[tuple[str, str], str] = {}
    for found in published.pages:
        links = found.html.named("a")
        mains = [element.attributes.get("id") for element in found.html.named("main")]
        if len(mains) != 1:
            yield Finding(found.place, {}, "main")
        # The print view begins with its text.
        elif found.page.template != "print.html" and (not links or links[0].attributes.get("href") != f"#{mains[0]}"):
            yield Finding(found.place, {}, "skip")
        title = next((found.html.text(element) for element in found.html.named("title")), "")
        if not title:
            yield Finding(found.place, {}, "title")
        elif found.page.indexed and titles.setdefault((found.page.locale, title), found.page.path) != found.page.path:
            yield Finding(found.place, {"title": title, "other": titles[found.page.locale, title]}, "same")


RULE = Rule(
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
)  # fmt: skip
