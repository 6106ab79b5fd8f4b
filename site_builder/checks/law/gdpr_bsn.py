"""Which law allows the use of a BSN."""

import re
from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    numbers = {
        category.id: category.label
        for category in judged.register.data_categories
        if {"bsn", "burgerservicenummer"}
        & set(re.findall(r"\w+", f"{category.id} {category.label}".lower().replace("_", " ")))
    }
    for purpose in judged.register.purposes:
        for data in purpose.data:
            if data in numbers and purpose.law is None:
                yield Finding(purpose.origin.at("data"), {"purpose": purpose.title, "data": numbers[data]})


RULE: StatementRule = Rule(
    id="GDPR-BSN",
    severity=Severity.ERROR,
    source=N_("UAVG article 46"),
    requirement=N_("Use a citizen service number (BSN) only where a law says so."),
    messages=N_("“%(purpose)s” uses the citizen service number (BSN), which only a law can allow. Name that law under “law”, or take “%(data)s” out."),
    example=N_("""\
data: [bsn]
law:
  en: article 28 of the Dutch Wages Tax Act"""),
    find=_find,
)  # fmt: skip
