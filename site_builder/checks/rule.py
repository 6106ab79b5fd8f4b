"""What a rule is: what is asked, by whom, how much it weighs, and how to see that it is broken."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from site_builder.changes.history import Release, compare
from site_builder.confirmed import Confirmed
from site_builder.memory.steps import BuildMemory
from site_builder.model import Prose, Publication, Register, Version
from site_builder.problem import Location, Problem, Severity
from site_builder.records import record
from site_builder.words import Words

if TYPE_CHECKING:
    from site_builder.checks.passages import Passage

Whole = TypeVar("Whole")
Part = TypeVar("Part")


class Finding(NamedTuple):
    """A place where a rule is broken. `variant` names the message, where a rule has more than one; `severity` is that
    of a finding that weighs less than its rule."""

    location: Location
    arguments: Mapping[str, object] = {}
    variant: str = ""
    severity: Severity | None = None


@record
class Rule(Generic[Whole, Part]):
    """One row of what is asked of a statement.

    `source`, `requirement`, `messages` and `example` are msgids: what it rests on, what it asks, what an editor reads
    who breaks it, and how it is done well. `find` looks at the whole, `find_in` at each part of it alone; a rule has
    one or both.
    """

    id: str
    severity: Severity
    source: str
    requirement: str
    messages: str | Mapping[str, str]
    find: Callable[[Whole], Iterable[Finding]] | None = None
    find_in: Callable[[Part], Iterable[Finding]] | None = None
    example: str = ""

    def message(self, variant: str = "") -> str:
        """The msgid of what an editor reads."""
        return self.messages if isinstance(self.messages, str) else self.messages[variant]

    def problems(self, whole: Whole) -> Iterator[Problem]:
        """What `find` finds."""
        return self._problems(self.find(whole) if self.find else ())

    def problems_in(self, part: Part) -> Iterator[Problem]:
        """What `find_in` finds."""
        return self._problems(self.find_in(part) if self.find_in else ())

    def _problems(self, found: Iterable[Finding]) -> Iterator[Problem]:
        for finding in found:
            code = f"{self.id}:{finding.variant}" if finding.variant else self.id
            yield Problem(finding.location, code, finding.arguments, finding.severity or self.severity)


class Rules(Mapping[str, Rule[Whole, Part]]):
    """Rules by id, in their order. A rule is the `RULE` of the module in `package` that is named for its id, and is
    loaded when somebody asks for it."""

    def __init__(self, package: str, *ids: str) -> None:
        self.modules = {rule: f"{package}.{module_name(rule)}" for rule in ids}

    def __or__(self, others: "Rules[Any, Any]") -> "Rules[Any, Any]":
        both: Rules[Any, Any] = Rules("")
        both.modules = self.modules | others.modules
        return both

    def __getitem__(self, rule: str) -> Rule[Whole, Part]:
        found: Rule[Whole, Part] = import_module(self.modules[rule]).RULE
        return found

    def __contains__(self, rule: object) -> bool:
        return rule in self.modules

    def __iter__(self) -> Iterator[str]:
        return iter(self.modules)

    def __len__(self) -> int:
        return len(self.modules)


def module_name(rule: str) -> str:
    """The name of the module of a rule: `a11y_3_1_1` for A11Y-3.1.1/2."""
    return rule.partition("/")[0].lower().replace("-", "_").replace(".", "_")


@record
class Judged:
    """A version under judgement, with the one that it follows. `released` is history: only a new version mends it.

    `words` are those of each locale; `confirmed` is what of its translations somebody confirmed. What is made for one
    rule and is of use to others stands in the `memory`.
    """

    publication: Publication
    version: Version
    previous: Version | None = None
    released: bool = False
    words: Mapping[str, Words] = field(default_factory=dict)
    confirmed: Confirmed | None = None
    memory: BuildMemory = field(default_factory=BuildMemory)

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @property
    def register(self) -> Register:
        return self.version.register

    def step(self, rule: str) -> str:
        """The name of the step in which a rule looks at the version."""
        return f"{rule}:{self.version.id}"

    @property
    def texts(self) -> "tuple[JudgedText, ...]":
        return tuple(JudgedText(self, locale) for locale in self.version.prose)

    @property
    def release(self) -> Release | None:
        """What a version that is still to be released changes; None for history and for a first version."""
        if self.released or self.previous is None:
            return None
        return self.memory.once(("release", self), lambda: compare(self.version, self.previous))


@record
class JudgedText:
    """One of the texts of a version under judgement."""

    judged: Judged
    locale: str

    @property
    def step(self) -> str:
        """The name of the step in which the rules look at the text."""
        return f"text rules:{self.judged.version.id}:{self.locale}"

    @property
    def prose(self) -> Prose:
        return self.judged.version.prose[self.locale]

    @property
    def register(self) -> Register:
        return self.judged.register

    @property
    def words(self) -> Words | None:
        return self.judged.words.get(self.locale)

    @property
    def passages(self) -> "tuple[Passage, ...]":
        """What stands under each of its headings."""
        from site_builder.checks.passages import passages

        return self.judged.memory.once(("passages", self), lambda: passages(self.prose))

    def shows(self, *lookups: str) -> bool:
        """Whether the text looks up any of these."""
        return any(name in passage.lookups for passage in self.passages for name in lookups)


StatementRule = Rule[Judged, JudgedText]


def rule_id(code: str) -> str:
    """The id of the rule that a problem's code belongs to."""
    return code.partition(":")[0]
