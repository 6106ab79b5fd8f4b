"""How long a cookie can live."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.durations import life_in_days
from site_builder.labels import N_
from site_builder.problem import Severity

_MOST_DAYS = 400


def _find(judged: Judged) -> Iterator[Finding]:
    for kind in judged.register.storage:
        for service in kind.services:
            for item in service.items:
                if (
                    item.kind == "cookie"
                    and item.max_age not in (None, "session")
                    and life_in_days(item.max_age) > _MOST_DAYS
                ):
                    yield Finding(item.origin.at("max_age"), {"item": item.name, "life": item.max_age})


RULE: StatementRule = Rule(
    id="WEB-400",
    severity=Severity.WARNING,
    source=N_("RFC 6265bis, section 5.5"),
    requirement=N_("A cookie lives for 400 days at most: browsers cut off the rest."),
    messages=N_("The “max_age” of “%(item)s” is %(life)s, but browsers throw a cookie away after 400 days. Write P400D or less."),
    example=N_("""\
max_age: P400D"""),
    find=_find,
)  # fmt: skip
