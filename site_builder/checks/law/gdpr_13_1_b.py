"""Whether there is a data protection officer, and that nobody else is called so."""

from collections.abc import Iterator

from site_builder.checks.passages import mentions
from site_builder.checks.rule import Finding, Judged, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.model import Contact
from site_builder.problem import Location, Severity

_OFFICER = {
    "nl": r"functionaris (voor )?(de )?gegevensbescherming|\bFG\b",
    "en": r"data protection officer|\bDPO\b",
}
_NOT = {"nl": r"\b(geen|niet|zonder)\b", "en": r"\b(no|not|without)\b|n[’']t\b"}


def _find(judged: Judged) -> Iterator[Finding]:
    if judged.register.data_protection_officer is None and not judged.released:
        yield Finding(judged.register.origin.at(), variant="unanswered")


def _find_in(text: JudgedText) -> Iterator[Finding]:
    officer = text.register.data_protection_officer
    if isinstance(officer, Contact) and not text.shows("contact", "data_protection_officer.email"):
        yield Finding(Location(text.prose.path), {"name": officer.name}, "untold")
    for passage in text.passages if officer == "none" else ():
        for sentence in passage.sentences:
            found = mentions(_OFFICER, text.locale, sentence)
            if found and not mentions(_NOT, text.locale, sentence):
                yield Finding(passage.location, {"found": found}, "words", Severity.WARNING)


RULE: StatementRule = Rule(
    id="GDPR-13-1-b",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(1)(b) and 37"),
    requirement=N_("Give the contact details of the data protection officer. Call nobody that who is not one."),
    messages={
        "unanswered": N_("Say whether you have a data protection officer. Add “data_protection_officer: none”, or the name and e-mail address."),
        "untold": N_("“%(name)s” is the data protection officer, but this text does not say how to reach them. Put {{ contact }} on a line of its own, or {{ data_protection_officer.email }} in a sentence."),
        "words": N_("The text speaks of a “%(found)s”, but “data_protection_officer” is none. Call this person something else, or fill in “data_protection_officer”."),
    },
    example=N_("""\
data_protection_officer:
  name: Jo Bakker
  email: officer@bakery.example"""),
    find=_find,
    find_in=_find_in,
)  # fmt: skip
