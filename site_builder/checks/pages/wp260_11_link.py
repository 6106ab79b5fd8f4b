"""A link to the statement on every page, under a name that people know."""

import re
from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity

_KNOWN = re.compile(r"privacy|gegevensbescherming|data protection|datenschutz", re.IGNORECASE)


def _find(found: FinishedPage) -> Iterator[Finding]:
    links = [link for link in found.html.named("a") if "privacy-policy" in link.relations()]
    if found.page.template == "print.html":
        return  # it is the statement itself, for paper
    if not links:
        yield Finding(found.place, {}, "missing")
    elif not any(_KNOWN.search(found.html.text(link)) for link in links):
        yield Finding(found.place, {"found": found.html.text(links[0])}, "unknown")


RULE: PageRule = Rule(
    id="WP260-11-LINK",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, paragraph 11"),
    requirement=N_("Every page has a link to the statement, under a name that people know, such as “Privacy”."),
    messages={
        "missing": N_("The page has no link to the statement. Keep the footer of base.html, or put a link with rel=\"privacy-policy\" in your own."),
        "unknown": N_("The link to the statement is called “%(found)s”. Use a name with “privacy” in it: change “title” in site.yaml."),
    },
    example=N_("<a href=\"/nl/\" rel=\"privacy-policy\">Privacy statement</a>"),
    find_in=_find,
)  # fmt: skip
