"""The file of facts: each with a rule, a date and a source, and read by the day of the version."""

import re
from datetime import date, timedelta

import pytest

from site_builder.checks.facts import RULES
from site_builder.checks.facts.data import Fact, addresses, aged, doubts, facts, named
from tests.checks.language.support import findings, judged
from tests.support import REGISTER, changed

NAMES = [(fact, old) for fact in facts() if fact.kind == "name" for old in fact.old]


def test_every_entry_has_a_rule_a_date_and_a_source() -> None:
    # Countries have a table of their own, and that there is an app is no fact that aged.
    known = {*RULES} - {"FACT-CNTRY", "FACT-UK", "FACT-KOPIEID"}
    entries = (*facts(), *addresses(), *doubts())
    assert {entry.rule for entry in entries} == known
    assert all(entry.source and date(2016, 1, 1) <= entry.since <= date(2026, 11, 22) for entry in entries)
    assert all(entry.seen in ("primary", "secondary", "general") for entry in entries)


@pytest.mark.parametrize(("fact", "old"), NAMES, ids=[old for _, old in NAMES])
def test_a_name_is_old_from_its_day_and_not_before(fact: Fact, old: str) -> None:
    assert fact in aged(fact.rule, fact.since, facts())
    assert fact not in aged(fact.rule, fact.since - timedelta(days=1), facts())
    assert named(fact, f"We use {old} for this.") == old
    assert named(fact, f"We use {old}, now {fact.new}, for this.") == ""
    assert named(fact, f"We use {old}s for this.") == ""
    assert named(fact, f"We use {fact.new} for this.") == ""


def test_patterns_of_links_can_be_read() -> None:
    for fact in facts():
        if fact.kind == "link":
            assert all(re.compile(old) for old in fact.old)
            assert named(fact, fact.new) == ""


@pytest.mark.parametrize(("effective", "found"), [("2020-10-05", 0), ("2020-10-06", 1)])
def test_a_version_is_judged_by_its_own_day(effective: str, found: int) -> None:
    changes = changed(
        REGISTER,
        ("name: Courier", "name: G Suite"),
        ("announced_on: 2025-12-01", "announced_on: 2020-01-01"),
        ("effective_on: 2026-01-01", f"effective_on: {effective}"),
    )
    assert len(findings(RULES["FACT-GSUITE"], judged(changes))) == found
