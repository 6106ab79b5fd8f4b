"""What asks for consent does not steer towards yes."""

from collections.abc import Iterator

from site_builder.checks.language.passages import read
from site_builder.checks.language.phrases import found, in_block
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: JudgedText) -> Iterator[Finding]:
    text = read(judged)
    for phrase, _, sentence in found(text, "steering", in_block(text, "storage", "purposes")):
        yield Finding(sentence.location, {"found": phrase})


RULE: StatementRule = Rule(
    id="AP-COOKIE-3",
    severity=Severity.WARNING,
    source=N_("Autoriteit Persoonsgegevens, rules of thumb for cookie banners, rule 3"),
    requirement=N_("Say what something does, not how good it is: praise such as “the best experience” steers towards yes."),
    messages=N_("“%(found)s” steers readers towards consent. Say only what it does."),
    example=N_("Remembers which pages you view, to show other articles. Not: For the best experience."),
    find_in=_find,
)  # fmt: skip
