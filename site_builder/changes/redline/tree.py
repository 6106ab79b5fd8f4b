"""The redline: one tree in which the old and the new document can both be read."""

from typing import Literal

from site_builder.changes.redline.document import Block, BlockKind, Document, Path, Section
from site_builder.changes.redline.words import Tokens
from site_builder.records import record

Status = Literal["=", "-", "+"]
"""In both documents, in the old one only, in the new one only."""

Note = Literal["", "link", "format", "typography", "whitespace", "numbering", "edited"]
"""How words differ that read the same. Of words in one document only: "numbering" is the number of a heading or a
clause; "edited" are words of something that moved which were not there before, or have not come along."""

MoveKind = Literal["move", "reorder", "split", "merge", "convert"]


@record
class Span:
    """A run of words in a block. `old` and `new` have the same keys when the status is "="; else one of them is empty.

    With a `move`, words that are gone here are found elsewhere, or words that are new here come from elsewhere.
    """

    status: Status
    old: Tokens
    new: Tokens
    note: Note = ""
    move: "Move | None" = None


@record
class Branch:
    """A block with its changes; `old` and `new` are the block itself, as far as it is in both.

    A branch with neither fills up a row of a table that has gained or lost columns.
    """

    status: Status
    kind: BlockKind
    old: Block | None
    new: Block | None
    spans: tuple[Span, ...] = ()
    children: tuple["Branch", ...] = ()
    move: "Move | None" = None
    changed: bool = False


@record
class SectionBranch:
    """A section with its changes; `path` holds the headings that lead to it, in the new document if it is there."""

    status: Status
    old: Section | None
    new: Section | None
    path: Path
    heading: tuple[Span, ...]
    blocks: tuple[Branch, ...]
    move: "Move | None" = None
    changed: bool = False


@record
class Move:
    """Something that stood at one place and stands at another, the same or edited.

    Both places carry it in the tree. What is inside is given here once, as if it had not moved: `section`, `branches`,
    or `spans` for the words of a sentence or of a block that was rebuilt as another kind than `old_kind`. A "convert"
    stands where it stood and was rebuilt, as a list made into a table.
    """

    number: int
    kind: MoveKind
    old_path: Path
    new_path: Path
    old_kind: BlockKind | None
    section: SectionBranch | None = None
    branches: tuple[Branch, ...] = ()
    spans: tuple[Span, ...] = ()


@record
class Redline:
    """The old and the new document in one, section by section in reading order."""

    old: Document
    new: Document
    sections: tuple[SectionBranch, ...]

    @property
    def changed(self) -> bool:
        return any(section.changed for section in self.sections)
