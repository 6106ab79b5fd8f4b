"""Much new text is weighed."""

import re
from collections import Counter
from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule
from site_builder.labels import N_
from site_builder.model import Section
from site_builder.problem import Severity

_MUCH = 0.4


def _find(judged: Judged) -> Iterator[Finding]:
    release = judged.release
    if release is None or release.previous is None or release.changes or judged.register.significance:
        return
    for locale, prose in judged.version.prose.items():
        before = release.previous.prose.get(locale)
        old = {section.id: section for section in before.sections} if before else {}
        for section in prose.sections:
            if section.id in old and _share(old[section.id], section) > _MUCH:
                yield Finding(section.heading.origin.at())


def _share(old: Section, new: Section) -> float:
    """How much of the words of a section is not in the other one."""
    before, after = (Counter(re.findall(r"\w+", re.sub("<[^>]*>", " ", section.body))) for section in (old, new))
    return 1 - (before & after).total() / max(before.total(), after.total(), 1)


RULE = Rule(
    id="WP260-29-FACTORS",
    severity=Severity.WARNING,
    source=N_("WP260 rev.01, paragraph 29"),
    requirement=N_("Where much of a text changed and no fact did, an editor says how much that matters."),
    messages=N_("Much of this section is new, but no fact changed. Say how much that matters: add “significance” (editorial, factual, material or fundamental), and say why in “summary”."),
    example=N_("""\
significance: editorial"""),
    find=_find,
)  # fmt: skip
