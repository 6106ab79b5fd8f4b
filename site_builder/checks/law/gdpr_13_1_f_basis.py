"""What makes a transfer lawful."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for recipient in judged.register.recipients:
        transfer = recipient.transfer
        if transfer is not None:
            arguments = {"recipient": recipient.name}
            if not transfer.countries:
                yield Finding(transfer.origin.at(), arguments, "countries")
            if transfer.mechanism in ("adequacy", "dpf") and not transfer.decision:
                yield Finding(transfer.origin.at("mechanism"), arguments, "decision")
            if {transfer.mechanism, transfer.fallback} & {"scc", "bcr"} and transfer.copy is None:
                yield Finding(transfer.origin.at("mechanism"), arguments, "copy")


RULE: StatementRule = Rule(
    id="GDPR-13-1-f-basis",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(1)(f) and 44-49"),
    requirement=N_("Say what makes a transfer lawful, and how to get a copy of it."),
    messages={
        "decision": N_("The transfer to “%(recipient)s” rests on an adequacy decision, but not on which one. Add “decision”, such as (EU) 2023/1795."),
        "copy": N_("The transfer to “%(recipient)s” rests on an agreement. Say under “copy” how people get a copy of it."),
        "countries": N_("The transfer to “%(recipient)s” does not say to which countries. Add “countries”."),
    },
    example=N_("""\
transfer:
  mechanism: scc
  countries: [IN]
  copy:
    en: E-mail us and you get a copy."""),
    find=_find,
)  # fmt: skip
