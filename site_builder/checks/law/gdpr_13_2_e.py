"""Whether people must give their data, and what happens if they do not."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for purpose in judged.register.purposes:
        # Only who gives data can be told what follows from not giving them.
        if purpose.source in (None, "data_subject"):
            if purpose.provision is None:
                yield Finding(purpose.origin.at(), {"purpose": purpose.title}, "provision")
            if purpose.consequence is None:
                yield Finding(purpose.origin.at(), {"purpose": purpose.title}, "consequence")


RULE: StatementRule = Rule(
    id="GDPR-13-2-e",
    severity=Severity.ERROR,
    source=N_("GDPR article 13(2)(e)"),
    requirement=N_("Say per purpose whether people must give their data, by law or for a contract, and what happens if they do not."),
    messages={
        "provision": N_("“%(purpose)s” does not say whether people must give their data. Add “provision”: statutory, contractual, pre_contractual or voluntary."),
        "consequence": N_("“%(purpose)s” does not say what happens if people do not give their data. Add “consequence”."),
    },
    example=N_("""\
provision: contractual
consequence:
  en: Without your address we cannot send the order."""),
    find=_find,
)  # fmt: skip
