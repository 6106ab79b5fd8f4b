"""A transfer that rests on an adequacy decision names a country that has one."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.countries import adequacy, known_on
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    day = judged.register.effective_on
    for recipient in judged.register.recipients:
        transfer = recipient.transfer
        if transfer is None or transfer.mechanism not in ("adequacy", "dpf"):
            continue
        for country in transfer.countries:
            known = adequacy(country, day)
            arguments: dict[str, object] = {"recipient": recipient.name, "country": country}
            if known is None:
                yield Finding(transfer.origin.at("countries"), {**arguments, "day": known_on()}, "unknown")
            elif known.until < day:
                arguments = {**arguments, "decision": known.decision, "until": known.until}
                yield Finding(transfer.origin.at("countries"), arguments, "ended")


RULE: StatementRule = Rule(
    id="FACT-CNTRY",
    severity=Severity.WARNING,
    source=N_("GDPR article 45; the table of countries with dates, in countries.toml"),
    requirement=N_("Rest a transfer on an adequacy decision only where the European Commission took one that holds on the day the version takes effect."),
    messages={
        "unknown": N_("The transfer to “%(recipient)s” rests on an adequacy decision, but on %(day)s none was known for %(country)s. Look it up, or rest it on standard clauses: “mechanism: scc”."),
        "ended": N_("The transfer to “%(recipient)s” rests on an adequacy decision, but the one for %(country)s, %(decision)s, ended on %(until)s. Rest it on standard clauses: “mechanism: scc”."),
    },
    example=N_("""\
transfer:
  mechanism: adequacy
  countries: [JP]
  decision: (EU) 2019/419"""),
    find=_find,
)  # fmt: skip
