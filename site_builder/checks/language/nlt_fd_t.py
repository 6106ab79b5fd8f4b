"""Dutch is easy to read, by the formula of Flesch and Douma."""

from collections.abc import Iterator

from site_builder.checks.language.reading import MESSAGES, hard_to_read
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(text: JudgedText) -> Iterator[Finding]:
    return hard_to_read(text, "douma")


RULE: StatementRule = Rule(
    id="NLT-FD-T",
    severity=Severity.ADVICE,
    source=N_("Flesch-Douma, in which 60 to 70 is normal; the aim is a choice of this project"),
    requirement=N_("Aim at a score of 60 or more per section and 65 in the summary. The measure is weak: a long word that has to be there lowers it."),
    messages=MESSAGES,
    find_in=_find,
)  # fmt: skip
