"""Whether people can ask how interests were weighed."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for purpose in judged.register.purposes:
        if purpose.legal_basis == "legitimate_interests" and not purpose.balancing_test_available:
            yield Finding(purpose.origin.at("legal_basis"), {"purpose": purpose.title})


RULE: StatementRule = Rule(
    id="GDPR-13-1-d-test",
    severity=Severity.ADVICE,
    source=N_("WP260 rev.01, annex"),
    requirement=N_("Let people ask how you weighed your interest against theirs."),
    messages=N_("For “%(purpose)s” people cannot ask how you weighed your interest against theirs. Write that down, and add “balancing_test_available: true”."),
    example=N_("""\
balancing_test_available: true"""),
    find=_find,
)  # fmt: skip
