"""No dead ends."""

from collections.abc import Iterator

from site_builder.checks.passages import LINKED, mentions
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

_POINTING = {
    "nl": r"\b(uitleg|informatie|meer|lees|lezen|vind|vindt|kijk)\b",
    "en": r"\b(explanation|information|more|read|find|look)\b",
}
_NAMED = {
    "nl": r"\b(web)?site (van )?(de |het )?(?-i:[A-Z])\w+( (?-i:[A-Z])\w+)*",
    "en": r"\b(web)?site (of )?(the )?(?-i:[A-Z])\w+( (?-i:[A-Z])\w+)*",
}


def _find(text: JudgedText) -> Iterator[Finding]:
    for passage in text.passages:
        for sentence in passage.sentences:
            if LINKED in sentence or not mentions(_POINTING, text.locale, sentence):
                continue
            if found := mentions(_NAMED, text.locale, sentence):
                yield Finding(passage.location, {"found": found})


RULE: StatementRule = Rule(
    id="DP-DEAD",
    severity=Severity.WARNING,
    source=N_("EDPB guidelines 03/2022, paragraph 4.4"),
    requirement=N_("Who is sent elsewhere to read more finds a link."),
    messages=N_("This text sends readers to another website without a link: “%(found)s”. Make it a link."),
    example=N_("""\
You will find more on [the website of the authority](https://…)."""),
    find_in=_find,
)  # fmt: skip
