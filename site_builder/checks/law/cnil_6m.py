"""How long a choice is remembered."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.durations import approximate_days
from site_builder.labels import N_
from site_builder.problem import Severity

_HALF_A_YEAR = 180


def _find(judged: Judged) -> Iterator[Finding]:
    # That a choice holds for a year at most is said where the banner is made.
    consent = judged.publication.consent
    asked = any(kind.consent for kind in judged.register.storage)
    if asked and approximate_days(consent.max_age) < _HALF_A_YEAR:
        yield Finding(consent.origin.at("max_age"), {"found": consent.max_age})


RULE: StatementRule = Rule(
    id="CNIL-6M",
    severity=Severity.WARNING,
    source=N_("CNIL recommendation 2020-092, paragraphs 38-39"),
    requirement=N_("Remember a yes and a no equally long, about six months."),
    messages=N_("The banner asks again after %(found)s (“max_age”). Leave people alone longer: P6M (six months)."),
    example=N_("""\
consent:
  max_age: P6M"""),
    find=_find,
)  # fmt: skip
