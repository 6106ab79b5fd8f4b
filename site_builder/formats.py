"""Dates, durations, countries and lists in a locale: Babel's data, nothing by hand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, cast

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.units import format_unit

_PART = re.compile(r"(\d+)([A-Z])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_TIME_UNITS = {"H": "hour", "M": "minute", "S": "second"}


@dataclass(frozen=True)
class Formats:
    """How one locale writes values; `locale` is a locale id such as `nl`."""

    locale: str

    @property
    def babel(self) -> Locale:
        return _locale(self.locale)

    def date(self, day: date) -> str:
        """28 November 2018."""
        return format_date(day, format="long", locale=self.babel)

    def duration(self, duration: str) -> str:
        """`P180D` → 180 days, `P1Y6M` → 1 year and 6 months."""
        days, _, time = duration.removeprefix("P").partition("T")
        parts = [(count, _UNITS[unit]) for count, unit in _PART.findall(days)]
        parts += [(count, _TIME_UNITS[unit]) for count, unit in _PART.findall(time)]
        return self.list(self._amount(int(count), f"duration-{unit}") for count, unit in parts)

    def _amount(self, count: int, unit: str) -> str:
        """A number of units. Where CLDR gives no long form of its own the short one is the same, but Babel 2.18 looks
        at the long form alone and then answers with the unit's internal name."""
        long = format_unit(count, unit, locale=self.babel)
        return format_unit(count, unit, length="short", locale=self.babel) if long.endswith(unit) else long

    def country(self, code: str) -> str:
        return str(self.babel.territories.get(code, code))

    def countries(self, codes: Iterable[str]) -> str:
        """Countries by name, in the order of the alphabet."""
        return self.list(sorted(self.country(code) for code in codes))

    def list(self, items: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
        """a, b and c."""
        return format_list([str(item) for item in items], style=style, locale=self.babel)

    def language(self, locale: str) -> str:
        """A locale's name in this one."""
        return _locale(locale).get_display_name(self.babel) or locale

    @property
    def own_name(self) -> str:
        """The locale's name in itself, as a reader looks for it."""
        name = cast(str, self.babel.get_display_name(self.babel))
        return name[:1].upper() + name[1:]

    @property
    def direction(self) -> str:
        return str(self.babel.text_direction)


@lru_cache(maxsize=64)
def _locale(identifier: str) -> Locale:
    return Locale.parse(identifier.replace("-", "_"))
