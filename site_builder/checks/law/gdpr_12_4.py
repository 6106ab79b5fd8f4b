"""What people can do when they are refused."""

from collections.abc import Iterator

from site_builder.checks.passages import says
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Location, Severity

_COURT = {"nl": r"\b(rechter|rechtbank|gerecht)\b", "en": r"\b(courts?|judge)\b"}


def _find(text: JudgedText) -> Iterator[Finding]:
    if not any(says(_COURT, text.locale, passage.text) for passage in text.passages):
        section = text.prose.section_with("rights")
        yield Finding(section.heading.origin.at() if section else Location(text.prose.path))


RULE: StatementRule = Rule(
    id="GDPR-12-4",
    severity=Severity.WARNING,
    source=N_("GDPR article 12(4)"),
    requirement=N_("Say what happens if you refuse a request: the reason, a complaint, and the court."),
    messages=N_("This text does not say that who is refused can go to court. Add it where you tell about rights, with the reason that you will give and the complaint."),
    example=N_("""\
Do we not do what you ask? Then we tell you why within one month. You can complain to the authority or go to court."""),
    find_in=_find,
)  # fmt: skip
