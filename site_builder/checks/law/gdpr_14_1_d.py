"""Which data come from others."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for purpose in judged.register.purposes:
        if purpose.source == "third_party" and not purpose.data:
            yield Finding(purpose.origin.at("source"), {"purpose": purpose.title})


RULE: StatementRule = Rule(
    id="GDPR-14-1-d",
    severity=Severity.ERROR,
    source=N_("GDPR article 14(1)(d)"),
    requirement=N_("Say which data you get from others."),
    messages=N_("“%(purpose)s” uses data from others, but does not say which. Add “data”."),
    example=N_("""\
source: third_party
data: [name, address]"""),
    find=_find,
)  # fmt: skip
