"""What a rule is: what is asked, by whom, how much it weighs, and how to see that it is broken."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from site_builder.changes.history import Release, releases
from site_builder.checks.passages import Passage, passages
from site_builder.confirmed import Confirmed
from site_builder.model import Publication, Register, Site, Version
from site_builder.problem import Location, Problem, Severity
from site_builder.records import record
from site_builder.words import Words

Subject = TypeVar("Subject")


class Finding(NamedTuple):
    """A place where a rule is broken. `variant` names the message, where a rule has more than one; `severity` is that
    of a finding that weighs less than its rule."""

    location: Location
    arguments: Mapping[str, object] = {}
    variant: str = ""
    severity: Severity | None = None


@record
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
            yield Problem(finding.location, code, finding.arguments, finding.severity or self.severity)


@dataclass(frozen=True, eq=False)
class Judged:
    """A version under judgement, with the one that it follows. `released` is history: only a new version mends it.

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

    @cached_property
    def passages(self) -> Mapping[str, tuple[Passage, ...]]:
        """What stands under each heading of each text."""
        return {locale: passages(prose) for locale, prose in self.version.prose.items()}

    @cached_property
    def release(self) -> Release | None:
        """What a version that is still to be released changes; None for history and for a first version."""
        if self.released or self.previous is None:
            return None
        return releases((self.previous, self.version))[1]


StatementRule = Rule[Judged]


def rule_id(code: str) -> str:
    """The id of the rule that a problem's code belongs to."""
    return code.partition(":")[0]
