"""What editors keep for themselves is not published."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(found: FinishedPage) -> Iterator[Finding]:
    for note in found.notes if found.page.template in ("statement.html", "print.html") else ():
        if found.html.says(" ".join(note.split())):
            yield Finding(found.place, {"found": note})


RULE: PageRule = Rule(
    id="GDPR-30",
    severity=Severity.ERROR,
    source=N_("GDPR article 30(4)"),
    requirement=N_("Questions and weighings of the organisation itself are not on the pages."),
    messages=N_("The page shows “%(found)s”, which is only for editors. Take it out of the text or the template."),
    find_in=_find,
)  # fmt: skip
