"""Dates, durations, countries and lists in a locale: Babel's data, nothing by hand.

Babel and its data take their time to load: they are, when something is asked that is not remembered.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from site_builder.records import record

if TYPE_CHECKING:
    from babel import Locale

Remember = Callable[[str, Callable[[], str]], str]
"""What was made before under a name, or what is made now."""

_PART = re.compile(r"(\d+)([A-Z])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_TIME_UNITS = {"H": "hour", "M": "minute", "S": "second"}


@record
class Formats:
    """How one locale writes values, where CLDR knows it as it is written in `territory`.

    English dates differ between the United States and Europe; `en` alone means the United States. `remember` may know
    what was asked before.
    """

    locale: str
    territory: str | None = None
    remember: Remember = field(default=lambda _, make: make(), compare=False, repr=False)

    @property
    def babel(self) -> "Locale":
        return _locale_in(self.locale, self.territory)

    def date(self, day: date) -> str:
        """28 November 2018."""
        return self.remember(f"date {day}", lambda: _date(day, self.babel))

    def duration(self, duration: str) -> str:
        """`P180D` → 180 days, `P1Y6M` → 1 year and 6 months."""
        return self.remember(f"duration {duration}", lambda: self._duration(duration))

    def _duration(self, duration: str) -> str:
        days, _, time = duration.removeprefix("P").partition("T")
        parts = [(count, _UNITS[unit]) for count, unit in _PART.findall(days)]
        parts += [(count, _TIME_UNITS[unit]) for count, unit in _PART.findall(time)]
        return self.list(self._amount(int(count), f"duration-{unit}") for count, unit in parts)

    def _amount(self, count: int, unit: str) -> str:
        """A number of units. Where CLDR gives no long form of its own the short one is the same, but Babel 2.18 looks
        at the long form alone and then answers with the unit's internal name."""
        from babel.units import format_unit

        long = format_unit(count, unit, locale=self.babel)
        return format_unit(count, unit, length="short", locale=self.babel) if long.endswith(unit) else long

    def country(self, code: str) -> str:
        return self.remember(f"country {code}", lambda: str(self.babel.territories.get(code, code)))

    def language(self, identifier: str) -> str:
        """A language by name, whatever country its identifier adds."""
        code = identifier.partition("-")[0].partition("_")[0]
        return self.remember(f"language {identifier}", lambda: str(self.babel.languages.get(code, identifier)))

    def countries(self, codes: Iterable[str]) -> str:
        """Countries by name, in the order of the alphabet."""
        return self.list(sorted(self.country(code) for code in codes))

    def list(self, items: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
        """a, b and c."""
        texts = [str(item) for item in items]
        return self.remember(f"list {style} {texts}", lambda: _list(texts, style, self.babel))

    @property
    def own_name(self) -> str:
        """The locale's name in itself, as a reader looks for it."""
        return self.remember("own name", self._own_name)

    def _own_name(self) -> str:
        language = _locale(self.locale)
        name = cast(str, language.get_display_name(language))
        return name[:1].upper() + name[1:]

    @property
    def direction(self) -> str:
        return self.remember("direction", lambda: str(self.babel.text_direction))


def _date(day: date, locale: "Locale") -> str:
    from babel.dates import format_date

    return format_date(day, format="long", locale=locale)


def _list(texts: list[str], style: Literal["standard", "or"], locale: "Locale") -> str:
    from babel.lists import format_list

    return format_list(texts, style=style, locale=locale)


@lru_cache(maxsize=64)
def _locale_in(identifier: str, territory: str | None) -> "Locale":
    from babel import Locale, localedata

    regional = f"{identifier}_{territory}"
    return Locale.parse(regional) if territory and localedata.exists(regional) else _locale(identifier)


@lru_cache(maxsize=64)
def _locale(identifier: str) -> "Locale":
    from babel import Locale

    return Locale.parse(identifier.replace("-", "_"))
