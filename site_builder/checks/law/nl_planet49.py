"""How long things live on a device, and who reads them."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    names = {recipient.id: recipient.name for recipient in judged.register.recipients}
    for kind in judged.register.storage:
        if not kind.services:
            yield Finding(kind.origin.at(), {"storage": kind.label}, "services", Severity.WARNING)
        for service in kind.services:
            if not service.items:
                yield Finding(service.origin.at(), {"service": service.name}, "items", Severity.WARNING)
            for item in service.items:
                if item.max_age is None:
                    yield Finding(item.origin.at(), {"item": item.name}, "life")
                if service.recipient and not item.readable_by:
                    arguments = {"item": item.name, "recipient": names[service.recipient], "id": service.recipient}
                    yield Finding(item.origin.at(), arguments, "readers")


RULE: StatementRule = Rule(
    id="NL-PLANET49",
    severity=Severity.ERROR,
    source=N_("CJEU C-673/17 (Planet49)"),
    requirement=N_("Say of everything kept on a device how long it lives, and who can read it."),
    messages={
        "life": N_("“%(item)s” does not say how long it is kept. Add “max_age”, such as P6M, session or persistent."),
        "readers": N_("“%(item)s” belongs to “%(recipient)s”, but does not say who can read it. Add “readable_by: [%(id)s]”."),
        "items": N_("“%(service)s” keeps something on visitors’ devices, but not what. List it under “items”, with its life and who can read it."),
        "services": N_("“%(storage)s” are named, but not a single one is listed. List under “services” what is kept, by whom and how long, or take this part out."),
    },
    example=N_("""\
items:
  - name: visits
    max_age: P30D
    readable_by: [counter]"""),
    find=_find,
)  # fmt: skip
