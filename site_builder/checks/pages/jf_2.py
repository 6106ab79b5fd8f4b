"""A feed reader finds the feeds from every page."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity

_KINDS = ("application/atom+xml", "application/feed+json")


def _find(found: FinishedPage) -> Iterator[Finding]:
    if found.page.rooted or not found.page.alternates or found.page.template == "print.html":
        return
    kinds = {link.attributes.get("type") for link in found.html.named("link") if "alternate" in link.relations()}
    for kind in _KINDS:
        if kind not in kinds:
            yield Finding(found.place, {"kind": kind})


RULE: PageRule = Rule(
    id="JF-2",
    severity=Severity.WARNING,
    source=N_("JSON Feed 1.1 and RFC 4287, as practised"),
    requirement=N_("Every page names the feeds of its language in its head."),
    messages=N_("The head of the page does not name the feed of the type %(kind)s."),
    find_in=_find,
)  # fmt: skip
