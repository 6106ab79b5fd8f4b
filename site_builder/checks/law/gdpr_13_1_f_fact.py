"""Whether data leave the EEA."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.countries import outside_eea
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for recipient in judged.register.recipients:
        if recipient.country is None:
            yield Finding(recipient.origin.at(), {"recipient": recipient.name}, "country")
        elif outside_eea(recipient.country, judged.register.effective_on) and recipient.transfer is None:
            arguments = {"recipient": recipient.name, "country": recipient.country}
            yield Finding(recipient.origin.at("country"), arguments, "transfer")


RULE: StatementRule = Rule(
    id="GDPR-13-1-f-fact",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(1)(f) and 14(1)(f)"),
    requirement=N_("Say whether data leave the European Economic Area, to whom and to which country."),
    messages={
        "country": N_("“%(recipient)s” has no country, so nobody can tell whether data leave the EEA. Add “country”, such as NL or US."),
        "transfer": N_("“%(recipient)s” is in %(country)s, outside the EEA. Add “transfer”: what makes it lawful, and the countries."),
    },
    example=N_("""\
country: US
transfer:
  mechanism: dpf
  countries: [US]
  decision: (EU) 2023/1795"""),
    find=_find,
)  # fmt: skip
