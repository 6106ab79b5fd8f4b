"""What data and cookies are for is said exactly."""

from collections.abc import Iterator

from site_builder.checks.language.passages import read
from site_builder.checks.language.phrases import found, in_block
from site_builder.checks.rule import Finding, Judged, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

FEWEST_WORDS = 5


def _find_in(judged: JudgedText) -> Iterator[Finding]:
    text = read(judged)
    for phrase, _, sentence in found(text, "ambiguous", in_block(text, "storage", "purposes")):
        yield Finding(sentence.location, {"found": phrase}, "vague")


def _find(judged: Judged) -> Iterator[Finding]:
    for kind in judged.register.storage:
        for text_of_kind in kind.description.values() if kind.consent else ():
            count = len(text_of_kind.split())
            if count < FEWEST_WORDS:
                arguments = {"storage": kind.label, "count": count}
                yield Finding(kind.origin.at("description"), arguments, "short")


RULE: StatementRule = Rule(
    id="DP-AMBIG",
    severity=Severity.WARNING,
    source=N_("EDPB guidelines 03/2022, paragraph 4.6; EDPB guidelines 05/2020"),
    requirement=N_("Say of each purpose what you do with which data. “To improve your experience” can mean anything."),
    messages={
        "vague": N_("“%(found)s” can mean anything. Say what you do, and with which data."),
        "short": N_("“%(storage)s” is explained in %(count)s words. Say what happens, with which data and for whom."),
    },
    example=N_("""\
description:
  en: With these we count which pages visitors view, and how often."""),
    find=_find,
    find_in=_find_in,
)  # fmt: skip
