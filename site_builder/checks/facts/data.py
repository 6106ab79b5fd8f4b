"""The facts that aged, read from `facts.toml` when they are first needed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from site_builder.records import record


@record(kw_only=True)
class Dated:
    """Something that is so since a day, and how that is known."""

    rule: str
    since: date
    source: str
    seen: Literal["primary", "secondary", "general"]
    note: str = ""


@record(kw_only=True)
class Fact(Dated):
    """Old names, or patterns of old addresses, and what to write instead."""

    old: tuple[str, ...]
    new: str
    kind: Literal["name", "link"] = "name"


@record(kw_only=True)
class PostalAddress(Dated):
    """Where an authority gets its post."""

    name: str
    street: str
    postal_code: str
    city: str


@record(kw_only=True)
class Doubt(Dated):
    """A ground of transfers that may fall."""

    mechanism: str


@cache
def facts() -> tuple[Fact, ...]:
    return tuple(Fact(**{**entry, "old": tuple(entry["old"])}) for entry in _data()["fact"])


@cache
def addresses() -> tuple[PostalAddress, ...]:
    return tuple(PostalAddress(**entry) for entry in _data()["address"])


@cache
def doubts() -> tuple[Doubt, ...]:
    return tuple(Doubt(**entry) for entry in _data()["mechanism"])


def aged(rule: str, day: date, entries: Iterable[Fact]) -> Iterator[Fact]:
    """The facts of a rule that hold on a day."""
    return (fact for fact in entries if fact.rule == rule and fact.since <= day)


def named(fact: Fact, text: str) -> str:
    """The old form that a text uses, unless it names the new one too and so explains the change."""
    if fact.kind == "link":
        return next((match[0] for old in fact.old if (match := re.search(old, text))), "")
    old = next((old for old in fact.old if _stands_in(old, text)), "")
    return "" if old and _stands_in(fact.new, text) else old


def _stands_in(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


@cache
def _data() -> Mapping[str, Any]:
    import tomllib  # only who does not remember the facts

    return tomllib.loads(Path(__file__).with_name("facts.toml").read_text("utf-8"))
