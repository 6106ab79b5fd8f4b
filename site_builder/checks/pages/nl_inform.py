"""What is kept without consent is told as well."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(found: FinishedPage) -> Iterator[Finding]:
    if found.page.template in ("statement.html", "print.html") and found.version is not None:
        for purpose in found.version.register.storage:
            for service in purpose.services:
                for item in service.items:
                    if not purpose.consent and not found.html.says(item.name):
                        yield Finding(found.place, {"item": item.name})


RULE: PageRule = Rule(
    id="NL-INFORM",
    severity=Severity.WARNING,
    source=N_("Telecommunicatiewet article 11.7a; Autoriteit Persoonsgegevens"),
    requirement=N_("What is kept on a device without consent stands in the table too."),
    messages=N_("The page does not tell of “%(item)s”, which is kept without consent. Keep it in the table of {{ storage }}."),
    find_in=_find,
)  # fmt: skip
