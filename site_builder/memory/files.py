"""Files that are remembered by what they were made from; their bytes are fetched when somebody wants them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from hashlib import sha256

from site_builder.memory.digest import Input, digest_of
from site_builder.memory.digested import Digested, digests_of
from site_builder.memory.neighbours import Step, known_of, together
from site_builder.memory.steps import BuildMemory, Memory
from site_builder.problem import Problem

MadeFiles = tuple[Mapping[str, bytes], tuple[Problem, ...]]


class Files(Mapping[str, bytes]):
    """Files by path, from several makers. `digest` tells one content from another without fetching it."""

    def __init__(self, *parts: Mapping[str, bytes]) -> None:
        self.parts: dict[str, Digested | _Made] = {}
        for part in parts:
            if isinstance(part, Files):
                self.parts |= part.parts
            elif isinstance(part, Digested):
                self.parts |= dict.fromkeys(part.digests, part)
            else:
                self.parts |= dict.fromkeys(part, _Made(part))

    def __getitem__(self, path: str) -> bytes:
        return self.parts[path][path]

    def __contains__(self, path: object) -> bool:
        return path in self.parts

    def __iter__(self) -> Iterator[str]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    def digest(self, path: str) -> str:
        """The SHA-256 of a file, in hexadecimal."""
        return self.parts[path].digests[path]

    def digests(self) -> dict[str, str]:
        """The SHA-256 of every file."""
        return {path: part.digests[path] for path, part in self.parts.items()}

    def kept(self, path: str) -> str | None:
        """The digest of a file that is in a memory."""
        part = self.parts[path]
        return part.digests[path] if isinstance(part, _Kept) else None


class _Made:
    """Files that are at hand, and their digests, each made when it is first asked for."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files, self.digests = files, _Digests(files)

    def __getitem__(self, path: str) -> bytes:
        return self.files[path]


class _Digests(dict[str, str]):
    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def __missing__(self, path: str) -> str:
        digest = self[path] = sha256(self.files[path]).hexdigest()
        return digest


class _Kept(Digested):
    """Files in a memory. What is gone from there is made again."""

    def __init__(self, memory: Memory, digests: Mapping[str, str], again: Callable[[str], bytes]) -> None:
        self.memory, self.digests, self.again = memory, digests, again
        memory.use(digests.values())

    def __getitem__(self, path: str) -> bytes:
        found = self.memory.kept(self.digests[path])
        return self.again(path) if found is None else found


def remember_files(
    memory: BuildMemory, name: str, make: Callable[[], MadeFiles], *inputs: Input, within: str = ""
) -> MadeFiles:
    """The files that a step makes, and its problems. What it has from other steps is not kept twice."""
    lasting = memory.lasting
    if lasting is None:
        return make()
    digests, problems = memory.step(name, partial(_keep, lasting, make), *inputs, within=within)
    return _Kept(lasting, digests, partial(_again, make)), problems


def remember_joined_files(memory: BuildMemory, name: str, make: Callable[[], MadeFiles], *inputs: Input) -> MadeFiles:
    """The files that a step joins from what is kept already, and its problems. They are not kept once more."""
    if memory.lasting is None:
        return make()
    joined = _Joined(make)
    joined.digests, problems = memory.step(name, joined.take, *inputs)
    return joined, problems


class _Joined(Digested):
    """Files that are joined when somebody wants them."""

    def __init__(self, make: Callable[[], MadeFiles]) -> None:
        self.make = make

    @cached_property
    def made(self) -> MadeFiles:
        return self.make()

    def take(self) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
        files, problems = self.made
        return dict(digests_of(files)), problems

    def __getitem__(self, path: str) -> bytes:
        return self.made[0][path]


def remember_all_files(memory: BuildMemory, kind: str, steps: Iterable[Step[MadeFiles]]) -> MadeFiles:
    """The files that steps of one kind make, and their problems. Neighbours come together."""

    def look(neighbours: Iterable[Step[MadeFiles]], around: str) -> MadeFiles:
        return united(remember_files(memory, step.name, step.make, step.known, within=around) for step in neighbours)

    return united(
        remember_files(memory, around, partial(look, neighbours, around), *known_of(neighbours))
        for around, neighbours in together(kind, steps).items()
    )


class Pieces:
    """Texts by name that several makers made a piece of, one after another. Their bytes are fetched when somebody wants
    them; `known` tells one content from another."""

    def __init__(self, parts: Iterable[Mapping[str, bytes]]) -> None:
        self._parts = [Files(part) for part in parts]

    @property
    def known(self) -> str:
        return digest_of(*(told for part in self._parts for name in part for told in (name, part.digest(name))))

    def __getitem__(self, name: str) -> list[bytes]:
        return [part[name] for part in self._parts]


def remember_pieces(memory: BuildMemory, kind: str, steps: Iterable[Step[Mapping[str, str]]]) -> Pieces:
    """The pieces that steps of one kind make, each of the same texts. Those of neighbours are kept as one."""

    def look(neighbours: Iterable[Step[Mapping[str, str]]], around: str) -> MadeFiles:
        made = [memory.step(step.name, step.make, step.known, within=around) for step in neighbours]
        return {name: "".join(pieces[name] for pieces in made).encode() for name in made[0]}, ()

    return Pieces(
        remember_files(memory, around, partial(look, neighbours, around), *known_of(neighbours))[0]
        for around, neighbours in together(kind, steps).items()
    )


def united(made: Iterable[MadeFiles]) -> MadeFiles:
    """What several makers made."""
    all_made = tuple(made)
    return Files(*(files for files, _ in all_made)), tuple(problem for _, found in all_made for problem in found)


def _again(make: Callable[[], MadeFiles], path: str) -> bytes:
    return make()[0][path]


def _keep(lasting: Memory, make: Callable[[], MadeFiles]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    files, problems = make()
    known = Files(files)
    return {path: known.kept(path) or lasting.keep(known[path]) for path in known}, problems
