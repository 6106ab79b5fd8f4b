"""Using rights costs nothing."""

import re
from collections.abc import Iterator

from site_builder.checks.passages import part_of, says
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Location, Severity

_FREE = {
    "nl": r"\b(gratis|kosteloos|kost(en)? (je|u) niets|geen kosten|zonder kosten)\b",
    "en": r"\b(free|without charge|no (charge|fee|cost)s?|costs? (you )?nothing)\b",
}
_FEE = re.compile(r"(€|\beuros?|\beur)\s?\d[\d.,]*|\d[\d.,]*\s?(€|euros?\b|eur\b)", re.IGNORECASE)


def _find(text: JudgedText) -> Iterator[Finding]:
    prose = text.prose
    section = prose.section_with("rights")
    if not any(says(_FREE, text.locale, passage.text) for passage in text.passages):
        yield Finding(section.heading.origin.at() if section else Location(prose.path), variant="missing")
    for passage in part_of(section, text.passages) if section else ():
        if fee := _FEE.search(passage.text):
            yield Finding(passage.location, {"found": fee[0].strip(" .,")}, "fee")


RULE: StatementRule = Rule(
    id="GDPR-12-5",
    severity=Severity.ERROR,
    source=N_("GDPR article 12(5)"),
    requirement=N_("Using rights is free."),
    messages={
        "missing": N_("This text does not say that using rights is free. Add it where you tell about rights."),
        "fee": N_("This text names an amount: “%(found)s”. Using rights is free, except for requests that are clearly unfounded or excessive."),
    },
    example=N_("""\
Using your rights is free."""),
    find_in=_find,
)  # fmt: skip
