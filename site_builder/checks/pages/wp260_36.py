"""The first layer says who, what for, which rights, and what may surprise."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.elements import words
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(found: FinishedPage) -> Iterator[Finding]:
    if found.page.template != "statement.html" or found.version is None:
        return
    register, locale = found.version.register, found.page.locale
    # What stands above the first section.
    first = next(iter(found.version.prose[locale].sections)).id
    opening = words(found.html.source.partition(f'id="{first}"')[0]).casefold()
    wanted = [register.controller.name, *(purpose.title.get(locale, "") for purpose in register.purposes)]
    wanted += [recipient.name for recipient in register.recipients if recipient.surprising]
    for text in wanted:
        if text.casefold() not in opening:
            yield Finding(found.place, {"found": text})


RULE: PageRule = Rule(
    id="WP260-36",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, paragraph 36"),
    requirement=N_("The top of the statement names the controller, every purpose, the rights, and what may surprise the reader."),
    messages=N_("The summary at the top of the statement leaves out “%(found)s”. Keep the rows of statement.html."),
    find_in=_find,
)  # fmt: skip
