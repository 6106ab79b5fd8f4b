"""Two texts compared as they were written: a look-up is its name, so that a changed fact is no changed text."""

from collections.abc import Iterable
from functools import lru_cache

from site_builder.changes.redline import HARMLESS, Operation, Redline, document_from_html, operations, redline
from site_builder.model import Prose, Section
from site_builder.prose import fill


def prose_redline(before: Prose, after: Prose) -> Redline:
    """What differs between two texts, without what is the same in both and in the same order."""
    return _compared(_Itself(before), _Itself(after))


class _Itself:
    """A text that is known by being that text: to look at all that is in it takes longer than to compare."""

    __slots__ = ("prose",)

    def __init__(self, prose: Prose) -> None:
        self.prose = prose

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.prose is other.prose

    def __hash__(self) -> int:
        return id(self.prose)


@lru_cache(maxsize=16)
def _compared(before: _Itself, after: _Itself) -> Redline:
    old, new = before.prose.sections, after.prose.sections
    same = {section.id for section in old} & {section.id for section in new}
    in_order = [s.id for s in old if s.id in same] == [s.id for s in new if s.id in same]
    equal = {s.id for s, t in _pairs(old, new) if _as_written(s) == _as_written(t)} if in_order else set()
    return redline(
        document_from_html(_html(section for section in old if section.id not in equal)),
        document_from_html(_html(section for section in new if section.id not in equal)),
    )


def prose_operations(before: Prose, after: Prose) -> tuple[Operation, ...]:
    """The changes of the text that a reader could notice."""
    return tuple(change for change in operations(prose_redline(before, after)) if change.op not in HARMLESS)


def changed_sections(before: Prose, after: Prose) -> frozenset[str]:
    """The ids of the sections in which something changed that a reader could notice."""
    branches = (branch for branch in prose_redline(before, after).sections if branch.changed)
    return frozenset(section.id for branch in branches if (section := branch.new or branch.old))


def _pairs(old: Iterable[Section], new: Iterable[Section]) -> list[tuple[Section, Section]]:
    by_id = {section.id: section for section in new}
    return [(section, by_id[section.id]) for section in old if section.id in by_id]


def _as_written(section: Section) -> tuple[str, str, tuple[str, ...]]:
    """All that makes a section: a slot in its body says nothing without the look-up that it stands for."""
    return _title(section), section.body, section.lookups


def _title(section: Section) -> str:
    return fill(section.heading.title, lambda slot: section.heading.lookups[slot])


def _html(sections: Iterable[Section]) -> str:
    return "".join(f'<h2 id="{section.id}">{_title(section)}</h2>{_body(section)}' for section in sections)


def _body(section: Section) -> str:
    return fill(section.body, lambda slot: section.lookups[slot])
