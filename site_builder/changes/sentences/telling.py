"""What every sentence about a change needs: the words of a locale, and what things are called in both registers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from site_builder.changes.change import Change
from site_builder.labels import N_
from site_builder.model import (
    Address,
    AutomatedDecision,
    ConsentPurpose,
    DataCategory,
    LocalizedText,
    Purpose,
    Recipient,
    Register,
    Service,
    StorageItem,
)
from site_builder.records import record
from site_builder.words import Words


@record
class Side:
    """One of two registers in the words of a locale: how its values stand in a sentence."""

    words: Words
    register: Register

    def gettext(self, msgid: str, **arguments: object) -> str:
        """A message as plain text."""
        return self.words.catalog.gettext(msgid) % arguments

    def data(self, ids: Iterable[str]) -> str:
        labels: dict[str, str] = {
            category.id: self.words.text(category.label) for category in self.register.data_categories
        }
        return self.words.format.list(labels.get(identifier, identifier) for identifier in ids)

    def recipients(self, ids: Iterable[str]) -> str:
        names: dict[str, str] = {recipient.id: recipient.name for recipient in self.register.recipients}
        return self.words.format.list(names.get(identifier, identifier) for identifier in ids)

    def text(self, value: LocalizedText) -> str:
        """A text as it stands in the register."""
        return self.words.text(value)

    def quoted(self, value: LocalizedText) -> str:
        """A text of one or more sentences."""
        return self.gettext("“%(text)s”", text=self.words.text(value))

    def as_written(self, value: object) -> str:
        return str(value)

    def period(self, value: str | LocalizedText) -> str:
        """A period or the criteria for it."""
        return self.words.text(value) if isinstance(value, Mapping) else self.words.life(value)

    def day(self, value: date) -> str:
        return self.words.format.date(value)

    def address(self, value: Address) -> str:
        return self.words.address(value)


@record
class Telling:
    """One change that is told in one locale."""

    change: Change
    old: Side
    new: Side

    @property
    def words(self) -> Words:
        return self.new.words

    @property
    def was(self) -> Any:
        """The old value, as the kind of the change says."""
        return self.change.before

    @property
    def now(self) -> Any:
        """The new value, as the kind of the change says."""
        return self.change.after

    def gettext(self, msgid: str, **arguments: object) -> str:
        return self.new.gettext(msgid, **arguments)

    def ngettext(self, singular: str, plural: str, count: int, **arguments: object) -> str:
        return self.words.catalog.ngettext(singular, plural, count) % {"count": count, **arguments}

    @property
    def registers(self) -> tuple[Register, Register]:
        """The new register, where a subject stands unless it was removed; then the old one."""
        return (self.new.register, self.old.register)

    @property
    def path(self) -> tuple[str, ...]:
        """The keys and ids of the subject; the name of a stored item may have dots of its own."""
        return tuple(self.change.subject.split(".", 5))

    def data_category(self) -> DataCategory:
        return _find(self.path[1], (register.data_categories for register in self.registers))

    def purpose(self) -> Purpose:
        return _find(self.path[1], (register.purposes for register in self.registers))

    def recipient(self) -> Recipient:
        return _find(self.path[1], (register.recipients for register in self.registers))

    def decision(self) -> AutomatedDecision:
        lists = (register.automated_decisions for register in self.registers)
        return _find(self.path[1], (decisions for decisions in lists if isinstance(decisions, tuple)))

    def consent_purpose(self) -> ConsentPurpose:
        return _find(self.path[1], (register.storage for register in self.registers))

    def service(self) -> Service:
        purposes = (purpose for register in self.registers for purpose in register.storage)
        return _find(self.path[3], (purpose.services for purpose in purposes if purpose.id == self.path[1]))

    def item(self, item: StorageItem) -> str:
        """“cookie session_id”."""
        return f"{self.words.label('kind', item.kind)} {item.name}"

    def stored(self, items: Iterable[StorageItem]) -> str:
        """Stored items, each with how long it stays."""
        return self.words.format.list(
            self.gettext("%(item)s (%(life)s)", item=self.item(item), life=self.words.life(item.max_age))
            if item.max_age
            else self.item(item)
            for item in items
        )

    def in_sentences(self, parts: Iterable[str]) -> str:
        """Sentences behind one another."""
        *first, last = parts
        return ". ".join([*(part.removesuffix(".") for part in first), last])

    def with_details(self, sentence: str, details: Iterable[str]) -> str:
        """A sentence with what is further known of its subject."""
        told = "; ".join(details)
        return self.gettext("%(sentence)s (%(details)s)", sentence=sentence, details=told) if told else sentence


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


_Record = TypeVar("_Record", bound=_WithId)
Sentence = Callable[[Telling], str]
Value = Callable[[Side, Any], str]
Fact = Callable[[Telling], str]

# After a value with a comma of its own another comma would not be seen.
NEW = N_("%(fact)s, not stated before: %(after)s")
CHANGED = N_("%(fact)s: %(after)s, was %(before)s")
CHANGED_LIST = N_("%(fact)s: %(after)s; was %(before)s")
GONE = N_("%(fact)s: no longer stated, was %(before)s")


def fact_sentence(fact: Fact, value: Value) -> Sentence:
    """“Retention period of name: 180 days, was 2 years”, or that it is there for the first time or no longer."""

    def sentence(told: Telling) -> str:
        was = "" if told.was is None else value(told.old, told.was)
        now = "" if told.now is None else value(told.new, told.now)
        changed = CHANGED_LIST if ", " in now else CHANGED
        msgid = NEW if told.was is None else GONE if told.now is None else changed
        return told.gettext(msgid, fact=fact(told), before=was, after=now)

    return sentence


def says(msgid: str) -> Fact:
    """A fact that needs no name."""
    return lambda told: told.gettext(msgid)


def about_data(msgid: str) -> Fact:
    return lambda told: told.gettext(msgid, data=told.words.text(told.data_category().label))


def about_purpose(msgid: str) -> Fact:
    return lambda told: told.gettext(msgid, purpose=told.words.text(told.purpose().title))


def about_recipient(msgid: str) -> Fact:
    return lambda told: told.gettext(msgid, recipient=told.recipient().name)


def about_decision(msgid: str) -> Fact:
    return lambda told: told.gettext(msgid, decision=told.words.text(told.decision().title))


def about_storage(msgid: str) -> Fact:
    return lambda told: told.gettext(msgid, storage=told.words.text(told.consent_purpose().label))


def about_service(msgid: str) -> Fact:
    return lambda told: told.gettext(msgid, service=told.service().name)


def label(group: str) -> Value:
    """What a fixed value is called."""
    return lambda side, value: side.words.label(group, value)


def called(msgid: str) -> Sentence:
    """That something has another name now."""

    def name(side: Side, value: str | LocalizedText) -> str:
        return value if isinstance(value, str) else side.text(value)

    return lambda told: told.gettext(msgid, before=name(told.old, told.was), after=name(told.new, told.now))


def each_way(kind: str, sentence: Sentence) -> Mapping[str, Sentence]:
    """The sentence for stating, changing and withdrawing one fact."""
    return {f"{kind}_{how}": sentence for how in ("stated", "changed", "withdrawn")}


def _find(identifier: str, lists: Iterable[Sequence[_Record]]) -> _Record:
    return next(record for records in lists for record in records if record.id == identifier)
