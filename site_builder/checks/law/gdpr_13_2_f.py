"""Whether a computer alone decides."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    if judged.register.automated_decisions in (None, ()):
        yield Finding(judged.register.origin.at("automated_decisions"))


RULE: StatementRule = Rule(
    id="GDPR-13-2-f",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(2)(f), 14(2)(g) and 22"),
    requirement=N_("Say whether a computer alone takes decisions with serious consequences for people."),
    messages=N_("Say whether a computer alone takes decisions about people. Add “automated_decisions: none”, or what it decides and how."),
    example=N_("""\
automated_decisions: none"""),
    find=_find,
)  # fmt: skip
