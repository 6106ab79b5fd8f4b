"""ISO 8601 durations, compared."""

import math
import re

_DAYS = {"Y": 365.25, "M": 30.4375, "W": 7.0, "D": 1.0}
_TIME_DAYS = {"H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400}


def approximate_days(duration: str) -> float:
    """A duration in days; a month and a year count with their average length."""
    days, _, time = duration.removeprefix("P").partition("T")
    return sum(int(count) * _DAYS[unit] for count, unit in re.findall(r"(\d+)([YMWD])", days)) + sum(
        int(count) * _TIME_DAYS[unit] for count, unit in re.findall(r"(\d+)([HMS])", time)
    )


def life_in_days(max_age: str) -> float:
    """How long something stays on a device, in days: a duration, until the browser closes, or until it is deleted."""
    return {"session": 0.0, "persistent": math.inf}[max_age] if max_age[0] != "P" else approximate_days(max_age)
