"""Whether there is a representative in the EU."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    # Who has none need not say so: the question is put to who writes a version, not to history.
    if judged.register.representative is None and not judged.released:
        yield Finding(judged.register.origin.at())


RULE: StatementRule = Rule(
    id="GDPR-13-1-a-rep",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(1)(a) and 27"),
    requirement=N_("Say whether there is a representative in the EU, and how to reach it."),
    messages=N_("Say whether you have a representative in the EU. Add “representative: none”, or its name and e-mail address."),
    example=N_("""\
representative: none"""),
    find=_find,
)  # fmt: skip
