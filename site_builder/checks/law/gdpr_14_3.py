"""When people hear that others gave their data."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for purpose in judged.register.purposes:
        if purpose.source == "third_party" and purpose.informed_when is None:
            yield Finding(purpose.origin.at("source"), {"purpose": purpose.title})


RULE: StatementRule = Rule(
    id="GDPR-14-3",
    severity=Severity.WARNING,
    source=N_("GDPR article 14(3)"),
    requirement=N_("Tell people that you got their data from others within a month, and say when you do."),
    messages=N_("“%(purpose)s” uses data from others. Say under “informed_when” when you tell people so: within a month, and at the latest when you first contact them."),
    example=N_("""\
informed_when:
  en: In our first letter, at the latest a month after we got your data."""),
    find=_find,
)  # fmt: skip
