"""What a change means for people."""

from collections.abc import Iterator

from site_builder.changes.significance import Significance
from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    release = judged.release
    if release is not None and release.significance >= Significance.MATERIAL and not judged.register.summary:
        yield Finding(judged.register.origin.at(), {"significance": release.significance.word})


RULE: StatementRule = Rule(
    id="WP260-31-IMPACT",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, paragraph 31"),
    requirement=N_("Explain what a change that matters will mean for people."),
    messages=N_("The version is %(significance)s. Say in “summary” what it means for the reader."),
    example=N_("""\
summary:
  en: From March we also ask for your name, so that the courier finds you."""),
    find=_find,
)  # fmt: skip
