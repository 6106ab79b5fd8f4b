"""No stock text about children."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    children = judged.register.children
    if children is not None and not children.directed_at:
        yield Finding(children.origin.at())


RULE: StatementRule = Rule(
    id="VI-CHILD",
    severity=Severity.ADVICE,
    source=N_("Common in statements that were generated from nine questions"),
    requirement=N_("Speak of children only where you offer them something."),
    messages=N_("The text speaks of children, but the statement is not directed at them. Take this part out, unless you have a reason to keep it."),
    example=N_("""\
children:
  age: 16
  directed_at: true"""),
    find=_find,
)  # fmt: skip
