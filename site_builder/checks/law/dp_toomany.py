"""Not too many choices."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

_MOST = 5


def _find(judged: Judged) -> Iterator[Finding]:
    asked = [kind for kind in judged.register.storage if kind.consent]
    if len(asked) > _MOST:
        yield Finding(asked[_MOST].origin.at(), {"count": len(asked), "most": _MOST})


RULE: StatementRule = Rule(
    id="DP-TOOMANY",
    severity=Severity.WARNING,
    source=N_("EDPB guidelines 03/2022, paragraph 4.1.3"),
    requirement=N_("Ask for no more choices than people can oversee."),
    messages=N_("The banner asks for %(count)s choices. Bring them down to %(most)s: put together what serves the same end."),
    find=_find,
)  # fmt: skip
