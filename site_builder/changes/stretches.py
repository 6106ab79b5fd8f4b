"""Two texts section by section: only what differs is compared, what is the same in both is carried along as it is."""

from collections.abc import Iterable, Iterator, Sequence

from site_builder.changes.redline import Document, Redline, SectionBranch, document_from_html, redline
from site_builder.records import record


@record
class Passage:
    """A section with its id, its heading and its whole HTML, the heading in it."""

    id: str
    heading: str
    html: str


Stretch = Passage | SectionBranch
"""A section that is the same in both texts, or one with its changes."""


def stretches(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[Stretch, ...]:
    """The sections of both texts in reading order. Without what is deleted they are the new text."""
    equal = _equal(old, new)
    compared = redline(*(document_of(p for p in text if p.id not in equal) for text in (old, new)))
    return tuple(_woven(new, equal, compared))


def document_of(passages: Iterable[Passage]) -> Document:
    return document_from_html("".join(passage.html for passage in passages))


def changed_ids(found: Sequence[Stretch]) -> frozenset[str]:
    """The sections of the new text in which something is new or changed."""
    return frozenset(
        stretch.new.id for stretch in found if isinstance(stretch, SectionBranch) and stretch.new and stretch.changed
    )


def _equal(old: Sequence[Passage], new: Sequence[Passage]) -> frozenset[str]:
    """The sections that are the same to the letter; none when sections changed places, which is a change to show."""
    before, after = {passage.id: passage for passage in old}, {passage.id: passage for passage in new}
    shared = before.keys() & after.keys()
    if [p.id for p in old if p.id in shared] != [p.id for p in new if p.id in shared]:
        return frozenset()
    return frozenset(identifier for identifier in shared if before[identifier].html == after[identifier].html)


def _woven(new: Sequence[Passage], equal: frozenset[str], compared: Redline) -> Iterator[Stretch]:
    waiting = list(compared.sections)
    for passage in new:
        if passage.id in equal:
            yield passage
            continue
        # What is gone stands before the section that follows it among those compared.
        while waiting:
            branch = waiting.pop(0)
            yield branch
            if branch.new and branch.status != "-" and branch.new.id == passage.id:
                break
    yield from waiting
