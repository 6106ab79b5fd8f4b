"""How long data are kept."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for category in judged.register.data_categories:
        if not category.retention and not category.retention_criteria:
            yield Finding(category.origin.at(), {"data": category.label})


RULE: StatementRule = Rule(
    id="GDPR-13-2-a",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(2)(a) and 14(2)(a)"),
    requirement=N_("Say how long each kind of data is kept, or by which rule that is decided."),
    messages=N_("Nothing says how long you keep “%(data)s”. Add “retention”, such as P2Y (two years), or “retention_criteria” with the rule."),
    example=N_("""\
retention: P2Y"""),
    find=_find,
)  # fmt: skip
