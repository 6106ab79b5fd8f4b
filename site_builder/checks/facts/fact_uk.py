"""A decision that ends on a known day was looked up of late, as that of the United Kingdom."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.countries import adequacy
from site_builder.labels import N_
from site_builder.problem import Severity

_YEAR = 366


def _find(judged: Judged) -> Iterator[Finding]:
    day = judged.register.effective_on
    for recipient in judged.register.recipients:
        transfer = recipient.transfer
        if transfer is None or transfer.mechanism != "adequacy":
            continue
        for country in transfer.countries:
            known = adequacy(country, day)
            # What has ended is another rule's.
            if known is None or known.until < day or known.until == known.until.max:
                continue
            arguments = {"recipient": recipient.name, "country": country, "until": known.until}
            if transfer.checked_on is None or (day - transfer.checked_on).days > _YEAR:
                yield Finding(transfer.origin.at("mechanism"), arguments)


RULE: StatementRule = Rule(
    id="FACT-UK",
    severity=Severity.WARNING,
    source=N_("Decision (EU) 2021/1772 on the United Kingdom, which has an end; the table of countries with dates, in countries.toml"),
    requirement=N_("The United Kingdom left the European Economic Area, and its adequacy decision ends on a day unless it is renewed: look it up for each version, and note the day."),
    messages=N_("The transfer to “%(recipient)s” rests on the adequacy decision for %(country)s, which ends on %(until)s as far as is known. Look up whether it still holds, and add the day as “checked_on”."),
    example=N_("""\
transfer:
  mechanism: adequacy
  countries: [GB]
  decision: (EU) 2021/1772
  checked_on: 2026-11-02"""),
    find=_find,
)  # fmt: skip
