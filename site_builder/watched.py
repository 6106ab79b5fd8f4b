"""An edition of which everything that is read is noted, so that what is made from it can be remembered by that."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from operator import attrgetter
from types import FunctionType
from typing import Any, TypeVar

from site_builder.changes.change import Change
from site_builder.changes.history import Release, compare
from site_builder.changes.significance import Significance
from site_builder.memory.plain import dump
from site_builder.memory.steps import BuildMemory
from site_builder.model import Publication, Site, Version
from site_builder.pages import Edition, Page
from site_builder.timeline import Standing, Timeline

Value = TypeVar("Value")


def remembered_release(memory: BuildMemory) -> Callable[[Version, Version | None], Release]:
    """How two versions are compared: what was found before is not sought again."""
    return (lambda version, previous: _Release(memory, version, previous)) if memory.lasting else compare


def watched(edition: Edition, memory: BuildMemory) -> Edition:
    """The edition, its facts told to a memory. What is not a part that can be watched must be known to the ground."""
    if memory.lasting is None:
        return edition
    parts: dict[str, Any] = {}
    for field in fields(edition):
        part = getattr(edition, field.name)
        if isinstance(part, Site):
            memory.tell({"versions": "\n".join(version.id for version in part.versions)})
            parts[field.name] = _Site(part, memory)
        elif isinstance(part, Timeline):
            parts[field.name] = _Timeline(part, memory)
        elif isinstance(part, Mapping):
            parts[field.name] = _Watched(field.name, part, memory)
            releases = [value for value in part.values() if isinstance(value, Release)]
            memory.tell({f"previous:{found.id}": found.previous.id if found.previous else "" for found in releases})
        elif not isinstance(part, bool):
            raise TypeError(f"{field.name} of an edition cannot be watched")
    return replace(edition, **parts)


def description(page: Page, memory: BuildMemory) -> str:
    """All that a page is told before it is rendered. Raises TypeError when it is told what has no description."""

    known = memory.once("descriptions", dict[str, str])
    path = page.path
    if path not in known:
        known[path] = repr([value if type(value) in _PLAIN else _told(value) for value in _page_fields(page)])
    return known[path]


_PLAIN = {str, bool, int, type(None)}
_page_fields = attrgetter(*(field.name for field in fields(Page)))


def _told(value: object) -> object:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Version):
        return "version", value.id
    if isinstance(value, Release):
        return "release", value.id
    if isinstance(value, FunctionType):
        return value.__module__, value.__qualname__
    if isinstance(value, dict | Mapping):
        return [(name, member if type(member) in _PLAIN else _told(member)) for name, member in value.items()]
    if isinstance(value, tuple):
        return [_told(member) for member in value]
    return dump(value)


class _Release(Release):
    """A release that is compared with the one before when somebody asks what changed."""

    __slots__ = ("_memory", "_previous")
    __qualname__ = "Release"  # what a template shows of it is what it shows of any release
    _memory: BuildMemory
    _previous: Version | None

    def __init__(self, memory: BuildMemory, version: Version, previous: Version | None) -> None:
        put = object.__setattr__
        put(self, "version", version)
        put(self, "_previous", previous)
        put(self, "_memory", memory)

    @property
    def previous(self) -> Version | None:
        self._memory.note(f"previous:{self.version.id}")
        return self._previous

    @property
    def changes(self) -> tuple[Change, ...]:
        return self._compared().changes

    @property
    def significance(self) -> Significance:
        return self.remember("significance", lambda: self._compared().significance)

    def _compared(self) -> Release:
        return self._memory.once(("compared", self), lambda: compare(self.version, self.previous))

    def remember(self, what: str, make: Callable[[], Value], within: str = "") -> Value:
        return self._memory.step(f"{what}:{self.id}", make, within=within)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class _Site(Site):
    __slots__ = ("_memory", "_plain")
    __qualname__ = "Site"
    _memory: BuildMemory
    _plain: Site

    def __init__(self, plain: Site, memory: BuildMemory) -> None:
        object.__setattr__(self, "_plain", plain)
        object.__setattr__(self, "_memory", memory)

    @property
    def publication(self) -> Publication:
        return self._plain.publication

    @property
    def versions(self) -> tuple[Version, ...]:
        self._memory.note("versions")
        return self._plain.versions


class _Timeline(Timeline):
    """How versions stand is a fact of each (`standing:ID`, `next:ID`); what is in a list, one of the whole."""

    __slots__ = ("_memory", "_plain")
    __qualname__ = "Timeline"
    _memory: BuildMemory
    _plain: Timeline

    def __init__(self, plain: Timeline, memory: BuildMemory) -> None:
        object.__setattr__(self, "_plain", plain)
        object.__setattr__(self, "_memory", memory)
        known = plain.newest_first
        memory.tell({f"standing:{version.id}": plain.standing(version) for version in known})
        memory.tell({f"next:{name}": after.id if after else "" for name, after in plain.each_next().items()})
        lists = (plain.superseded, plain.announced, plain.withdrawn)
        memory.tell({"in_force": plain.in_force.id})
        memory.tell({"order": dump((plain.in_force.id, *(tuple(v.id for v in listed) for listed in lists)))})

    @property
    def in_force(self) -> Version:
        self._memory.note("in_force")
        return self._plain.in_force

    @property
    def announced(self) -> tuple[Version, ...]:
        self._memory.note("order")
        return self._plain.announced

    @property
    def superseded(self) -> tuple[Version, ...]:
        self._memory.note("order")
        return self._plain.superseded

    @property
    def withdrawn(self) -> tuple[Version, ...]:
        self._memory.note("order")
        return self._plain.withdrawn

    def standing(self, version: Version) -> Standing:
        self._memory.note(f"standing:{version.id}")
        return self._plain.standing(version)

    def next_after(self, version: Version) -> Version | None:
        self._memory.note(f"next:{version.id}")
        return self._plain.next_after(version)


class _Watched(Mapping[str, Value]):
    """What stands under a key is a fact of its own; which keys there are, one of the whole."""

    def __init__(self, name: str, plain: Mapping[str, Value], memory: BuildMemory) -> None:
        self.name, self.plain, self.memory = name, plain, memory
        memory.tell({name: dump(tuple(plain))})
        memory.tell({f"{name}:{key}": repr(("there", _told(value))) for key, value in plain.items()})

    def __getitem__(self, key: str) -> Value:
        self.memory.note(f"{self.name}:{key}")
        return self.plain[key]

    def __iter__(self) -> Iterator[str]:
        self.memory.note(self.name)
        return iter(self.plain)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __len__(self) -> int:
        self.memory.note(self.name)
        return len(self.plain)
