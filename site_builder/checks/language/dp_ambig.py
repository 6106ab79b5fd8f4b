"""A purpose is specific."""

from collections.abc import Iterator

from site_builder.checks.language.passages import texts
from site_builder.checks.language.phrases import found, in_block
from site_builder.checks.rule import Finding, Judged, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for text in texts(judged):
        for phrase, _, sentence in found(text, "ambiguous", in_block(text, "storage", "purposes")):
            yield Finding(sentence.location, {"found": phrase})


RULE = Rule(
    id="DP-AMBIG",
    severity=Severity.WARNING,
    source=N_("EDPB Guidelines 03/2022, 4.6; WP260 rev.01, par. 12"),
    requirement=N_("Say of each purpose what you do with which data. “To improve your experience” can mean anything."),
    messages=N_("“%(found)s” can mean anything. Say what you do, and with which data."),
    example=N_("We count which pages visitors view, to see what they cannot find."),
    find=_find,
)  # fmt: skip
