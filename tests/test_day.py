"""Which day it is where a site is published."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from site_builder.day import day_in


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        (datetime(2027, 1, 1, 0, 30, tzinfo=UTC), "America/New_York", date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "Europe/Amsterdam", date(2027, 1, 1)),
        (datetime(9999, 12, 31, 23, 30, tzinfo=UTC), "Europe/Amsterdam", date.max),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))), "America/New_York", date.min),
        (date(2027, 1, 1), "America/New_York", date(2027, 1, 1)),
    ],
)
def test_the_day_is_that_of_the_site(moment: date, zone: str, day: date) -> None:
    assert day_in(moment, zone) == day
