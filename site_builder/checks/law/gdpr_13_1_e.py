"""Who receives data."""

import re
from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

_KINDS = re.compile(
    r"(onze |our |andere |other )?"
    r"(derden|third part(y|ies)|verwerkers?|processors?|partners?|leveranciers?|suppliers?|dienstverleners?"
    r"|service providers?|adverteerders?|advertisers?|boekhouders?|bookkeepers?|accountants?|hosting ?providers?"
    r"|it[- ](leveranciers?|suppliers?)|bezorgers?|couriers? services?|overheid(sinstanties)?|authorities)",
    re.IGNORECASE,
)


def _find(judged: Judged) -> Iterator[Finding]:
    # Who has data and no recipients passes them on to nobody. What history left out here is in its recipients' table.
    for purpose in () if judged.released else judged.register.purposes:
        if not purpose.data and not purpose.recipients:
            yield Finding(purpose.origin.at(), {"purpose": purpose.title}, "unanswered")
    for recipient in judged.register.recipients:
        if recipient.role is None and not judged.released:
            yield Finding(recipient.origin.at(), {"recipient": recipient.name}, "role")
        if not recipient.company and _KINDS.fullmatch(recipient.name):
            yield Finding(recipient.origin.at("name"), {"recipient": recipient.name}, "kind", Severity.WARNING)


RULE: StatementRule = Rule(
    id="GDPR-13-1-e",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(1)(e) and 14(1)(e); WP260 rev.01, annex"),
    requirement=N_("Say who receives the data, by name where you can, and in which role."),
    messages={
        "unanswered": N_("“%(purpose)s” does not say which data it uses, nor who receives them. Add “data” and “recipients”."),
        "role": N_("“%(recipient)s” has no role. Add “role”: processor, controller or joint_controller."),
        "kind": N_("“%(recipient)s” is a kind of recipient, not a name. Name the company, or add it as “company”."),
    },
    example=N_("""\
recipients:
  - id: courier
    name: PostNL
    role: processor
    country: NL"""),
    find=_find,
)  # fmt: skip
