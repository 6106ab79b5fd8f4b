"""The rules find every gap of the statement of 2018 and none that is not there; its successor has none."""

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from site_builder.build import prepare
from site_builder.checks.rule import rule_id
from site_builder.checks.rules import RULES
from site_builder.problem import Problem, Severity
from site_builder.read import read_project

ROOT = Path(__file__).parent.parent
GAPS = yaml.safe_load((ROOT / "tests/gaps-2018-11-28.yaml").read_text())


@cache
def found(version: str) -> tuple[Problem, ...]:
    """What the rules find in a version."""
    project, _ = read_project(ROOT)
    _, _, problems = prepare(project, date(2026, 11, 22), drafts=False, everything=True)
    return tuple(
        problem for problem in problems if rule_id(problem.code) in RULES and f"/{version}/" in problem.location.path
    )


def places(rows: list[dict[str, str]]) -> set[tuple[str, str]]:
    """Rule and place of each gap in the list, a rule with or without the variant of its message."""
    return {
        (row["rule"], f"{file}:{line}")
        for row in rows
        for part in row["at"].split(", ")
        for file, *lines in [part.split()]
        for line in lines
    }


def test_every_gap_of_2018_and_no_other() -> None:
    listed = places(GAPS["known"]) | places(GAPS["also"])
    exact = {rule for rule, _ in listed}
    seen = {
        (problem.code if problem.code in exact else rule_id(problem.code), str(problem.location).rpartition("/")[2])
        for problem in found("2018-11-28")
    }
    assert seen == listed
    assert len(found("2018-11-28")) == len(listed)


def test_what_was_lacking_is_no_error_now() -> None:
    assert Severity.ERROR not in {problem.severity for problem in found("2018-11-28")}


def test_the_newest_version_mends_every_known_gap() -> None:
    """What is left there is waived with a reason, or advice."""
    assert {problem.severity for problem in found("2027-01-01")} == {Severity.ADVICE}
    known = {rule_id(row["rule"]) for row in GAPS["known"]}
    open_gaps = {rule_id(problem.code) for problem in found("2027-01-01") if not problem.waived}
    assert not known & open_gaps
