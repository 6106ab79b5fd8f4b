"""Which rights people have."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import LABELS, N_, Label
from site_builder.problem import Severity

_SIX = ("access", "rectification", "erasure", "restriction", "objection", "portability")


def _find(judged: Judged) -> Iterator[Finding]:
    rights = judged.register.rights
    missing = [right for right in _SIX if right not in rights.offered]
    if missing:
        arguments = {"rights": [Label(LABELS["right"][right]) for right in missing], "keys": missing}
        yield Finding(rights.origin.at("offered"), arguments)


RULE: StatementRule = Rule(
    id="GDPR-13-2-b",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(2)(b) and 15-21"),
    requirement=N_("Name all six rights: access, rectification, erasure, restriction, objection and portability."),
    messages=N_("These rights are not named: %(rights)s. Add to “offered”: %(keys)s."),
    example=N_("""\
rights:
  offered: [access, rectification, erasure, restriction, objection, portability]"""),
    find=_find,
)  # fmt: skip
