"""Nobody is told to look again by themselves."""

import re
from collections.abc import Iterator

from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

_LOOK_AGAIN = (
    r"(raadpleeg|bekijk|lees|controleer|check|bezoek)\b[^.]{0,60}\b(regelmatig|geregeld|af en toe|van tijd tot tijd)"
    r"|(regelmatig|geregeld|van tijd tot tijd)\b[^.]{0,40}\b(te (raadplegen|bekijken|lezen|controleren)|terug te)"
    # … and not “we check our computers regularly”
    r"|(?<!\bwe )(?<!\bwill )(check|review|visit|consult|read|come back)\b[^.]{0,60}"
    r"\b(regularly|periodically|frequently|from time to time)"
    r"|(?<!\bwe )(?<!\bwill )(regularly|periodically|frequently|from time to time)\b[^.]{0,40}"
    r"\b(check|review|visit|consult|come back)"
)
# What none of these stands in needs no search.
_OFTEN = (
    "regelmatig",
    "geregeld",
    "af en toe",
    "van tijd tot tijd",
    "regularly",
    "periodically",
    "frequently",
    "from time to time",
)


def _find(text: JudgedText) -> Iterator[Finding]:
    for passage in () if text.judged.released else text.passages:
        said = passage.text.casefold()
        if any(often in said for often in _OFTEN) and (match := re.search(_LOOK_AGAIN, passage.text, re.IGNORECASE)):
            yield Finding(passage.location, {"found": match[0].strip()})


RULE: StatementRule = Rule(
    id="WP260-29-CHECK",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, paragraph 29"),
    requirement=N_("Never tell readers to come back and look for changes."),
    messages=N_("“%(found)s”: do not tell readers to look for changes by themselves. Say how you tell them."),
    example=N_("Does something that concerns you change? Then we e-mail you before it takes effect."),
    find_in=_find,
)  # fmt: skip
