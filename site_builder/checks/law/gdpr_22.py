"""A person looks at what a computer decided."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    register = judged.register
    if isinstance(register.automated_decisions, tuple) and "human_review" not in register.rights.offered:
        for decision in register.automated_decisions:
            yield Finding(register.rights.origin.at("offered"), {"decision": decision.title})


RULE: StatementRule = Rule(
    id="GDPR-22",
    severity=Severity.ERROR,
    source=N_("GDPR article 22(3)"),
    requirement=N_("Who gets a decision of a computer alone can have a person look at it, say what they think, and contest it."),
    messages=N_("A computer alone decides on “%(decision)s”, but human review is not among the rights. Add “human_review” to “offered”."),
    example=N_("""\
rights:
  offered: [access, rectification, erasure, restriction, objection, portability, human_review]"""),
    find=_find,
)  # fmt: skip
