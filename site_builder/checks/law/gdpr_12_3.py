"""How soon a request is answered."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.durations import approximate_days
from site_builder.labels import N_
from site_builder.problem import Severity

_SHORTEST_MONTH = 28


def _find(judged: Judged) -> Iterator[Finding]:
    rights = judged.register.rights
    days = approximate_days(rights.response_time)
    if days > approximate_days("P1M"):
        yield Finding(rights.origin.at("response_time"), {"found": rights.response_time}, "longer")
    elif days >= _SHORTEST_MONTH and rights.response_time != "P1M":
        yield Finding(rights.origin.at("response_time"), {"found": rights.response_time}, "unit", Severity.WARNING)


RULE: StatementRule = Rule(
    id="GDPR-12-3",
    severity=Severity.ERROR,
    source=N_("GDPR article 12(3)"),
    requirement=N_("Answer requests within one month."),
    messages={
        "longer": N_("“response_time” is %(found)s, longer than the law allows. Answer within P1M (one month)."),
        "unit": N_("“response_time” is %(found)s. The law gives one month: write P1M, and you promise neither more nor less."),
    },
    example=N_("""\
rights:
  response_time: P1M"""),
    find=_find,
)  # fmt: skip
