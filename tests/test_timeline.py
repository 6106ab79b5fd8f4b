"""Which version is in force, announced or history on a day."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model import Site, Version, Withdrawal
from site_builder.timeline import Timeline, timeline
from tests.support import site


def version(announced_on: str, effective_on: str, status: Literal["draft", "final"] = "final") -> Version:
    base = site({}).versions[0]
    register = replace(
        base.register,
        announced_on=date.fromisoformat(announced_on),
        effective_on=date.fromisoformat(effective_on),
        status=status,
    )
    return replace(base, id=effective_on, register=register)


OLD = version("2025-12-01", "2026-01-01")
NEW = version("2026-11-22", "2027-01-01")
DRAFT = version("2027-02-01", "2027-03-01", "draft")


def site_of(*versions: Version) -> Site:
    return replace(site({}), versions=versions)


def on(as_of: date, *versions: Version, drafts: bool = False) -> Timeline:
    found, problems = timeline(site_of(*versions), as_of, drafts)
    assert problems == ()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("day", "in_force", "announced", "superseded"),
    [
        ("2026-01-01", OLD, (), ()),
        ("2026-11-21", OLD, (), ()),
        ("2026-11-22", OLD, (NEW,), ()),
        ("2026-12-31", OLD, (NEW,), ()),
        ("2027-01-01", NEW, (), (OLD,)),
        ("2027-01-02", NEW, (), (OLD,)),
        ("2027-02-15", NEW, (), (OLD,)),
    ],
)
def test_the_day_before_on_and_after(
    day: str, in_force: Version, announced: tuple[Version, ...], superseded: tuple[Version, ...]
) -> None:
    found = on(date.fromisoformat(day), DRAFT, NEW, OLD)
    assert (found.in_force, found.announced, found.superseded) == (in_force, announced, superseded)


def test_before_the_first_version_there_is_nothing_to_show() -> None:
    found, [problem] = timeline(site_of(OLD, NEW), date(2025, 12, 31), drafts=False)
    assert found is None
    told = {"as_of": date(2025, 12, 31), "effective_on": date(2026, 1, 1)}
    assert (problem.code, problem.arguments) == ("nothing_in_force_yet", told)


def test_a_draft_never_comes_into_force() -> None:
    found, [problem] = timeline(site_of(DRAFT), date(2025, 12, 31), drafts=False)
    assert found is None
    assert (problem.code, problem.arguments) == ("nothing_in_force", {"as_of": date(2025, 12, 31)})


@pytest.mark.parametrize(
    ("late", "withdrawn"),
    [
        (OLD, (Withdrawal(version=OLD.id, withdrawn_on=date(2025, 12, 15), reason={}),)),
        (version("2026-06-01", "2025-06-01"), ()),
    ],
    ids=["withdrawn", "announced after its own day"],
)
def test_what_never_begins_is_not_waited_for(late: Version, withdrawn: tuple[Withdrawal, ...]) -> None:
    publication = replace(site({}).publication, withdrawn=withdrawn)
    found, [problem] = timeline(Site(publication=publication, versions=(late,)), date(2025, 12, 31), drafts=False)
    assert found is None
    assert problem.code == "nothing_in_force"


def test_drafts_are_seen_only_linked_only() -> None:
    found = on(date(2027, 4, 1), OLD, NEW, DRAFT, drafts=True)
    assert (found.in_force, found.announced) == (NEW, (DRAFT,))
    assert found.standing(DRAFT) == "draft"


def test_whoever_prepares_a_first_statement_can_see_it() -> None:
    assert on(date(2026, 1, 1), DRAFT, drafts=True).in_force == DRAFT
    assert timeline(site_of(DRAFT), date(2028, 1, 1), drafts=False)[0] is None


def test_drafts_also_show_what_is_not_yet_announced() -> None:
    assert on(date(2026, 6, 1), OLD, NEW, drafts=True).announced == (NEW,)


def test_standing_order_and_successor() -> None:
    newest = version("2026-12-01", "2027-06-01")
    found = on(date(2027, 1, 1), OLD, newest, NEW)
    assert found.newest_first == (newest, NEW, OLD)
    assert [found.standing(each) for each in found.newest_first] == ["announced", "in_force", "superseded"]
    assert [found.next_after(each) for each in found.newest_first] == [None, newest, NEW]


def test_a_moment_is_the_day_it_is_where_the_site_is_published() -> None:
    # In Amsterdam the new year has begun an hour before it does in UTC.
    assert on(datetime(2026, 12, 31, 22, 59, tzinfo=UTC), OLD, NEW).in_force == OLD
    assert on(datetime(2026, 12, 31, 23, 0, tzinfo=UTC), OLD, NEW).in_force == NEW


@given(parts=st.lists(st.lists(st.dates(), max_size=3, unique=True), min_size=3, max_size=3), in_force=st.dates())
def test_each_next_is_what_follows_each(parts: list[list[date]], in_force: date) -> None:
    """Also where a draft of an old date stands after newer ones."""
    known = [tuple(replace(OLD, id=day.isoformat()) for day in days) for days in parts]
    found = Timeline(replace(OLD, id=in_force.isoformat()), *known)
    following = found.each_next()
    assert all(following[version.id] == found.next_after(version) for version in found.newest_first)
