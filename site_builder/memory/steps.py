"""Steps that are remembered by what they read.

A step is a pure function with a name. While it runs, every *fact* that it reads is noted by name; when all these facts
are what they were, and so are its inputs and the ground that all steps stand on, what it made is used again. So a step
cannot depend on anything that it is not remembered by: what it can reach is a fact that is noted, an input, or the
ground.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, TypeVar

from site_builder.memory.digest import Input, digest_of
from site_builder.memory.facts import Facts, names
from site_builder.memory.plain import UnwritableError, dump, load
from site_builder.memory.store import Place, Row, Store

Made = TypeVar("Made")

_RECENT = 20_000  # values that a process keeps at hand


class Memory:
    """What builds made before, in this process and, with a store that has a file, in others."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.made: frozenset[str] = frozenset()
        """The steps that the last build could not remember."""
        self._rows: dict[Place, dict[str, Row]] = {}
        self._values: dict[bytes, Any] = {}
        self._used: set[bytes] = set()  # also by builds before, whose files somebody may still hold

    @contextmanager
    def build(self, room: str, ground: str) -> "Iterator[BuildMemory]":
        """A build. Builds that differ in what they make have a room of their own; `ground` is the digest of what every
        step may read without being noted."""
        self.store.stand_on(ground)
        build = BuildMemory(self, room, ground)
        try:
            yield build
        finally:
            build.over = True
        gone = build.gone() if build.finished else ()
        for around, name in gone:
            del self.rows(room, around)[name]
            self._let_go(room, name)
        self.store.save(room, build.changed, gone, self._used if build.finished else None)
        self.made = frozenset(name for _, name in build.changed)

    def rows(self, room: str, around: str) -> dict[str, Row]:
        """The steps within one, or within none."""
        if (room, around) not in self._rows:
            self._rows[room, around] = self.store.rows(room, around)
        return self._rows[room, around]

    def _let_go(self, room: str, around: str) -> None:
        """The steps within one, and within those."""
        for name in self._rows.pop((room, around), ()):
            self._let_go(room, name)

    def forget(self) -> None:
        """Remember nothing of what was made before."""
        self._rows.clear()
        self._values.clear()
        self.store.clear()

    def value(self, row: Row) -> Any:
        """What a step made. Raises ValueError when that cannot be read."""
        found = self._values.get(row.key)
        if found is None:
            found = load(row.value)
            self._at_hand(row.key, found)
        return found

    def keep(self, data: bytes) -> str:
        """Keep bytes; the digest by which they are found again."""
        digest = self.store.keep(data)
        self._used.add(digest)
        return digest.hex()

    def kept(self, digest: str) -> bytes | None:
        """The bytes with a digest, if they are still there."""
        return self.store.blob(bytes.fromhex(digest))

    def use(self, digests: Iterable[str]) -> None:
        """These bytes are to stay, though nobody needs to see them now."""
        self._used.update(map(bytes.fromhex, digests))

    def keep_value(self, value: object) -> str:
        """Keep a value that `plain` can write."""
        digest = self.keep(dump(value).encode("ascii"))
        self._at_hand(bytes.fromhex(digest), value)
        return digest

    def kept_value(self, digest: str) -> Any:
        """A value that was kept, or None."""
        key = bytes.fromhex(digest)
        if key not in self._values:
            data = self.kept(digest)
            if data is None:
                return None
            try:
                self._at_hand(key, load(data.decode("ascii")))
            except ValueError:
                return None
        return self._values[key]

    def _at_hand(self, key: bytes, value: Any) -> None:
        if len(self._values) >= _RECENT:
            self._values.clear()
        self._values[key] = value


class BuildMemory:
    """The memory of one build: what is so now, and what of before still holds. Without a memory every step is made.

    When the build is `over`, what was made by it still works, and nothing is written down any more.
    """

    def __init__(self, memory: Memory | None = None, room: str = "", ground: str = "") -> None:
        self.lasting = memory
        self.room = room
        self.changed: dict[Place, Row] = {}
        self.visited: dict[str, set[str]] = {"": set()}
        self.finished = False
        """Whether the build came by all its steps, so that others can be forgotten."""
        self.over = False
        self._ground = ground
        self._facts = Facts()
        self._reading: set[str] | None = None
        self._here: dict[object, tuple[Any, frozenset[str]]] = {}

    def stand_on(self, *inputs: Input) -> None:
        """From here on every step may read these too, without noting it."""
        self._ground = digest_of(self._ground, *inputs)

    # facts

    def tell(self, facts: Mapping[str, str]) -> None:
        """What steps may read, by name."""
        self._facts.tell(facts)

    def tell_of(self, version: str, facts: Mapping[str, str]) -> None:
        """What steps may read of a version, by kind."""
        self._facts.tell_of(version, facts)

    def note(self, name: str) -> None:
        """A step reads a fact."""
        if self._reading is not None:
            self._reading.add(name)

    # steps

    def step(self, name: str, make: Callable[[], Made], *inputs: Input, within: str = "") -> Made:
        """What `make` gives, from memory when nothing changed that it read. It gives values that `plain` can write.

        `within` is the name of a step that needs this one only when it is made itself. Until then this one stays, and
        is not even fetched.
        """
        if self.lasting is None or self.over:
            return make()
        rows, visited = self.lasting.rows(self.room, within), self.visited.setdefault(within, set())
        row = rows.get(name)
        if row is not None and row.key == self._key((within, name), inputs, row.reads) and self._facts.hold(row.reads):
            try:
                value: Made = self.lasting.value(row)
            except ValueError:
                pass
            else:
                visited.add(name)
                self._read_again(row.reads)
                return value
        made, reads = self._watch(make)
        read = self._facts.read(reads)
        self._read_again(read)
        try:
            written = dump(made)
        except UnwritableError:
            return made  # it is made again every time
        rows[name] = self.changed[within, name] = Row(self._key((within, name), inputs, read), read, written)
        visited.add(name)
        return made

    def before(self, name: str, within: str = "") -> Any:
        """What a step made when it was last made, whatever changed since; None when that is not known."""
        row = self.lasting.rows(self.room, within).get(name) if self.lasting else None
        try:
            return self.lasting.value(row) if self.lasting and row else None
        except ValueError:
            return None

    def digest(self, *inputs: Input) -> str:
        """The digest of inputs, and of the ground that all steps stand on."""
        return digest_of(self._ground, *inputs)

    def gone(self) -> list[Place]:
        """The steps that nobody came by, among those within none and those within a step that was made."""
        assert self.lasting is not None  # noqa: S101 - who remembers nothing is not asked
        made = {name for _, name in self.changed}
        return [
            (around, name)
            for around, visited in self.visited.items()
            if not around or around in made
            for name in self.lasting.rows(self.room, around).keys() - visited
        ]

    def once(self, key: object, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once in a build. Whoever asks for it again reads what it read."""
        if key not in self._here:
            self._here[key] = self._watch(make)
        made: Made
        made, reads = self._here[key]
        if self._reading is not None:
            self._reading.update(reads)
        return made

    def as_one(self, name: str, make: Callable[[], Made]) -> Made:
        """What `make` gives; all that it reads is told by one fact."""
        made = self.unnoted(make)
        self.note(name)
        return made

    def unnoted(self, make: Callable[[], Made]) -> Made:
        """What `make` gives, when all that it reads is told otherwise."""
        reading, self._reading = self._reading, None
        try:
            return make()
        finally:
            self._reading = reading

    def _watch(self, make: Callable[[], Made]) -> tuple[Made, frozenset[str]]:
        reading, self._reading = self._reading, set()
        try:
            made = make()
            return made, frozenset(self._reading)
        finally:
            self._reading = reading

    def _read_again(self, read: str) -> None:
        if self._reading is not None:
            self._reading.update(names(read))

    def _key(self, place: Place, inputs: tuple[Input, ...], read: str) -> bytes:
        """The digest of all that a step is made from; `read` are the facts as they are written down."""
        return sha256(f"{(self._ground, place, inputs)!r}\n{read}".encode("utf-8", "surrogatepass")).digest()
