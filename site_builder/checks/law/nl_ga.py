"""Google Analytics needs consent."""

import re
from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

_GOOGLE = re.compile(r"_ga\b|_ga_|_gid$|_gat|__utm")


def _find(judged: Judged) -> Iterator[Finding]:
    for kind in judged.register.storage:
        for service in kind.services if not kind.consent else ():
            if "google analytics" in service.name.lower() or any(_GOOGLE.match(item.name) for item in service.items):
                yield Finding(service.origin.at(), {"service": service.name})


RULE: StatementRule = Rule(
    id="NL-GA",
    severity=Severity.WARNING,
    source=N_("Autoriteit Persoonsgegevens on Google Analytics"),
    requirement=N_("Google Analytics needs consent, as it is usually set up."),
    messages=N_("“%(service)s” is Google Analytics, kept without consent. Ask for consent, unless it is set up as the Autoriteit Persoonsgegevens describes."),
    example=N_("""\
consent: true"""),
    find=_find,
)  # fmt: skip
