"""How long measuring without consent may last."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.durations import approximate_days, life_in_days
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for kind in judged.register.storage:
        for service in kind.services if kind.exemption == "nl_analytics" else ():
            for item in service.items:
                if item.max_age not in (None, "session") and life_in_days(item.max_age) > approximate_days("P13M"):
                    yield Finding(item.origin.at("max_age"), {"item": item.name, "life": item.max_age})


RULE: StatementRule = Rule(
    id="CNIL-13-25",
    severity=Severity.WARNING,
    source=N_("CNIL deliberation of 4 July 2025"),
    requirement=N_("What measures without consent is kept for 13 months at most."),
    messages=N_("“%(item)s” measures without consent, but its “max_age” is %(life)s. Write P13M (13 months) or less, or ask for consent."),
    example=N_("""\
max_age: P13M"""),
    find=_find,
)  # fmt: skip
