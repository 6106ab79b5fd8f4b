"""Which countries are in the European Economic Area, and which others were found adequate, by day: what
`countries.toml` says."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from site_builder.records import record

Seen = Literal["primary", "secondary", "general"]


@record(kw_only=True)
class Area:
    """Members of the European Economic Area from the first day to the last."""

    codes: tuple[str, ...]
    since: date
    source: str
    seen: Seen
    until: date = date.max


@record(kw_only=True)
class Adequacy:
    """A decision that a country protects people as well as the GDPR does (GDPR art. 45), and when it holds."""

    country: str
    decision: str
    since: date
    seen: Seen
    until: date = date.max
    mechanism: Literal["adequacy", "dpf"] = "adequacy"
    scope: str = ""


def in_eea(country: str, day: date) -> bool:
    """Whether a country is in the European Economic Area on a day."""
    return any(country in area.codes and area.since <= day <= area.until for area in areas())


def outside_eea(country: str | None, day: date) -> bool:
    """Whether a country is known and lies outside the European Economic Area on a day: a transfer to it needs a ground
    of its own (GDPR art. 44)."""
    return country is not None and not in_eea(country, day)


def adequacy(country: str, day: date) -> Adequacy | None:
    """The decision for a country on a day, or else the last one before."""
    known = [found for found in adequacies() if found.country == country and found.since <= day]
    return max(known, key=lambda found: found.since, default=None)


@cache
def areas() -> tuple[Area, ...]:
    return tuple(Area(**{**entry, "codes": tuple(entry["codes"])}) for entry in _data()["area"])


@cache
def adequacies() -> tuple[Adequacy, ...]:
    return tuple(Adequacy(**entry) for entry in _data()["adequate"])


def known_on() -> date:
    """The day on which this was known."""
    day: date = _data()["known_on"]
    return day


@cache
def _data() -> Mapping[str, Any]:
    import tomllib  # only where a transfer is judged

    return tomllib.loads(Path(__file__).with_name("countries.toml").read_text("utf-8"))
