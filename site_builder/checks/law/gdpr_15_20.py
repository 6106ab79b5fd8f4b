"""Each right in its own place."""

from collections.abc import Iterator, Sequence

from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import LABELS, N_, Label
from site_builder.problem import Location, Severity

_SIX = ("access", "rectification", "erasure", "restriction", "objection", "portability")
_WAYS = {"rights.contact", "controller.email", "controller.telephone", "controller.address"}


def _find(text: JudgedText) -> Iterator[Finding]:
    offered = text.register.rights.offered
    prose = text.prose
    section = prose.section_with("rights")
    place = section.heading.origin.at() if section else Location(prose.path)
    by_id = {passage.heading.id: passage for passage in text.passages}
    # That the right to object stands apart is a rule of its own.
    missing = [right for right in _SIX if right in offered and right not in by_id and right != "objection"]
    if missing:
        yield Finding(place, {"rights": _names(missing), "ids": missing}, "heading")
    for right in _SIX:
        if right in by_id and not by_id[right].lookups & _WAYS:
            yield Finding(by_id[right].location, {"rights": _names([right])}, "contact")


def _names(rights: Sequence[str]) -> list[Label]:
    return [Label(LABELS["right"][right]) for right in rights]


RULE: StatementRule = Rule(
    id="GDPR-15-20",
    severity=Severity.WARNING,
    source=N_("GDPR articles 15-21"),
    requirement=N_("Every right has a heading of its own, says what it means, and how to use it."),
    messages={
        "heading": N_("These rights have no heading of their own in this text: %(rights)s. Give each one, with these ids: %(ids)s. Say what the right means and how to use it."),
        "contact": N_("This text does not say how to use this right: %(rights)s. Add {{ rights.contact }} below its heading."),
    },
    example=N_("""\
### Having your data corrected {#rectification}

Is something wrong? Then we put it right. E-mail {{ rights.contact }}."""),
    find_in=_find,
)  # fmt: skip
