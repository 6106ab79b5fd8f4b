"""Paragraphs are short."""

from collections.abc import Iterator

from site_builder.checks.language.passages import read
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

MOST_SENTENCES = 5


def _find(judged: JudgedText) -> Iterator[Finding]:
    text = read(judged)
    for passage in text.passages:
        if passage.kind == "paragraph" and len(passage.sentences) > MOST_SENTENCES:
            yield Finding(passage.location, {"count": len(passage.sentences)})


RULE: StatementRule = Rule(
    id="NLT-STRUCT",
    severity=Severity.ADVICE,
    source=N_("Practice for texts at language level B1"),
    requirement=N_("Write paragraphs of at most five sentences."),
    messages=N_("This paragraph has %(count)s sentences; 5 is the most. Begin a new one, or make a list."),
    find_in=_find,
)  # fmt: skip
