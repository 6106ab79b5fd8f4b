"""Which day it is where a site is published."""

from datetime import date, datetime


def day_in(as_of: date, time_zone: str) -> date:
    """The day itself, or the day that it is in a time zone at a moment (an aware datetime)."""
    if not isinstance(as_of, datetime):
        return as_of
    from zoneinfo import ZoneInfo

    try:
        return as_of.astimezone(ZoneInfo(time_zone)).date()
    except OverflowError:
        return as_of.date()  # the calendar ends with the year 9999, wherever one is
