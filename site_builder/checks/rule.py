"""What a rule is: what is asked, by whom, how much it weighs, and how to see that it is broken."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from site_builder.model import Publication, Register, Site, Version
from site_builder.problem import Location, Problem, Severity
from site_builder.translations import Confirmed
from site_builder.words import Words

Subject = TypeVar("Subject")


class Finding(NamedTuple):
    """A place where a rule is broken. `variant` names the message, where a rule has more than one."""

    location: Location
    arguments: Mapping[str, object] = {}
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """One row of what is asked of a statement.

    `source`, `requirement`, `messages` and `example` are msgids: what it rests on, what it asks, what an editor reads
    who breaks it, and how it is done well.
    """

    id: str
    severity: Severity
    source: str
    requirement: str
    messages: str | Mapping[str, str]
    find: Callable[[Subject], Iterable[Finding]]
    example: str = ""

    def message(self, variant: str = "") -> str:
        """The msgid of what an editor reads."""
        return self.messages if isinstance(self.messages, str) else self.messages[variant]

    def problems(self, subject: Subject) -> Iterable[Problem]:
        for finding in self.find(subject):
            code = f"{self.id}:{finding.variant}" if finding.variant else self.id
            yield Problem(finding.location, code, finding.arguments, self.severity)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A version under judgement, with the one that it follows. `released` is frozen: only a new version mends it.

    `words` are those of each locale; `confirmed` is what of its translations somebody confirmed.
    """

    site: Site
    version: Version
    previous: Version | None = None
    released: bool = False
    words: Mapping[str, Words] = field(default_factory=dict)
    confirmed: Confirmed | None = None

    @property
    def register(self) -> Register:
        return self.version.register

    @property
    def publication(self) -> Publication:
        return self.site.publication


StatementRule = Rule[Judged]


def rule_id(code: str) -> str:
    """The id of the rule that a problem's code belongs to."""
    return code.partition(":")[0]
