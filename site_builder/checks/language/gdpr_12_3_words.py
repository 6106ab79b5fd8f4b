"""The term for an answer is a month."""

from collections.abc import Iterator

from site_builder.checks.language.passages import read
from site_builder.checks.language.phrases import found, has
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: JudgedText) -> Iterator[Finding]:
    text = read(judged)
    declared = judged.register.rights.response_time
    rights = text.prose.section_with("rights")
    for phrase, passage, sentence in found(text, "other_term", text.sentences):
        asked = (rights is not None and passage.section == rights.id) or has(text, "request", sentence.text)
        # What the register says is judged there.
        if asked and judged.words and phrase.lower() != judged.words.format.duration(declared).lower():
            yield Finding(sentence.location, {"found": phrase})


RULE: StatementRule = Rule(
    id="GDPR-12-3-WORDS",
    severity=Severity.WARNING,
    source=N_("GDPR article 12(3)"),
    requirement=N_("Promise an answer within one month, as the law does: four weeks and 30 days are other terms."),
    messages=N_("“%(found)s” is not the term of the law. Write {{ rights.response_time }}, with “response_time: P1M” in statement.yaml."),
    find_in=_find,
)  # fmt: skip
