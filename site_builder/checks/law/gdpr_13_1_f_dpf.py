"""Whether a certification was looked up."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

_YEAR = 366


def _find(judged: Judged) -> Iterator[Finding]:
    for recipient in judged.register.recipients:
        transfer = recipient.transfer
        if transfer is not None and transfer.mechanism == "dpf":
            if transfer.checked_on is None:
                yield Finding(transfer.origin.at(), {"recipient": recipient.name}, "unchecked")
            elif (judged.register.effective_on - transfer.checked_on).days > _YEAR:
                arguments = {"recipient": recipient.name, "checked": transfer.checked_on}
                yield Finding(transfer.origin.at("checked_on"), arguments, "old")


RULE: StatementRule = Rule(
    id="GDPR-13-1-f-dpf",
    severity=Severity.WARNING,
    source=N_("Decision (EU) 2023/1795"),
    requirement=N_("Before relying on the EU-US Data Privacy Framework, look the recipient up in its list, and note the day."),
    messages={
        "unchecked": N_("Nobody noted that “%(recipient)s” is on the Data Privacy Framework list. Look it up on dataprivacyframework.gov, and add the day as “checked_on”."),
        "old": N_("“%(recipient)s” was looked up in the Data Privacy Framework list on %(checked)s, more than a year before this version. Look again, and change “checked_on”."),
    },
    example=N_("""\
transfer:
  mechanism: dpf
  checked_on: 2026-11-02"""),
    find=_find,
)  # fmt: skip
