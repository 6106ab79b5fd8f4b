"""Two values of one fact: the same, stated for the first time, changed, or no longer stated."""

import math
import re
import unicodedata
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Literal

from site_builder.changes.change import Change
from site_builder.durations import life_in_days
from site_builder.model import Record

# Signs that look different and say the same.
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-") | {"\u00ad": ""}
)


def plain(value: Any) -> Hashable:
    """A value without what is only typography, None where it says nothing."""
    if isinstance(value, Mapping):
        return tuple(sorted((locale, plain(text)) for locale, text in value.items()))
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value).replace("…", "...").translate(_TYPOGRAPHY)
        return re.sub(r"\s+", " ", text).strip() or None
    hashable: Hashable = value
    return hashable


def _subject(subject: str, name: str) -> str:
    return f"{subject}.{name}" if subject else name


def fact(kind: str, subject: str, before: Record, after: Record, name: str) -> Iterator[Change]:
    """The field `name` of two records that are the same thing, as `kind`_stated, `kind`_changed or `kind`_withdrawn."""
    old, new = _said(getattr(before, name)), _said(getattr(after, name))
    if plain(old) == plain(new):
        return
    how = "stated" if old is None else "withdrawn" if new is None else "changed"
    yield Change(f"{kind}_{how}", _subject(subject, name), old, new, (before if new is None else after).origin.at(name))


def _said(value: Any) -> Any:
    """A value, or None where it says nothing; a “no” says something."""
    return value if value is False else value or None


def wording(kind: str, subject: str, before: Record, after: Record, name: str) -> Iterator[Change]:
    """The field `name`, where saying it for the first time, in other words or no longer are all one `kind`."""
    for change in fact(kind, subject, before, after, name):
        yield Change(kind, change.subject, change.before, change.after, change.location)


def flag(on: str, off: str, subject: str, before: Record, after: Record, name: str) -> Iterator[Change]:
    """A yes or no: `on` when it became yes, `off` when it became no."""
    old, new = getattr(before, name), getattr(after, name)
    if old != new:
        yield Change(on if new else off, f"{subject}.{name}", old, new, after.origin.at(name))


def id_renamed(kind: str, subject: str, before: Any, after: Any) -> Iterator[Change]:
    """The same thing under another id: nothing that a reader can see."""
    if before.id != after.id:
        yield Change(kind, f"{subject}.id", before.id, after.id, after.origin.at("id"))


def references(
    before: Sequence[str], after: Sequence[str], same: Mapping[str, str | None]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids that were added (new ones) and removed (old ones); `same` has the new id of each old one."""
    kept = [same.get(old, old) for old in before]
    added = tuple(new for new in after if new not in kept)
    return added, tuple(old for old, new in zip(before, kept, strict=True) if new not in after)


def compare_periods(before: str, after: str) -> Literal["longer", "shorter", "rephrased"]:
    """How a period differs from another one: 24 months are 2 years in other words."""
    old, new = life_in_days(before), life_in_days(after)
    if math.isclose(old, new):
        return "rephrased"
    return "longer" if new > old else "shorter"
