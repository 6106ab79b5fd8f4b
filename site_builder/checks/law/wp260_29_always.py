"""What always matters cannot be called less."""

from collections.abc import Iterator

from site_builder.changes.history import least_significance
from site_builder.changes.significance import Significance
from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    release, said = judged.release, judged.register.significance
    if release is None or release.previous is None or said in (None, "editorial"):
        return
    least = least_significance(release.changes, release.previous, judged.version)
    if Significance[said.upper()] < least:
        yield Finding(judged.register.origin.at("significance"), {"found": said, "least": least.word})


RULE: StatementRule = Rule(
    id="WP260-29-ALWAYS",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, paragraph 29"),
    requirement=N_("Some changes always matter: a purpose, who decides, how rights are used. Nobody can call them less."),
    messages=N_("The version is called %(found)s, but by its changes it is at least %(least)s. Leave the line out, or raise it."),
    example=N_("""\
significance: material"""),
    find=_find,
)  # fmt: skip
