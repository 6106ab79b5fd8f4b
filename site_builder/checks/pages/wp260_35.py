"""From the top of the statement every section is one click away."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(found: FinishedPage) -> Iterator[Finding]:
    if found.page.template == "statement.html" and found.version is not None:
        targets = {link.attributes.get("href") for link in found.html.named("a")}
        for section in found.version.prose[found.page.locale].sections:
            if f"#{section.id}" not in targets:
                yield Finding(found.place, {"section": section.id})


RULE: PageRule = Rule(
    id="WP260-35",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, paragraph 35"),
    requirement=N_("The statement begins with an overview from which every section is one click away."),
    messages=N_("The table of contents has no link to the section “%(section)s”. List every section in statement.html."),
    find_in=_find,
)  # fmt: skip
