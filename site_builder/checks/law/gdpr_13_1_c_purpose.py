"""What data are used for."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    if not judged.register.purposes:
        yield Finding(judged.register.origin.at("purposes"))


RULE: StatementRule = Rule(
    id="GDPR-13-1-c-purpose",
    severity=Severity.ERROR,
    source=N_("GDPR article 13(1)(c)"),
    requirement=N_("Say what the data are used for."),
    messages=N_("The register has no purpose. Add what you use data for under “purposes”."),
    example=N_("""\
purposes:
  - id: orders
    title:
      en: Delivering your order"""),
    find=_find,
)  # fmt: skip
