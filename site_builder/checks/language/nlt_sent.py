"""Sentences are short."""

import re
from collections.abc import Iterator

from site_builder.checks.language.passages import read
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Location, Severity

MOST_WORDS = 25
AVERAGE_WORDS = 15
_WORD = re.compile(r"\S*\w\S*")


def _find(judged: JudgedText) -> Iterator[Finding]:
    text = read(judged)
    lengths = []
    for _, sentence in text.running:
        length = len(_WORD.findall(sentence.text))
        lengths.append(length)
        if length > MOST_WORDS:
            yield Finding(sentence.location, {"count": length, "sentence": sentence.text}, "long")
    if lengths and sum(lengths) / len(lengths) > AVERAGE_WORDS:
        average = round(sum(lengths) / len(lengths), 1)
        yield Finding(Location(text.prose.path), {"average": average}, "average")


RULE: StatementRule = Rule(
    id="NLT-SENT",
    severity=Severity.WARNING,
    source=N_("Practice for texts at language level B1; WP260 rev.01, par. 12"),
    requirement=N_("Write sentences of at most 25 words, on average at most 15, with one idea each."),
    messages={
        "long": N_("This sentence has %(count)s words; 25 is the most. Make two sentences of it: “%(sentence)s”"),
        "average": N_("The sentences of this text have %(average)s words on average; aim at 15 or fewer. Cut the longest in two."),
    },
    find_in=_find,
)  # fmt: skip
