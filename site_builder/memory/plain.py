"""Records ↔ JSON that says which record it is. Reading it makes values of known classes and never runs anything.

Strings, numbers, booleans and None stand for themselves, an object for a mapping. A list begins with what it is: a
tuple, a list, a date, text that is safe in HTML, a set, or a record by the name of its class.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

# The modules whose records may be written. Nothing else is looked up, whatever is read.
_MODULES = (
    "site_builder.model",
    "site_builder.problem",
    "site_builder.chain",
    "site_builder.releases",
    "site_builder.labels",
    "site_builder.catalogs",
    "site_builder.confirmed",
    "site_builder.changes.significance",
    "site_builder.changes.telling",
    "site_builder.notices.feeds",
    "site_builder.links",
    "site_builder.checks.facts.data",
)


class UnwritableError(TypeError):
    """A value that has no form here."""


_TUPLE, _LIST, _DATE, _SAFE, _SET = 0, 1, 2, 3, 4


def dump(value: object) -> str:
    """A value as JSON. Raises UnwritableError when something in it has no form."""
    return json.dumps(_plain(value), separators=(",", ":"))


def load(text: str) -> Any:
    """The value that was written. Raises ValueError when it cannot be one."""
    try:
        return _value(json.loads(text))
    except (TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if value is None or kind in (str, int, bool, float):
        return value
    if kind is tuple:
        return [_TUPLE, *map(_plain, value)]
    if kind is list:
        return [_LIST, *map(_plain, value)]
    if kind is date:
        return [_DATE, value.isoformat()]
    if kind in (frozenset, set):
        return [_SET, *sorted(map(_plain, value))]
    if isinstance(value, Mapping):
        if not all(type(key) is str for key in value):
            raise UnwritableError("only texts can be keys")
        return {key: _plain(member) for key, member in value.items()}
    if isinstance(value, str) and kind.__name__ == "Markup":
        return [_SAFE, str(value)]
    name = _name(kind)
    if isinstance(value, Enum):
        return [name, value.value]
    if isinstance(value, str):
        return [name, str.__str__(value)]
    return [name, *(_plain(getattr(value, field)) for field in _fields(kind))]


def _value(plain: Any) -> Any:
    kind = type(plain)
    if kind is list:
        tag, *rest = plain
        if type(tag) is str:
            return _maker(tag)(rest)
        return _MAKERS[tag](rest)
    if kind is dict:
        # Most are long and of texts alone.
        return {key: member if type(member) is str else _value(member) for key, member in plain.items()}
    return plain


def _one(rest: list[Any]) -> str:
    [text] = rest
    if type(text) is not str:
        raise ValueError("not a text")
    return text


def _safe(rest: list[Any]) -> Any:
    from markupsafe import Markup

    return Markup(_one(rest))  # noqa: S704 - it was safe when it was written


_MAKERS: tuple[Callable[[list[Any]], Any], ...] = (
    lambda rest: tuple(map(_value, rest)),
    lambda rest: list(map(_value, rest)),
    lambda rest: date.fromisoformat(_one(rest)),
    _safe,
    lambda rest: frozenset(map(_value, rest)),
)


@cache
def _maker(name: str) -> Callable[[list[Any]], Any]:
    """What makes a record of a class from the values of its fields."""
    module, _, own = name.partition(":")
    kind: Any = vars(import_module(_MODULES[int(module)]))[own]
    is_class = isinstance(kind, type)
    if not is_class or _name(kind) != name:
        raise ValueError(f"{name} is no record")
    if issubclass(kind, Enum):
        return lambda rest: kind(*rest)
    if issubclass(kind, str):
        return lambda rest: kind(_one(rest))
    if issubclass(kind, tuple):
        return lambda rest: kind(*map(_value, rest))
    names = _fields(kind)

    def make(rest: list[Any]) -> Any:
        return kind(**dict(zip(names, map(_value, rest), strict=True)))

    return make


@cache
def _name(kind: Any) -> str:
    """How a record is called: the number of its module and its name. Raises UnwritableError when it has no form."""
    record = is_dataclass(kind) or issubclass(kind, Enum | str) or hasattr(kind, "_fields")
    if kind.__module__ not in _MODULES or not record:
        raise UnwritableError(f"{kind.__module__}.{kind.__qualname__} is not written down")
    return f"{_MODULES.index(kind.__module__)}:{kind.__name__}"


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    named: tuple[str, ...] | None = getattr(kind, "_fields", None)
    return named if named is not None else tuple(field.name for field in fields(kind))
