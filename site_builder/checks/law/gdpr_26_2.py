"""What joint controllers agreed."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Location, Severity


def _find(judged: Judged) -> Iterator[Finding]:
    register = judged.register
    joint = isinstance(register.joint_controllers, tuple) and register.joint_controllers
    if register.joint_controllers in (None, ()) and not judged.released:
        yield Finding(register.origin.at("joint_controllers"), variant="unanswered")
    if (
        joint or any(other.role == "joint_controller" for other in register.recipients)
    ) and register.joint_arrangement is None:
        yield Finding(register.origin.at("joint_controllers"), variant="arrangement")


def _find_in(text: JudgedText) -> Iterator[Finding]:
    if text.register.joint_arrangement is not None and not text.shows("contact"):
        yield Finding(Location(text.prose.path), variant="untold")


RULE: StatementRule = Rule(
    id="GDPR-26-2",
    severity=Severity.WARNING,
    source=N_("GDPR article 26(2)"),
    requirement=N_("Say whether others decide on the data together with you, and what you agreed."),
    messages={
        "unanswered": N_("Say whether others decide on the data together with you. Add “joint_controllers: none”, or who they are."),
        "arrangement": N_("Others decide on the data together with you. Say under “joint_arrangement” what you agreed: who answers requests, who informs people."),
        "untold": N_("This text does not show with whom you decide together and what you agreed. Put {{ contact }} on a line of its own."),
    },
    example=N_("""\
joint_arrangement:
  en: We answer your requests; both of us inform you."""),
    find=_find,
    find_in=_find_in,
)  # fmt: skip
