"""A parent consents for a child."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule
from site_builder.labels import N_
from site_builder.problem import Location, Severity

_AGE = 16


def _find(judged: Judged) -> Iterator[Finding]:
    register, children = judged.register, judged.register.children
    if children is None:
        return
    if register.controller.address.country == "NL" and children.age < _AGE:
        yield Finding(children.origin.at("age"), {"age": children.age}, "age")
    if children.directed_at and any(purpose.legal_basis == "consent" for purpose in register.purposes):
        if children.parental_consent is None:
            yield Finding(children.origin.at(), variant="parent")
            return
        for locale, passages in judged.passages.items():
            if not any("children.parental_consent" in passage.lookups for passage in passages):
                yield Finding(Location(judged.version.prose[locale].path), variant="untold")


RULE = Rule(
    id="GDPR-8-NL",
    severity=Severity.ERROR,
    source=N_("GDPR article 8(1); UAVG article 5"),
    requirement=N_("For a child under 16 a parent consents to an online service."),
    messages={
        "parent": N_("The statement is directed at children and rests on consent. Say under “parental_consent” how a parent or guardian consents."),
        "age": N_("In the Netherlands a parent consents for children under 16, but “age” is %(age)s. Write 16."),
        "untold": N_("This text does not tell how a parent or guardian consents. Put {{ children.parental_consent }} in it."),
    },
    example=N_("""\
children:
  age: 16
  directed_at: true
  parental_consent:
    en: We first e-mail your parent, who says yes with a link."""),
    find=_find,
)  # fmt: skip
