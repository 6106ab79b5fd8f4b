"""A part for children."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Location, Severity


def _find(text: JudgedText) -> Iterator[Finding]:
    children = text.register.children
    if children is not None and children.directed_at:
        shown = {name for section in text.prose.sections for name in (*section.lookups, *section.heading.lookups)}
        if not any(name.startswith("children.") for name in shown):
            yield Finding(Location(text.prose.path))


RULE: StatementRule = Rule(
    id="GDPR-12-1-child",
    severity=Severity.WARNING,
    source=N_("GDPR article 12(1)"),
    requirement=N_("What is meant for children has a part that children understand."),
    messages=N_("The statement is directed at children, but this text has no part for them. Add a section in their words that names {{ children.age }}."),
    example=N_("""\
## Are you younger than {{ children.age }}? {#children}

Ask your parents first."""),
    find_in=_find,
)  # fmt: skip
