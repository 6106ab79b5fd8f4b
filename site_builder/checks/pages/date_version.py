"""A reader sees which version this is and since when."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(found: FinishedPage) -> Iterator[Finding]:
    if found.page.template in ("statement.html", "print.html") and found.version is not None:
        date = found.date(found.version.register.effective_on)
        if not found.html.says(date):
            yield Finding(found.place, {"date": date})


RULE: PageRule = Rule(
    id="DATE-VERSION",
    severity=Severity.ERROR,
    source=N_("A promise of this site; it is how it can be shown later what was said"),
    requirement=N_("The date of the version is on the page."),
    messages=N_("The page does not show the date of its version, %(date)s. Show it in the template."),
    find_in=_find,
)  # fmt: skip
