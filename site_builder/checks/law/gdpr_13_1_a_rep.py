"""Whether there is a representative in the EU."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.model import Contact
from site_builder.problem import Location, Severity


def _find(judged: Judged) -> Iterator[Finding]:
    # Who has none need not say so: the question is put to who writes a version, not to history.
    if judged.register.representative is None and not judged.released:
        yield Finding(judged.register.origin.at(), variant="unanswered")


def _find_in(text: JudgedText) -> Iterator[Finding]:
    representative = text.register.representative
    if isinstance(representative, Contact) and not text.shows("contact", "representative.email"):
        yield Finding(Location(text.prose.path), {"name": representative.name}, "untold")


RULE: StatementRule = Rule(
    id="GDPR-13-1-a-rep",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(1)(a) and 27"),
    requirement=N_("Say whether there is a representative in the EU, and how to reach it."),
    messages={
        "unanswered": N_("Say whether you have a representative in the EU. Add “representative: none”, or its name and e-mail address."),
        "untold": N_("“%(name)s” represents you in the EU, but this text does not say how to reach them. Put {{ contact }} on a line of its own, or {{ representative.name }} and {{ representative.email }} in a sentence."),
    },
    example=N_("""\
representative: none"""),
    find=_find,
    find_in=_find_in,
)  # fmt: skip
