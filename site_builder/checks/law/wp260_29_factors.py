"""Much new text is weighed."""

import re
from collections import Counter
from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.model import Section
from site_builder.problem import Severity

_MUCH, _MANY_WORDS = 0.4, 15


def _find(judged: Judged) -> Iterator[Finding]:
    release = judged.release
    if release is None or release.previous is None or release.changes or judged.register.significance:
        return
    for locale, prose in judged.version.prose.items():
        before = release.previous.prose.get(locale)
        old = {section.id: section for section in before.sections} if before else {}
        for section in prose.sections:
            if section.id in old and _differs_much(old[section.id], section):
                yield Finding(section.heading.origin.at())


def _differs_much(old: Section, new: Section) -> bool:
    before, after = (Counter(re.findall(r"\w+", re.sub("<[^>]*>", " ", section.body))) for section in (old, new))
    longest = max(before.total(), after.total())
    other = longest - (before & after).total()
    return other >= _MANY_WORDS and other > _MUCH * longest


RULE: StatementRule = Rule(
    id="WP260-29-FACTORS",
    severity=Severity.WARNING,
    source=N_("WP260 rev.01, paragraph 29"),
    requirement=N_("Where much of a text changed and no fact did, an editor says how much that matters."),
    messages=N_("Much of this section is new, but no fact changed. Say how much that matters: add “significance” (editorial, factual, material or fundamental), and say why in “summary”."),
    example=N_("""\
significance: editorial"""),
    find=_find,
)  # fmt: skip
