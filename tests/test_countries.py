"""Inside or outside the European Economic Area, and what was found adequate."""

from datetime import date

import pytest

from site_builder.countries import adequacies, adequacy, areas, in_eea, known_on, outside_eea

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("country", ["US", "GB", "CH", "CW"])
def test_outside(country: str) -> None:
    assert outside_eea(country, DAY)


@pytest.mark.parametrize("country", ["NL", "IE", "NO", "IS", "LI", "RE", None])
def test_inside_or_not_known(country: str | None) -> None:
    assert not outside_eea(country, DAY)


def test_thirty_members_and_seven_parts_of_them() -> None:
    assert sum(in_eea(code, DAY) for area in areas() for code in area.codes) == 37


@pytest.mark.parametrize(
    ("country", "last_outside", "first_outside"),
    [("GB", date(1994, 12, 31), date(2021, 1, 1)), ("HR", date(2013, 6, 30), None), ("BG", date(2006, 12, 31), None)],
)
def test_members_come_and_go(country: str, last_outside: date, first_outside: date | None) -> None:
    assert outside_eea(country, last_outside)
    assert not outside_eea(country, date(2018, 11, 28))
    assert outside_eea(country, first_outside or DAY) == (first_outside is not None)


def test_the_united_kingdom_was_in_until_the_end_of_2020() -> None:
    assert in_eea("GB", date(2020, 12, 31))
    assert not in_eea("GB", date(2021, 1, 1))


@pytest.mark.parametrize(
    ("country", "day", "decision"),
    [
        ("GB", date(2021, 6, 27), None),
        ("GB", date(2021, 6, 28), "(EU) 2021/1772"),
        ("US", date(2018, 11, 28), "(EU) 2016/1250"),
        ("US", date(2022, 1, 1), "(EU) 2016/1250"),
        ("US", DAY, "(EU) 2023/1795"),
        ("IN", DAY, None),
    ],
)
def test_the_decision_of_a_day_or_the_last_one(country: str, day: date, decision: str | None) -> None:
    found = adequacy(country, day)
    assert (found.decision if found else None) == decision


def test_the_table_fits_together() -> None:
    """No country is both a member and adequate, and nothing is later than the day on which it was known."""
    for found in adequacies():
        assert not in_eea(found.country, DAY), found
        assert found.since <= found.until and found.since <= known_on(), found
    for area in areas():
        assert area.source and area.since <= area.until, area
