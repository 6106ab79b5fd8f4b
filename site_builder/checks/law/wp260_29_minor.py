"""What is editorial is only wording."""

from collections.abc import Iterator

from site_builder.changes.history import least_significance
from site_builder.changes.significance import Significance
from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    release = judged.release
    if release is None or release.previous is None or judged.register.significance != "editorial":
        return
    least = least_significance(release.changes, release.previous, judged.version)
    if least > Significance.EDITORIAL:
        yield Finding(judged.register.origin.at("significance"), {"found": "editorial", "least": least.word})


RULE: StatementRule = Rule(
    id="WP260-29-MINOR",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, paragraph 29"),
    requirement=N_("Only spelling, style and grammar are editorial."),
    messages=N_("The version is called %(found)s, but by its changes it is at least %(least)s. Leave the line out, or raise it."),
    example=N_("""\
significance: factual"""),
    find=_find,
)  # fmt: skip
