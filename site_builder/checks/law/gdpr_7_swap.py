"""Consent is not swapped for another basis."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    if judged.release is None:
        return
    purposes = {f"purposes.{purpose.id}": purpose for purpose in judged.register.purposes}
    for change in judged.release.changes:
        purpose = purposes.get(change.subject.rpartition(".")[0])
        if change.kind == "legal_basis_left_consent" and purpose and not purpose.legal_basis_reason:
            yield Finding(change.location, {"purpose": purpose.title})


RULE: StatementRule = Rule(
    id="GDPR-7-SWAP",
    severity=Severity.ERROR,
    source=N_("EDPB guidelines 05/2020"),
    requirement=N_("Do not put another legal basis in the place of consent without a reason."),
    messages=N_("The purpose “%(purpose)s” no longer rests on consent. Write down why as “legal_basis_reason”."),
    example=N_("""\
legal_basis: contract
legal_basis_reason:
  en: You order the newsletter as part of your subscription."""),
    find=_find,
)  # fmt: skip
