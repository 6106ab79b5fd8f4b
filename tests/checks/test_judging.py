"""Which versions are judged, by what they follow, and how much a finding weighs for each."""

import pytest

from site_builder.checks.judging import judge
from site_builder.problem import Problem, Severity
from site_builder.releases import Lock, freeze
from tests.support import REGISTER, SITE, changed, project, site, source
from tests.test_history import LONGER, NEW, OLD, SHORTER, SUMMARY, following, raised

LEFT_CONSENT = ("legal_basis: consent", "legal_basis: contract")
BAD = following([raised("factual"), LONGER, LEFT_CONSENT], announced="2026-05-31")
FOUND = {"WP260-29-ALWAYS", "WP260-29-TELL", "WP260-30-ADVANCE:short", "WP260-31-IMPACT", "GDPR-7-SWAP"}


def found(changes: dict[str, str], released: tuple[str, ...] = (), everything: bool = False) -> list[Problem]:
    lock = Lock()
    for version in released:
        lock = freeze(project(changes), version, lock, site(changes).versions[0].register.announced_on)
    return list(judge(site(changes), lock, {}, lambda _: (None, ()), everything))


def codes(changes: dict[str, str], released: tuple[str, ...] = ()) -> set[str]:
    return {problem.code for problem in found(changes, released)}


def test_a_released_version_is_not_asked_how_it_was_announced() -> None:
    assert codes(BAD) == codes(BAD, (OLD,)) == FOUND
    assert codes(BAD, (OLD, NEW)) == set()


def judged(changes: dict[str, str], released: tuple[str, ...] = ()) -> set[str]:
    """The versions whose register has a finding."""
    places = (problem.location.path.split("/") for problem in found(changes, released))
    return {parts[2] for parts in places if len(parts) == 4}


def test_every_version_after_the_last_release_is_judged() -> None:
    third = {**BAD, **following([SHORTER], version="2026-09-01", announced="2026-07-01")}
    # Without any release only the newest is judged: nobody knows which of the others were published.
    assert judged(third) == {"2026-09-01"}
    assert judged(third, (OLD,)) == {NEW, "2026-09-01"}
    assert judged(third, (OLD, NEW)) == {"2026-09-01"}


def test_a_version_after_a_withdrawn_one_is_judged_by_what_applies() -> None:
    """What was withdrawn never applied, so its changes are still to be announced."""
    withdrawal = f'withdrawn: [{{version: "{NEW}", withdrawn_on: 2026-05-01, reason: {{nl: Fout., en: Wrong.}}}}]\n'
    again = following([SUMMARY, LONGER], version="2026-09-01", announced="2026-08-31")
    changes = {SITE: source(SITE) + withdrawal, **following([SUMMARY, LONGER]), **again}
    assert codes(changes) == {"WP260-29-TELL", "WP260-30-ADVANCE:short"}


NO_BASIS = ("    legal_basis: consent\n", "")


@pytest.mark.parametrize(
    ("edits", "released", "severity"),
    [
        ([NO_BASIS], (), Severity.ERROR),
        ([NO_BASIS], (OLD,), Severity.WARNING),
        ([NO_BASIS, ("status: final", "status: draft")], (), Severity.WARNING),
    ],
)
def test_only_what_is_final_and_still_to_be_released_stops_a_build(
    edits: list[tuple[str, str]], released: tuple[str, ...], severity: Severity
) -> None:
    [problem] = found(changed(REGISTER, *edits), released)
    assert (problem.code, problem.severity) == ("GDPR-13-1-c-basis", severity)


def test_history_is_judged_only_when_asked() -> None:
    changes = changed(REGISTER, ("    retention: P2Y\n", "")) | following([SHORTER])
    assert found(changes, (OLD,)) == []
    [problem] = found(changes, (OLD,), everything=True)
    assert (problem.code, problem.severity) == ("GDPR-13-2-a", Severity.WARNING)


def test_history_need_not_answer_what_nobody_asked() -> None:
    """That there is no representative is a question to who writes, not a gap in what was written."""
    unasked = [(f"{name}: none\n", "") for name in ("representative", "joint_controllers", "data_protection_officer")]
    changes = changed(REGISTER, *unasked)
    assert codes(changes) == {"GDPR-13-1-a-rep:unanswered", "GDPR-13-1-b:unanswered", "GDPR-26-2:unanswered"}
    assert codes(changes, (OLD,)) == set()
