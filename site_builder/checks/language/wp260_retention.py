"""“No longer than necessary” is no retention period."""

from collections.abc import Iterator

from site_builder.checks.language.passages import Text, read
from site_builder.checks.language.phrases import found
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: JudgedText) -> Iterator[Finding]:
    text = read(judged)
    for phrase, passage, sentence in found(text, "retention", text.sentences):
        criteria = passage.kind == "register"
        said = _has_digit(sentence.text) if criteria else _has_periods(text, passage.section)
        if not said:
            yield Finding(sentence.location, {"found": phrase})


def _has_periods(text: Text, section: str) -> bool:
    """Whether the same section says how long: in the table of the register, or by a number."""
    blocks = next((found.blocks for found in text.prose.sections if found.id == section), ())
    return "retention" in blocks or any(
        _has_digit(passage.text)
        for passage in text.passages
        if passage.section == section and passage.kind != "register"
    )


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


RULE: StatementRule = Rule(
    id="WP260-RETENTION",
    severity=Severity.WARNING,
    source=N_("GDPR article 13(2)(a); WP260 rev.01, Annex"),
    requirement=N_("Say how long data are kept, or what decides it. “No longer than necessary” says neither."),
    messages=N_("“%(found)s” does not say how long. Give a period, or say what decides it."),
    example=N_("We keep your e-mail address until you unsubscribe."),
    find_in=_find,
)  # fmt: skip
