"""The controller is named, and can be reached."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Location, Severity

_WAYS = ("controller.email", "controller.telephone", "controller.address")


def _find(text: JudgedText) -> Iterator[Finding]:
    if not text.shows("contact") and not (text.shows("controller.name") and text.shows(*_WAYS)):
        yield Finding(Location(text.prose.path))


RULE: StatementRule = Rule(
    id="GDPR-13-1-a",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(1)(a) and 14(1)(a)"),
    requirement=N_("Say in every language who decides on the data, and how to reach them."),
    messages=N_("This text does not say who you are and how to reach you. Put {{ contact }} on a line of its own, or {{ controller.name }} and {{ controller.email }} in a sentence."),
    example=N_("""\
## Who are we? {#who-we-are}

{{ contact }}"""),
    find_in=_find,
)  # fmt: skip
