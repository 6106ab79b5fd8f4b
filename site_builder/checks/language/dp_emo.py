"""What asks for consent does not play on feelings."""

from collections.abc import Iterator

from site_builder.checks.language.passages import texts
from site_builder.checks.language.phrases import found, in_block
from site_builder.checks.rule import Finding, Judged, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for text in texts(judged):
        for phrase, _, sentence in found(text, "emotional", in_block(text, "storage", "purposes")):
            yield Finding(sentence.location, {"found": phrase})


RULE = Rule(
    id="DP-EMO",
    severity=Severity.WARNING,
    source=N_("EDPB Guidelines 03/2022, 4.3"),
    requirement=N_("Do not make people feel guilty or sorry when they refuse."),
    messages=N_("“%(found)s” plays on the reader’s feelings. Say only what happens without consent."),
    example=N_("Without consent the chat does not open. Not: Unfortunately you then miss our lovely chat."),
    find=_find,
)  # fmt: skip
