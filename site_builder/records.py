"""Frozen records: what `dataclass(frozen=True, slots=True)` makes, ready in a tenth of the time.

A build loads a hundred kinds of records and calls few of their methods. So here a method is made when it is first
called; all that a dataclass promises (`fields`, `replace`, `asdict`, patterns of `match`) holds.
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field
from functools import cached_property, partial
from inspect import get_annotations
from operator import attrgetter
from typing import Any, NamedTuple, NoReturn, TypeVar, dataclass_transform, overload

Kind = TypeVar("Kind", bound=type)


@overload
def record(kind: Kind) -> Kind: ...


@overload
def record(*, kw_only: bool) -> Callable[[Kind], Kind]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: Any = None, *, kw_only: bool = False) -> Any:
    """Make a class of annotated fields a frozen record with slots."""
    return _record(kind, kw_only) if kind is not None else lambda kind: _record(kind, kw_only)


class _Part(NamedTuple):
    """A field: its default value, MISSING, or what `field` gave; and whether it is only set by its name."""

    default: Any
    kw_only: bool

    def told(self, what: str) -> Any:
        return getattr(self.default, what) if isinstance(self.default, _FIELD) else None

    @property
    def value(self) -> Any:
        """What the field is when nobody says, MISSING if somebody must."""
        return self.told("default") if isinstance(self.default, _FIELD) else self.default


_FIELD = type(field())
_PARTS = "_parts"


def _record(described: Any, kw_only: bool) -> type[Any]:
    own = get_annotations(described)
    rest = {name: value for name, value in vars(described).items() if name not in own and name not in _OF_A_CLASS}
    parts: dict[str, _Part] = {}
    for base in reversed(described.__mro__):
        parts |= vars(base).get(_PARTS, {})
    slots = [name for name in own if name not in parts]
    if any(isinstance(value, cached_property) for value in rest.values()):
        slots.append("__dict__")  # where they keep what they found
    parts |= {name: _Part(vars(described).get(name, MISSING), kw_only) for name in own}
    late = {name: _Late(name, make) for name, make in _METHODS.items()}
    late |= {name: _Late(name, partial(_table, described, kw_only, name)) for name in _TABLES}
    made: type[Any] = type(described)(
        described.__name__, described.__bases__, {**late, **_FROZEN, **rest, _PARTS: parts, "__slots__": tuple(slots)}
    )
    for part in late.values():
        part.record = made
    return made


_OF_A_CLASS = ("__dict__", "__weakref__")


class _Late:
    """Something of a record that is made when it is first asked for."""

    record: type[Any]

    def __init__(self, name: str, make: Callable[[type[Any]], Any]) -> None:
        self.name, self.make = name, make

    def __get__(self, instance: object, owner: type[Any]) -> Any:
        setattr(self.record, self.name, self.make(self.record))
        return getattr(owner if instance is None else instance, self.name)


_TABLES = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")


def _table(described: Any, kw_only: bool, name: str, record: type[Any]) -> Any:
    """What the standard library knows of a class such as this."""
    body = {key: value for key, value in vars(described).items() if key not in _OF_A_CLASS}
    body["__doc__"] = record.__doc__ or record.__name__  # else it makes up a long one
    alike = type(described)(described.__name__, described.__bases__, body)
    return getattr(dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(alike), name)


def _initialiser(record: Any) -> Callable[..., None]:
    """The `__init__` of a record. Its arguments are compiled: Python checks them, and at no cost."""
    names = tuple(record._parts)
    defaults: dict[str, Any] = {}
    factories: dict[str, Callable[[], Any]] = {}
    positional: list[str] = []
    by_name: list[str] = []
    for name, part in record._parts.items():
        factory = part.told("default_factory") or MISSING
        if factory is not MISSING:
            factories[name], defaults[name] = factory, _ABSENT
        elif part.value is not MISSING:
            defaults[name] = part.value
        (by_name if part.kw_only else positional).append(f"{name}=_[{name!r}]" if name in defaults else name)
    put = object.__setattr__

    def fill(self: Any, *values: Any) -> None:
        for name, value in zip(names, values, strict=True):
            put(self, name, factories[name]() if value is _ABSENT else value)

    arguments = ", ".join(("self", *positional, *(("*", *by_name) if by_name else ())))
    source = f"lambda {arguments}: fill(self, {', '.join(names)})"
    initialise: Callable[..., None] = eval(source, {"_": defaults, "fill": fill})  # noqa: S307 - our own names
    initialise.__qualname__ = f"{record.__qualname__}.__init__"
    return initialise


_ABSENT = object()


def _compared(record: Any) -> Callable[[Any], Any]:
    names = [name for name, part in record._parts.items() if part.told("compare") is not False]
    return attrgetter(*names) if names else lambda _: ()


def _equality(record: Any) -> Callable[[Any, object], Any]:
    values = _compared(record)
    return lambda self, other: values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented


def _hasher(record: Any) -> Callable[[Any], int]:
    values = _compared(record)
    return lambda self: hash(values(self))


def _shower(record: Any) -> Callable[[Any], str]:
    names = [name for name, part in record._parts.items() if part.told("repr") is not False]

    def show(self: Any) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({shown})"

    return show


_METHODS: dict[str, Callable[[Any], Any]] = {
    "__init__": _initialiser,
    "__eq__": _equality,
    "__hash__": _hasher,
    "__repr__": _shower,
}


def _assign(self: Any, name: str, _: object) -> NoReturn:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} stays what it is")


def _delete(self: Any, name: str) -> NoReturn:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} stays where it is")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self._parts]


def _restore(self: Any, values: list[Any]) -> None:
    for name, value in zip(self._parts, values, strict=True):
        object.__setattr__(self, name, value)


_FROZEN = {"__setattr__": _assign, "__delattr__": _delete, "__getstate__": _state, "__setstate__": _restore}
