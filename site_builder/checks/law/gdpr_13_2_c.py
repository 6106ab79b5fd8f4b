"""Consent can be withdrawn at any time."""

from collections.abc import Iterator

from site_builder.checks.passages import part_of, says
from site_builder.checks.rule import Finding, Judged, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.model import Purpose, Register
from site_builder.problem import Location, Severity

_PAST = {
    "nl": r"\b(rechtmatig|geldig|wettig|toegestaan)\b|\bmocht(en)?\b",
    "en": r"\b(lawful|legal|valid|allowed)\b",
}
_BANNER = {
    "nl": r"\b(banner|cookie-?instellingen|cookievoorkeuren)|\bonder ?aan (elke|iedere) pagina",
    "en": r"\b(banner|cookie settings|cookie preferences)\b|\b(on|of) every page",
}


def _find(judged: Judged) -> Iterator[Finding]:
    register = judged.register
    resting = _resting_on_consent(register)
    for purpose in resting:
        if purpose.withdraw is None:
            yield Finding(purpose.origin.at(), {"purpose": purpose.title}, "how")
    if resting and "withdraw_consent" not in register.rights.offered:
        yield Finding(register.rights.origin.at("offered"), variant="right")


def _find_in(text: JudgedText) -> Iterator[Finding]:
    register, prose = text.register, text.prose
    if _resting_on_consent(register) and not any(says(_PAST, text.locale, passage.text) for passage in text.passages):
        section = prose.section_with("rights")
        yield Finding(section.heading.origin.at() if section else Location(prose.path), variant="past")
    section = prose.section_with("storage")
    if section and any(kind.consent for kind in register.storage):
        parts = part_of(section, text.passages)
        if not any(says(_BANNER, text.locale, part.text) for part in parts):
            yield Finding(section.heading.origin.at(), variant="cookies")


def _resting_on_consent(register: Register) -> list[Purpose]:
    return [purpose for purpose in register.purposes if purpose.legal_basis == "consent"]


RULE: StatementRule = Rule(
    id="GDPR-13-2-c",
    severity=Severity.ERROR,
    source=N_("GDPR articles 7(3) and 13(2)(c)"),
    requirement=N_("Where consent is the basis, say that it can be withdrawn at any time, and how."),
    messages={
        "how": N_("“%(purpose)s” rests on consent. Say under “withdraw” how people withdraw it."),
        "right": N_("Some purposes rest on consent, but withdrawing it is not among the rights. Add “withdraw_consent” to “offered”."),
        "past": N_("This text does not say that what you did before somebody withdraws consent stays lawful. Say so where you tell how to withdraw."),
        "cookies": N_("This text says how cookies get in, but not how people change their choice on this site. Refer to the banner that opens from every page."),
    },
    example=N_("""\
withdraw:
  en: Click the link below any newsletter."""),
    find=_find,
    find_in=_find_in,
)  # fmt: skip
