"""Measuring without consent hardly touches privacy."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for kind in judged.register.storage:
        for service in kind.services if kind.exemption == "nl_analytics" else ():
            readers = [
                *([service.recipient] if service.recipient else ()),
                *(r for i in service.items for r in i.readable_by),
            ]
            if readers:
                names = {recipient.id: recipient.name for recipient in judged.register.recipients}
                arguments = {"service": service.name, "recipient": names.get(readers[0], readers[0])}
                yield Finding(service.origin.at(), arguments)


RULE: StatementRule = Rule(
    id="TW-117a-3-b2",
    severity=Severity.WARNING,
    source=N_("Telecommunicatiewet article 11.7a(3)(b)"),
    requirement=N_("Without consent you may measure how well your service works only if that hardly touches privacy."),
    messages=N_("“%(service)s” measures without consent, but shares with %(recipient)s. Keep it to yourself, or ask for consent."),
    example=N_("""\
exemption: nl_analytics
services:
  - id: visits
    name: Own counter"""),
    find=_find,
)  # fmt: skip
