"""Which law asks for it, where a law is the basis."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for purpose in judged.register.purposes:
        if purpose.legal_basis in ("legal_obligation", "public_task") and purpose.law is None:
            yield Finding(purpose.origin.at("legal_basis"), {"purpose": purpose.title})


RULE: StatementRule = Rule(
    id="GDPR-13-1-c-law",
    severity=Severity.WARNING,
    source=N_("GDPR articles 13(1)(c) and 6(3)"),
    requirement=N_("Where a legal obligation or a public task is the basis, name the law."),
    messages=N_("“%(purpose)s” rests on the law, but does not say which one. Add “law”."),
    example=N_("""\
legal_basis: legal_obligation
law:
  en: article 52 of the Dutch General State Taxes Act"""),
    find=_find,
)
