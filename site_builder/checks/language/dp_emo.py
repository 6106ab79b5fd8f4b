"""What asks for consent does not play on feelings."""

from collections.abc import Iterator

from site_builder.checks.language.passages import read
from site_builder.checks.language.phrases import found, in_block
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: JudgedText) -> Iterator[Finding]:
    text = read(judged)
    for phrase, _, sentence in found(text, "emotional", in_block(text, "storage", "purposes")):
        yield Finding(sentence.location, {"found": phrase})


RULE: StatementRule = Rule(
    id="DP-EMO",
    severity=Severity.WARNING,
    source=N_("EDPB Guidelines 03/2022, 4.3"),
    requirement=N_("Do not make people feel guilty or sorry when they refuse."),
    messages=N_("“%(found)s” plays on the reader’s feelings. Say only what happens without consent."),
    example=N_("Without consent the chat does not open. Not: Unfortunately you then miss our lovely chat."),
    find_in=_find,
)  # fmt: skip
