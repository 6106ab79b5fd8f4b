"""Which interest, and whose."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for purpose in judged.register.purposes:
        if purpose.legal_basis == "legitimate_interests" and purpose.legitimate_interest is None:
            yield Finding(purpose.origin.at("legal_basis"), {"purpose": purpose.title})


RULE: StatementRule = Rule(
    id="GDPR-13-1-d",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(1)(d) and 14(2)(b)"),
    requirement=N_("Where a legitimate interest is the basis, say which one and whose."),
    messages=N_("“%(purpose)s” rests on a legitimate interest, but does not say which one. Add “legitimate_interest”."),
    example=N_("""\
legal_basis: legitimate_interests
legitimate_interest:
  en: our own interest in a shop without theft"""),
    find=_find,
)  # fmt: skip
