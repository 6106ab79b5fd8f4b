"""Who a Dutch business is."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    controller = judged.register.controller
    if controller.address.country == "NL" and not controller.registration:
        yield Finding(controller.origin.at(), {"name": controller.name})


RULE: StatementRule = Rule(
    id="NL-ID-WEB",
    severity=Severity.ADVICE,
    source=N_("Dutch Civil Code, book 3, article 15d"),
    requirement=N_("A Dutch business shows its Chamber of Commerce number."),
    messages=N_("The Chamber of Commerce number of “%(name)s” is missing. Add “registration”."),
    example=N_("""\
controller:
  registration: 1234 5678"""),
    find=_find,
)  # fmt: skip
