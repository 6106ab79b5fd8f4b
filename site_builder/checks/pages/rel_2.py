"""Machines find the way through the versions."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity

_RELATIONS = ("latest-version", "version-history")


def _find(found: FinishedPage) -> Iterator[Finding]:
    version, timeline = found.version, found.edition.timeline
    if found.page.template != "statement.html" or version is None or timeline.standing(version) == "withdrawn":
        return
    named = {
        relation: link.attributes.get("href", "") for link in found.html.named("link") for relation in link.relations()
    }
    wanted = [*_RELATIONS]
    ordered = timeline.oldest_first
    if version in ordered[1:]:
        wanted.append("predecessor-version")
    if version in ordered[:-1]:
        wanted.append("successor-version")
    for relation in wanted:
        if relation not in named:
            yield Finding(found.place, {"relation": relation})


RULE: PageRule = Rule(
    id="REL-2",
    severity=Severity.ERROR,
    source=N_("RFC 5829"),
    requirement=N_("A version names the newest version, the list of versions, and the ones before and after it."),
    messages=N_("The head of the page lacks a link with rel=\"%(relation)s\"."),
    example=N_("<link rel=\"predecessor-version\" href=\"../2018-11-28/\">"),
    find_in=_find,
)  # fmt: skip
