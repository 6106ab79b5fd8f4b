"""Which exception special data rest on."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for category in judged.register.data_categories:
        if category.special and not category.article9:
            yield Finding(category.origin.at("special"), {"data": category.label}, "missing")
        elif category.article9 and category.article9 not in tuple("abcdefghij"):
            yield Finding(category.origin.at("article9"), {"found": category.article9}, "letter")


RULE: StatementRule = Rule(
    id="GDPR-9-2",
    severity=Severity.ERROR,
    source=N_("GDPR article 9(2)"),
    requirement=N_("Special personal data need an exception of their own."),
    messages={
        "missing": N_("“%(data)s” is special personal data, which you may use only under an exception. Add “article9”: the letter of GDPR article 9(2), a to j."),
        "letter": N_("“%(found)s” is no letter of GDPR article 9(2). Choose one of a to j."),
    },
    example=N_("""\
special: true
article9: h"""),
    find=_find,
)  # fmt: skip
