"""On which basis data are used."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for purpose in judged.register.purposes:
        if purpose.legal_basis is None:
            yield Finding(purpose.origin.at(), {"purpose": purpose.title})


RULE: StatementRule = Rule(
    id="GDPR-13-1-c-basis",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(1)(c) and 6(1)"),
    requirement=N_("Every purpose has one legal basis of its own."),
    messages=N_("“%(purpose)s” has no legal basis. Add “legal_basis”: consent, contract, legal_obligation, vital_interests, public_task or legitimate_interests."),
    example=N_("""\
legal_basis: contract"""),
    find=_find,
)  # fmt: skip
