"""A record is to its users what a frozen dataclass with slots is."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from inspect import signature
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.records import record


@record
class Point:
    """A point, as a record."""

    x: int
    y: int = 0
    tags: dict[str, int] = field(default_factory=dict)
    note: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StandardPoint:
    """A point, as the standard library makes it."""

    x: int
    y: int = 0
    tags: dict[str, int] = field(default_factory=dict)
    note: str = field(default="", compare=False, repr=False)


StandardPoint.__qualname__ = "Point"

arguments = st.fixed_dictionaries(
    {"x": st.integers(0, 2)},
    optional={
        "y": st.integers(0, 2),
        "tags": st.dictionaries(st.sampled_from("ab"), st.integers(0, 1)),
        "note": st.sampled_from(["", "a"]),
    },
)


@given(arguments, arguments)
def test_it_is_what_the_standard_library_makes(one: dict[str, Any], other: dict[str, Any]) -> None:
    ours, theirs = Point(**one), StandardPoint(**one)
    assert repr(ours) == repr(theirs)
    assert asdict(ours) == asdict(theirs)
    assert (ours == Point(**other)) == (theirs == StandardPoint(**other))
    assert asdict(replace(ours, x=7)) == asdict(replace(theirs, x=7))
    assert copy.copy(ours) == ours
    assert pickle.loads(pickle.dumps(ours)) == ours  # noqa: S301 - written in the line itself


def test_it_shows_its_fields_like_the_standard_library() -> None:
    assert [part.name for part in fields(Point)] == [part.name for part in fields(StandardPoint)]
    assert list(signature(Point).parameters) == list(signature(StandardPoint).parameters)
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert is_dataclass(Point)


def test_its_defaults_are_its_own() -> None:
    assert Point(1).tags is not Point(1).tags


def test_it_cannot_be_changed() -> None:
    point: Any = Point(1)
    with pytest.raises(FrozenInstanceError, match=r"Point\.x"):
        point.x = 2
    with pytest.raises(FrozenInstanceError, match=r"Point\.x"):
        del point.x
    with pytest.raises(AttributeError):
        point.z = 2
    assert point == Point(1)


@record
class Key:
    name: str
    number: int = 0


@record
class Same:
    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same)

    def __hash__(self) -> int:
        return 7


def test_equal_ones_are_one_key() -> None:
    assert len({Key("a"), Key("a", 0), Key("b"), Key("a", 1)}) == 3
    others: list[object] = [("a", 0), Same("a")]
    assert Key("a") not in others


@record
class Nothing:
    """No fields at all."""


def test_nothing_is_nothing() -> None:
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())
    assert repr(Nothing()) == "Nothing()"


@record(kw_only=True)
class Base:
    origin: str = ""


@record(kw_only=True)
class Derived(Base):
    name: str

    def shout(self) -> str:
        return self.name.upper()


def test_one_follows_another() -> None:
    derived = Derived(name="a", origin="b")
    assert (derived.origin, derived.shout(), [part.name for part in fields(derived)]) == ("b", "A", ["origin", "name"])
    assert Base(origin="b") != derived
    with pytest.raises(TypeError):
        Derived("a")  # type: ignore[call-arg]  # the mistake under test


def test_what_it_says_itself_stays() -> None:
    assert Same("a") == Same("b")
    assert hash(Same("a")) == 7
    assert repr(Same("a")) == "Same(name='a')"


@record
class Counted:
    name: str

    @cached_property
    def length(self) -> list[int]:
        return [len(self.name)]


def test_what_it_finds_it_keeps() -> None:
    counted = Counted("abc")
    assert counted.length == [3]
    assert counted.length is counted.length
    assert counted == Counted("abc")


class Held(Point):
    """A class below a record, with an `__init__` of its own."""

    __slots__ = ("more",)
    more: int

    def __init__(self, more: int) -> None:
        super().__init__(more)
        object.__setattr__(self, "more", more)


def test_a_class_below_it_is_free() -> None:
    assert (Held(3).x, Held(3).more) == (3, 3)
    assert Held(3) == Held(3)
    assert Held(3) != Point(3)


def test_many_may_ask_at_once() -> None:
    """Whoever comes second waits for what the first makes."""
    for _ in range(50):

        @record
        class Fresh:
            first: int
            last: dict[str, int] = field(default_factory=dict)

        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(Fresh, range(8)))
        assert [fresh.first for fresh in made] == list(range(8))
