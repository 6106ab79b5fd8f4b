"""The right to object stands apart."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Location, Severity

_OPEN = ("public_task", "legitimate_interests", None)


def _find(text: JudgedText) -> Iterator[Finding]:
    # Without a stated basis nobody can tell that there is nothing to object to.
    open_to_it = any(purpose.legal_basis in _OPEN or purpose.direct_marketing for purpose in text.register.purposes)
    if open_to_it and not any(passage.heading.id == "objection" for passage in text.passages):
        section = text.prose.section_with("rights")
        yield Finding(section.heading.origin.at() if section else Location(text.prose.path))


RULE: StatementRule = Rule(
    id="GDPR-21-4",
    severity=Severity.ERROR,
    source=N_("GDPR article 21(4)"),
    requirement=N_("Point out the right to object clearly, and apart from everything else."),
    messages=N_("The right to object has no heading of its own in this text. Give it one with the id “objection”, apart from the other rights."),
    example=N_("""\
## You may object {#objection}

Do you want no more advertising? Then we always stop."""),
    find_in=_find,
)  # fmt: skip
