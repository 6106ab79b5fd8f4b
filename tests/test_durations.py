"""Durations are put in order by their length."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.durations import approximate_days


@pytest.mark.parametrize(
    ("duration", "days"),
    [
        ("P180D", 180),
        ("P4W", 28),
        ("P1Y", 365.25),
        ("P12M", 365.25),
        ("P1Y6M", 365.25 + 6 * 30.4375),
        ("PT30M", 30 / 1440),
        ("PT24H", 1),
        ("P1DT12H", 1.5),
        ("PT86400S", 1),
    ],
)
def test_days(duration: str, days: float) -> None:
    assert approximate_days(duration) == pytest.approx(days)


def test_minutes_are_not_months() -> None:
    durations = ["P2Y", "P180D", "PT30M", "P1M", "P6M", "P1D", "P1Y", "PT12H", "P4W"]
    shortest_first = ["PT30M", "PT12H", "P1D", "P4W", "P1M", "P180D", "P6M", "P1Y", "P2Y"]
    assert sorted(durations, key=approximate_days) == shortest_first


@settings(deadline=None)
@given(st.sampled_from("YMWD"), st.integers(0, 999), st.integers(1, 999))
def test_more_of_a_unit_is_longer(unit: str, count: int, more: int) -> None:
    assert approximate_days(f"P{count}{unit}") < approximate_days(f"P{count + more}{unit}")
