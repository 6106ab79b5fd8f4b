"""Files that are remembered by what they were made from; their bytes are fetched when somebody wants them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256

from site_builder.memory.digest import Input
from site_builder.memory.digested import Digested
from site_builder.memory.neighbours import Step, remember_each
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
        for digest in digests.values():
            memory.use(digest)

    def __getitem__(self, path: str) -> bytes:
        found = self.memory.kept(self.digests[path])
        return self.again(path) if found is None else found


def remember_files(memory: BuildMemory, name: str, make: Callable[[], MadeFiles], *inputs: Input) -> MadeFiles:
    """The files that a step makes, and its problems."""
    lasting = memory.lasting
    if lasting is None:
        return make()
    digests, problems = memory.step(name, partial(_keep, lasting, make), *inputs)
    return _Kept(lasting, digests, partial(_again, make)), problems


def remember_all_files(memory: BuildMemory, kind: str, steps: Iterable[Step[MadeFiles]]) -> list[MadeFiles]:
    """The files that steps of one kind make, and their problems."""
    lasting = memory.lasting
    if lasting is None:
        return [step.make() for step in steps]
    makers = {step.name: step for step in steps}
    keeping = (Step(step.name, partial(_keep, lasting, step.make), step.known) for step in makers.values())
    return [
        (_Kept(lasting, digests, partial(_again, makers[name].make)), problems)
        for (name, *_), (digests, problems) in remember_each(memory, kind, keeping)
    ]


def _again(make: Callable[[], MadeFiles], path: str) -> bytes:
    return make()[0][path]


def _keep(lasting: Memory, make: Callable[[], MadeFiles]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    files, problems = make()
    return {path: lasting.keep(data) for path, data in files.items()}, problems
