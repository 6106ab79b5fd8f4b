"""Security is described, not boasted about."""

from collections.abc import Iterator

from site_builder.checks.language.passages import read
from site_builder.checks.language.phrases import found
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: JudgedText) -> Iterator[Finding]:
    text = read(judged)
    for phrase, _, sentence in found(text, "boast", text.sentences):
        yield Finding(sentence.location, {"found": phrase})


RULE: StatementRule = Rule(
    id="VI-SSL",
    severity=Severity.ADVICE,
    source=N_("Stock sentences of statement generators; GDPR article 32"),
    requirement=N_("Do not boast of what every website has, such as a certificate, and promise no full safety."),
    messages=N_("“%(found)s” says little about security. Say what you really do, or leave it out."),
    find_in=_find,
)  # fmt: skip
