"""The text says what happens, not what might."""

from collections.abc import Iterator

from site_builder.checks.language.passages import read
from site_builder.checks.language.phrases import found
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: JudgedText) -> Iterator[Finding]:
    text = read(judged)
    for phrase, _, sentence in found(text, "vague", text.sentences):
        yield Finding(sentence.location, {"found": phrase})


RULE: StatementRule = Rule(
    id="WP260-12-13",
    severity=Severity.WARNING,
    source=N_("WP260 rev.01, par. 12-13"),
    requirement=N_("Say what you do with data and when. Words such as may, might, some and often leave readers guessing."),
    messages=N_("“%(found)s” is vague. Say what you do, and in which case."),
    example=N_("If you order something, we give your address to PostNL. Not: We may share your data with certain partners."),
    find_in=_find,
)  # fmt: skip
