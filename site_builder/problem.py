"""What an editor got wrong: a value, never an exception, until nothing can be built from it."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import IntEnum
from typing import NamedTuple

from site_builder.records import record


class Severity(IntEnum):
    """How much a problem weighs: only an error stops a build."""

    ERROR = 0
    WARNING = 1
    ADVICE = 2


class Location(NamedTuple):
    """A place in the project: path relative to its root, line counted from 1; line 0 is the file as a whole."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@record
class Origin:
    """Where a record was written: its path and line, and the line of each of its fields."""

    path: str = ""
    line: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, name: str = "", index: int | None = None) -> Location:
        """The place of a field, of the item `index` of a list in it, or of the record itself."""
        key = name if index is None else f"{name}[{index}]"
        return Location(self.path, self.lines.get(key, self.line))


UNKNOWN_ORIGIN = Origin()


@record
class Problem:
    """A mistake at a place. It holds no words: `code` names the message, `arguments` fill it in.

    An argument may be a text, a number, or a text in several locales (a mapping). `waived` is why an editor lets it
    stand.
    """

    location: Location
    code: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    waived: str = ""

    def sort_key(self) -> tuple[Location, int, str, str]:
        return (self.location, self.severity, self.code, repr(sorted(self.arguments.items())))


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by path, line and code, each one once."""
    return tuple({problem.sort_key(): problem for problem in sorted(problems, key=Problem.sort_key)}.values())


def stops_build(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


class SiteError(Exception):
    """The site cannot be built; `problems` says why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sort_problems(problems)
        super().__init__("; ".join(f"{problem.location}: {problem.code}" for problem in self.problems))
