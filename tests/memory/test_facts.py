"""Facts hold as long as those that were read are what they were, however many others are told."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.memory.facts import Facts, names

_NAMES = (
    "in_force",
    "order",
    "soon:x",
    *(f"{kind}:{day}" for kind in "ab" for day in ("2026-01-01", "2026-02-01", "2027-01-01")),
)
_TOLD = st.dictionaries(st.sampled_from(_NAMES), st.sampled_from("12"))


def facts(told: Mapping[str, str]) -> Facts:
    found = Facts()
    found.tell(told)
    return found


@given(before=_TOLD, after=_TOLD, read=st.sets(st.sampled_from(_NAMES)))
def test_what_was_read_holds_while_it_is_the_same(
    before: dict[str, str], after: dict[str, str], read: set[str]
) -> None:
    known = facts(before).read(read)
    assert facts(after).hold(known) == all(before.get(name) == after.get(name) for name in read)
    assert set(names(known)) == read


@given(first=_TOLD, second=_TOLD)
def test_what_is_told_later_counts(first: dict[str, str], second: dict[str, str]) -> None:
    found = facts(first)
    known = found.read(first)
    found.tell(second)
    assert found.hold(known) == all(first[name] == second.get(name, first[name]) for name in first)


def test_a_fact_of_a_version_is_told_by_its_kind() -> None:
    found = Facts()
    found.tell_of("2026-01-01", {"card": "1", "prose nl": "2"})
    known = found.read(("card:2026-01-01", "prose nl:2026-01-01"))
    assert found.hold(known)
    assert facts({"card:2026-01-01": "1", "prose nl:2026-01-01": "2"}).hold(known)
    assert not facts({"card:2026-01-01": "1", "prose nl:2026-01-01": "3"}).hold(known)


def test_of_a_year_in_which_nothing_changed_no_fact_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"card:2026-01-01": "1", "card:2027-01-01": "1"}
    known = facts(told).read(told)
    looked: list[tuple[str, ...]] = []
    monkeypatch.setattr(Facts, "_each", lambda _, read: looked.append(tuple(read)))
    assert facts(told).hold(known)
    assert looked == []
    facts({**told, "card:2027-01-01": "2"}).hold(known)
    assert looked == [("card:2027-01-01",)]
