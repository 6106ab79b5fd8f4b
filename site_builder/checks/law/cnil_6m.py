"""How long a choice is remembered."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule
from site_builder.durations import approximate_days
from site_builder.labels import N_
from site_builder.problem import Severity

_HALF_A_YEAR = 180


def _find(judged: Judged) -> Iterator[Finding]:
    consent = judged.publication.consent
    if any(kind.consent for kind in judged.register.storage):
        days = approximate_days(consent.max_age)
        if days > approximate_days("P12M"):
            yield Finding(consent.origin.at("max_age"), {"found": consent.max_age}, "longer")
        elif days < _HALF_A_YEAR:
            yield Finding(consent.origin.at("max_age"), {"found": consent.max_age}, "shorter")


RULE = Rule(
    id="CNIL-6M",
    severity=Severity.WARNING,
    source=N_("CNIL recommendation 2020-092, paragraphs 38-39"),
    requirement=N_("Remember a yes and a no equally long, about six months."),
    messages={
        "longer": N_("The banner remembers a choice for %(found)s. Ask again after P6M (six months), or a year at most."),
        "shorter": N_("The banner asks again after %(found)s. Leave people alone longer: P6M (six months)."),
    },
    example=N_("""\
consent:
  max_age: P6M"""),
    find=_find,
)  # fmt: skip
