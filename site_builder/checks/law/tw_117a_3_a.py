"""Why no consent is asked."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for kind in judged.register.storage:
        if not kind.consent and kind.exemption is None:
            yield Finding(kind.origin.at("consent"), {"storage": kind.label}, "missing")
        elif kind.consent and kind.exemption is not None:
            yield Finding(kind.origin.at("exemption"), {"storage": kind.label}, "both")


RULE: StatementRule = Rule(
    id="TW-117a-3-a",
    severity=Severity.ERROR,
    source=N_("Telecommunicatiewet article 11.7a(3)"),
    requirement=N_("What is kept on a device without consent rests on one of the exemptions of the law."),
    messages={
        "missing": N_("“%(storage)s” are kept without consent. Add “exemption”: transmission, strictly_necessary or nl_analytics, or ask for consent."),
        "both": N_("“%(storage)s” need consent, so they have no exemption. Take out one of the two."),
    },
    example=N_("""\
consent: false
exemption: strictly_necessary"""),
    find=_find,
)  # fmt: skip
