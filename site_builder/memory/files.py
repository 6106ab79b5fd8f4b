"""Files that are remembered by what they were made from; their bytes are fetched when somebody wants them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from site_builder.memory.digest import Input
from site_builder.memory.steps import BuildMemory, Memory
from site_builder.problem import Problem

MadeFiles = tuple[Mapping[str, bytes], tuple[Problem, ...]]


class Files(Mapping[str, bytes]):
    """Files by path, from several makers. `digest` tells one content from another without fetching it."""

    def __init__(self, *parts: Mapping[str, bytes]) -> None:
        self.parts: dict[str, Mapping[str, bytes]] = {}
        for part in parts:
            self.parts |= part.parts if isinstance(part, Files) else dict.fromkeys(part, part)

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
        part = self.parts[path]
        return part.digests[path] if isinstance(part, _Kept) else sha256(part[path]).hexdigest()


class _Kept(Mapping[str, bytes]):
    """Files in a memory. What is gone from there is made again."""

    def __init__(self, memory: Memory, digests: Mapping[str, str], again: Callable[[str], bytes]) -> None:
        self.memory, self.digests, self.again = memory, digests, again
        for digest in digests.values():
            memory.use(digest)

    def __getitem__(self, path: str) -> bytes:
        found = self.memory.kept(self.digests[path])
        return self.again(path) if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)


class Maker(NamedTuple):
    """A step that makes files: its name, what it does, and its input."""

    name: str
    make: Callable[[], MadeFiles]
    known: str = ""


_MONTH = re.compile(r"\d{4}-\d{2}(?=-\d{2})")


def neighbourhood(name: str) -> str:
    """What is of versions of one month leads to each other and seldom changes; anything else is by itself."""
    month = _MONTH.search(name)
    return month[0] if month else name


def remember_files(memory: BuildMemory, name: str, make: Callable[[], MadeFiles], *inputs: Input) -> MadeFiles:
    """The files that a step makes, and its problems."""
    lasting = memory.lasting
    if lasting is None:
        return make()
    digests, problems = memory.step(name, partial(_keep, lasting, make), *inputs)
    return _Kept(lasting, digests, lambda path: make()[0][path]), problems


def remember_neighbours(memory: BuildMemory, kind: str, makers: Iterable[Maker]) -> list[MadeFiles]:
    """The files that steps of one kind make, and their problems. As long as nothing changed that any of some neighbours
    read, none of them is looked at alone."""
    if memory.lasting is None:
        return [maker.make() for maker in makers]
    neighbours: dict[str, list[Maker]] = {}
    for maker in makers:
        neighbours.setdefault(neighbourhood(maker.name), []).append(maker)
    return [_together(memory, memory.lasting, f"{kind} of {name}", found) for name, found in neighbours.items()]


def _together(memory: BuildMemory, lasting: Memory, name: str, makers: list[Maker]) -> MadeFiles:
    def look() -> tuple[tuple[dict[str, str], tuple[Problem, ...]], ...]:
        keep = (partial(_keep, lasting, maker.make) for maker in makers)
        return tuple(
            memory.step(maker.name, make, maker.known, within=name) for maker, make in zip(makers, keep, strict=True)
        )

    def again(path: str) -> bytes:
        return next(maker.make()[0][path] for maker, (made, _) in zip(makers, found, strict=True) if path in made)

    found = memory.step(name, look, *(told for maker in makers for told in (maker.name, maker.known)))
    digests = {path: digest for made, _ in found for path, digest in made.items()}
    return _Kept(lasting, digests, again), tuple(problem for _, problems in found for problem in problems)


def _keep(lasting: Memory, make: Callable[[], MadeFiles]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    files, problems = make()
    return {path: lasting.keep(data) for path, data in files.items()}, problems
