"""A new purpose is told before it begins."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    if judged.release is None:
        return
    added = {change.subject for change in judged.release.changes if change.kind == "purpose_added"}
    announced = judged.register.announced_on
    for purpose in judged.register.purposes:
        if f"purposes.{purpose.id}" in added and purpose.starts_on and purpose.starts_on < announced:
            arguments = {"title": purpose.title, "starts": purpose.starts_on, "announced": announced}
            yield Finding(purpose.origin.at("starts_on"), arguments)


RULE: StatementRule = Rule(
    id="GDPR-13-3",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(3) and 14(4)"),
    requirement=N_("Tell about a new purpose before you use data for it."),
    messages=N_("“%(title)s” starts on %(starts)s, before it is announced on %(announced)s. A new purpose is told first (GDPR article 13(3))."),
    example=N_("""\
announced_on: 2027-03-01
purposes:
  - id: prize_draw
    starts_on: 2027-04-01"""),
    find=_find,
)  # fmt: skip
