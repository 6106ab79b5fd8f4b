"""A parent consents for a child."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.model import Register
from site_builder.problem import Location, Severity

_AGE = 16


def _find(judged: Judged) -> Iterator[Finding]:
    register, children = judged.register, judged.register.children
    if children is None:
        return
    if register.controller.address.country == "NL" and children.age < _AGE:
        yield Finding(children.origin.at("age"), {"age": children.age}, "age")
    if _asks_children(register) and children.parental_consent is None:
        yield Finding(children.origin.at(), variant="parent")


def _find_in(text: JudgedText) -> Iterator[Finding]:
    children = text.register.children
    told = any("children.parental_consent" in passage.lookups for passage in text.passages)
    if children and children.parental_consent is not None and _asks_children(text.register) and not told:
        yield Finding(Location(text.prose.path), variant="untold")


def _asks_children(register: Register) -> bool:
    directed = register.children is not None and register.children.directed_at
    return directed and any(purpose.legal_basis == "consent" for purpose in register.purposes)


RULE: StatementRule = Rule(
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
    find_in=_find_in,
)  # fmt: skip
