"""A transfer under the Data Privacy Framework has a second ground."""

from collections.abc import Iterator

from site_builder.checks.facts.data import doubts
from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for doubt in doubts():
        for recipient in judged.register.recipients if doubt.since <= judged.register.effective_on else ():
            transfer = recipient.transfer
            if transfer and transfer.mechanism == doubt.mechanism and transfer.fallback is None:
                arguments = {"recipient": recipient.name, "source": doubt.source}
                yield Finding(transfer.origin.at("mechanism"), arguments)


RULE: StatementRule = Rule(
    id="FACT-DPF",
    severity=Severity.WARNING,
    source=N_("Facts with a source and a date, in checks/facts/facts.toml"),
    requirement=N_("Give a transfer under the Data Privacy Framework a second ground: a court may still annul the decision."),
    messages=N_("The transfer to %(recipient)s rests on the Data Privacy Framework alone, which a court may still annul (%(source)s). Agree on standard clauses too and add “fallback: scc”."),
    example=N_("""\
transfer:
  mechanism: dpf
  fallback: scc"""),
    find=_find,
)  # fmt: skip
