"""Who is asked for data sees the statement there."""

import re
from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity

_PRIVACY = re.compile(r"<a\b[^>]*\brel=[\"'][^\"']*privacy-policy", re.IGNORECASE)


def _find(found: FinishedPage) -> Iterator[Finding]:
    for form in found.html.named("form"):
        if not _PRIVACY.search(found.html.inside(form)):
            yield Finding(found.place)


RULE: PageRule = Rule(
    id="WP260-11-COLLECT",
    severity=Severity.WARNING,
    source=N_("WP260 rev.01, paragraph 11"),
    requirement=N_("A form that asks for data links to the statement."),
    messages=N_("A form on this page has no link to the statement. Put one inside it, with rel=\"privacy-policy\"."),
    example=N_("<form> … <a href=\"/en/\" rel=\"privacy-policy\">Privacy statement</a> </form>"),
    find_in=_find,
)  # fmt: skip
