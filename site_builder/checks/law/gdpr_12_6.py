"""No copy of an identity document by default."""

from collections.abc import Iterator

from site_builder.checks.identity_copy import COPY_OF_IDENTITY
from site_builder.checks.passages import mentions
from site_builder.checks.rule import Finding, Judged, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

_ONLY_THEN = {
    "nl": r"\b(niet|geen|nooit|alleen|tenzij|twijfel|twijfelen)\b",
    "en": r"\b(not|never|no|only|unless|doubt)\b|n[’']t\b",
}


def _find(judged: Judged) -> Iterator[Finding]:
    rights = judged.register.rights
    if rights.identification == "masked_copy":
        yield Finding(rights.origin.at("identification"), variant="register")


def _find_in(text: JudgedText) -> Iterator[Finding]:
    for passage in () if text.register.rights.identification == "masked_copy" else text.passages:
        for sentence in passage.sentences:
            found = mentions(COPY_OF_IDENTITY, text.locale, sentence)
            if found and not mentions(_ONLY_THEN, text.locale, sentence):
                yield Finding(passage.location, {"found": found}, "words")


RULE: StatementRule = Rule(
    id="GDPR-12-6",
    severity=Severity.ERROR,
    source=N_("GDPR articles 12(2) and 12(6); Autoriteit Persoonsgegevens"),
    requirement=N_("Ask for proof of identity only when you doubt who somebody is, and never for a copy by default."),
    messages={
        "register": N_("Everybody who uses a right is asked for a copy of an identity document. Ask only when you doubt who somebody is: “identification: when_in_doubt”."),
        "words": N_("This text asks for a copy of an identity document: “%(found)s”. Ask only when you doubt who somebody is, and say so in the same sentence."),
    },
    example=N_("""\
rights:
  identification: when_in_doubt"""),
    find=_find,
    find_in=_find_in,
)  # fmt: skip
