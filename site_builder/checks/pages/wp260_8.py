"""The statement stands apart from terms and conditions."""

import re
from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity

_TERMS = re.compile(
    r"algemene voorwaarden|leveringsvoorwaarden|terms (and|&) conditions|terms of (service|use)", re.IGNORECASE
)


def _find(found: FinishedPage) -> Iterator[Finding]:
    if found.page.template in ("statement.html", "print.html"):
        for heading in found.html.named("h1", "h2", "h3", "h4"):
            text = found.html.text(heading)
            if _TERMS.search(text):
                yield Finding(found.place, {"found": text})


RULE: PageRule = Rule(
    id="WP260-8",
    severity=Severity.WARNING,
    source=N_("WP260 rev.01, paragraph 8"),
    requirement=N_("The statement stands apart from terms and conditions."),
    messages=N_("The heading “%(found)s” is about terms and conditions. Give those a page of their own."),
    find_in=_find,
)  # fmt: skip
