"""Versions that were read before: their facts and texts are fetched when somebody asks for them, and that is noted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import partial
from typing import Any, TypeVar

from site_builder.memory.digest import Input, digest_of
from site_builder.memory.neighbours import Step, remember_each
from site_builder.memory.plain import dump
from site_builder.memory.steps import BuildMemory, Memory
from site_builder.model import Prose, Register, Version
from site_builder.problem import Problem

Part = TypeVar("Part")
Parsed = tuple[Version | None, tuple[Problem, ...]]

# What lists of versions show of each is at hand. The rest of a register is fetched when it is asked for.
_CARD = (
    "announced_on",
    "effective_on",
    "status",
    "authoritative_locale",
    "summary",
    "significance",
    "lead_time_reason",
)
# What every page reads of the version in force is a fact of its own: a change of anything else leaves them as they are.
_EVERYWHERE = ("controller", "rights", "storage")
_OTHER_FIELDS = tuple(field.name for field in fields(Version) if field.name not in ("id", "register", "prose"))


def step_of_version(folder: str) -> str:
    """The step around those for the parts of a version."""
    return f"version:{folder}"


def recall_versions(memory: BuildMemory, versions: Sequence[tuple[str, Callable[[], Parsed], str]]) -> Iterator[Parsed]:
    """Each version by its folder: what `parse` gives of it, from memory while all that is known of it is the same."""
    lasting = memory.lasting
    if lasting is None:
        yield from (parse() for _, parse, _ in versions)
        return
    parsers = {step_of_version(folder): parse for folder, parse, _ in versions}
    steps = (
        Step(name, partial(_write_down, lasting, parse), known)
        for (name, parse), (*_, known) in zip(parsers.items(), versions, strict=True)
    )
    for (name, *_), (found, problems) in remember_each(memory, "versions", steps):
        yield _RememberedVersion(memory, lasting, found, parsers[name]) if found else None, problems


def _write_down(lasting: Memory, parse: Callable[[], Parsed]) -> tuple[Any, tuple[Problem, ...]]:
    """A version as its parts, each by its digest, and the facts that tell of what is in them."""
    version, problems = parse()
    if version is None:
        return None, problems
    identifier, register = version.id, version.register
    texts = {locale: lasting.keep_value(prose) for locale, prose in version.prose.items()}
    whole = lasting.keep_value(register)
    card = {name: getattr(register, name) for name in _CARD}
    others = {name: getattr(version, name) for name in _OTHER_FIELDS}
    facts = {
        "card": digest_of(dump(card)),
        **{name: digest_of(dump(getattr(register, name))) for name in _EVERYWHERE},
        "version": digest_of(dump((sorted(texts), others))),
    }
    return (identifier, whole, card, texts, others, facts), problems


def recall_register(
    memory: BuildMemory,
    folder: str,
    read: Callable[[], tuple[Register | None, tuple[Problem, ...]]],
    *inputs: Input,
) -> tuple[Register | None, tuple[Problem, ...]]:
    """The register of a version that `read` gives, from memory when the inputs are what they were."""
    lasting = memory.lasting
    if lasting is None:
        return read()

    def write_down() -> tuple[str | None, tuple[Problem, ...]]:
        register, problems = read()
        return None if register is None else lasting.keep_value(register), problems

    digest, problems = memory.step("register", write_down, *inputs, within=step_of_version(folder))
    if digest is None:
        return None, problems
    lasting.use((digest,))
    register: Register | None = lasting.kept_value(digest)
    return read() if register is None else (register, problems)


def recall_parts(
    memory: BuildMemory, folder: str, name: str, parts: Sequence[tuple[Callable[[], Part], tuple[Input, ...]]]
) -> tuple[Part, ...]:
    """Parts of a version that stand together. Each is a pure function with its inputs, which are all that it reads, and
    is made again when one of these is another."""
    lasting, around = memory.lasting, step_of_version(folder)
    if lasting is None:
        return tuple(make() for make, _ in parts)
    makers = {memory.digest(*inputs): make for make, inputs in parts}

    def write_down() -> str:
        before: str | None = memory.before(name, around)
        known = (before and lasting.kept_value(before)) or {}
        return lasting.keep_value({key: known[key] if key in known else make() for key, make in makers.items()})

    digest = memory.step(name, write_down, *makers, within=around)
    lasting.use((digest,))
    made: Mapping[str, Part] | None = lasting.kept_value(digest)
    return tuple(make() if made is None else made[key] for key, make in makers.items())


class _RememberedVersion(Version):
    """A version whose parts are facts: `prose LOCALE:ID`, `version:ID`, and those of its register."""

    __slots__ = ("_lasting", "_memory", "_others", "_parse", "_register", "_texts")
    __qualname__ = "Version"  # what a template shows of it is what it shows of any version
    _lasting: Memory
    _memory: BuildMemory
    _others: Mapping[str, Any]
    _parse: Callable[[], Parsed]
    _register: Register
    _texts: Mapping[str, Prose]

    def __new__(cls, *_: Any, **fields: Any) -> Any:
        """With fields by name it is a version like any other: what `dataclasses.replace` makes of this one."""
        return Version(**fields) if fields else object.__new__(cls)

    def __init__(self, memory: BuildMemory, lasting: Memory, found: Any, parse: Callable[[], Parsed]) -> None:
        identifier, register, card, texts, others, facts = found
        lasting.use((register, *texts.values()))
        prose = {f"prose {locale}": digest for locale, digest in texts.items()}
        memory.tell_of(identifier, {"register": register, **prose, **facts})
        put = object.__setattr__
        put(self, "id", identifier)
        put(self, "_lasting", lasting)
        put(self, "_memory", memory)
        put(self, "_parse", parse)
        put(self, "_others", others)
        whole = partial(self.fetch, register, lambda again: again.register)
        put(self, "_register", _RememberedRegister(identifier, memory, card, whole))
        put(self, "_texts", _Texts(self, memory, texts))

    def fetch(self, digest: str, part: Callable[[Version], Any]) -> Any:
        """A part of the version by its digest; read again from the sources where it is gone from memory."""
        found = self._lasting.kept_value(digest)
        if found is None:
            again, _ = self._parse()
            assert again is not None  # noqa: S101 - the same sources were a version before
            found = part(again)
            self._lasting.keep_value(found)
        return found

    @property
    def register(self) -> Register:
        return self._register

    @property
    def prose(self) -> Mapping[str, Prose]:
        return self._texts

    def __getattr__(self, name: str) -> Any:
        if name not in _OTHER_FIELDS:
            raise AttributeError(name)
        self._memory.note(f"version:{self.id}")
        return self._others[name]

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class _Texts(Mapping[str, Prose]):
    def __init__(self, version: _RememberedVersion, memory: BuildMemory, digests: Mapping[str, str]) -> None:
        self.version, self.memory, self.digests = version, memory, digests

    def __getitem__(self, locale: str) -> Prose:
        self.memory.note(f"prose {locale}:{self.version.id}")
        found: Prose = self.version.fetch(self.digests[locale], lambda again: again.prose[locale])
        return found

    def __iter__(self) -> Iterator[str]:
        self.memory.note(f"version:{self.version.id}")
        return iter(self.digests)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __len__(self) -> int:
        self.memory.note(f"version:{self.version.id}")
        return len(self.digests)


class _RememberedRegister(Register):
    """A register whose fields are facts: `card:ID`, `controller:ID` and so on, else `register:ID`."""

    __slots__ = ("_card", "_id", "_memory", "_whole")
    __qualname__ = "Register"
    _card: Mapping[str, Any]
    _id: str
    _memory: BuildMemory
    _whole: Callable[[], Register]

    def __new__(cls, *_: Any, **fields: Any) -> Any:
        return Register(**fields) if fields else object.__new__(cls)

    def __init__(
        self, identifier: str, memory: BuildMemory, card: Mapping[str, Any], whole: Callable[[], Register]
    ) -> None:
        put = object.__setattr__
        put(self, "_id", identifier)
        put(self, "_memory", memory)
        put(self, "_card", card)
        put(self, "_whole", whole)

    def _read(self, name: str) -> Any:
        fact = "card" if name in _CARD else name if name in _EVERYWHERE else "register"
        self._memory.note(f"{fact}:{self._id}")
        return self._card[name] if name in _CARD else getattr(self._whole(), name)


def _read_field(name: str) -> property:
    return property(lambda register: register._read(name))


for _field in fields(Register):
    setattr(_RememberedRegister, _field.name, _read_field(_field.name))
