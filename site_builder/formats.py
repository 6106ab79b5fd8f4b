"""Dates, durations, countries and lists in a locale: Babel's data, nothing by hand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, cast

from babel import Locale, localedata
from babel.dates import format_date
from babel.lists import format_list
from babel.units import format_unit

_PART = re.compile(r"(\d+)([A-Z])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_TIME_UNITS = {"H": "hour", "M": "minute", "S": "second"}


@dataclass(frozen=True)
class Formats:
    """How one locale writes values, where CLDR knows it as it is written in `territory`.

    English dates differ between the United States and Europe; `en` alone means the United States.
    """

    locale: str
    territory: str | None = None

    @property
    def babel(self) -> Locale:
        return _locale_in(self.locale, self.territory)

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

    @property
    def own_name(self) -> str:
        """The locale's name in itself, as a reader looks for it."""
        language = _locale(self.locale)
        name = cast(str, language.get_display_name(language))
        return name[:1].upper() + name[1:]

    @property
    def direction(self) -> str:
        return str(self.babel.text_direction)


@lru_cache(maxsize=64)
def _locale_in(identifier: str, territory: str | None) -> Locale:
    regional = f"{identifier}_{territory}"
    return Locale.parse(regional) if territory and localedata.exists(regional) else _locale(identifier)


@lru_cache(maxsize=64)
def _locale(identifier: str) -> Locale:
    return Locale.parse(identifier.replace("-", "_"))
