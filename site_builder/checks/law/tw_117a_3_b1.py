"""Why something is strictly necessary."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for kind in judged.register.storage:
        if kind.exemption == "strictly_necessary" and kind.justification is None:
            yield Finding(kind.origin.at("exemption"), {"storage": kind.label})


RULE: StatementRule = Rule(
    id="TW-117a-3-b1",
    severity=Severity.ERROR,
    source=N_("Telecommunicatiewet article 11.7a(3)(b); EDPB cookie banner taskforce, paragraphs 26-30"),
    requirement=N_("Say why something is strictly necessary for what a visitor asked for."),
    messages=N_("“%(storage)s” are called strictly necessary. Say under “justification” what would not work without them."),
    example=N_("""\
exemption: strictly_necessary
justification:
  en: Without this cookie your basket is empty on every page."""),
    find=_find,
)  # fmt: skip
