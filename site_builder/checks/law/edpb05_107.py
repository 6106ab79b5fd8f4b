"""How long proof of consent is kept."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    consent = judged.publication.consent
    if consent.endpoint and consent.record_retention is None:
        yield Finding(consent.origin.at("endpoint"))


RULE: StatementRule = Rule(
    id="EDPB05-107",
    severity=Severity.WARNING,
    source=N_("EDPB guidelines 05/2020, paragraph 107"),
    requirement=N_("Keep the proof of consent no longer than you need it."),
    messages=N_("Records of consent are sent to your server, but nothing says how long they are kept. Add “record_retention” below “consent”, such as P5Y, and delete older ones there."),
    example=N_("""\
consent:
  endpoint: https://privacy.example/consent
  record_retention: P5Y"""),
    find=_find,
)  # fmt: skip
