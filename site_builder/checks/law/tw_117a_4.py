"""Following visitors is a purpose."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for kind in judged.register.storage:
        for service in kind.services if kind.consent else ():
            named = {recipient for purpose in judged.register.purposes for recipient in purpose.recipients}
            if service.recipient and service.recipient not in named:
                names = {recipient.id: recipient.name for recipient in judged.register.recipients}
                arguments = {"service": service.name, "recipient": names.get(service.recipient, service.recipient)}
                yield Finding(service.origin.at("recipient"), arguments)


RULE: StatementRule = Rule(
    id="TW-117a-4",
    severity=Severity.WARNING,
    source=N_("Telecommunicatiewet article 11.7a(4)"),
    requirement=N_("Following visitors is a use of personal data: it has a purpose of its own."),
    messages=N_("“%(service)s” lets %(recipient)s read on visitors’ devices, but no purpose names that recipient. Add the purpose, or the recipient to it."),
    example=N_("""\
purposes:
  - id: following
    source: observed
    recipients: [mailer]"""),
    find=_find,
)  # fmt: skip
