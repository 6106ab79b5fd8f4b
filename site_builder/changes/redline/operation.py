"""A change as a value: what was done, where, and the words concerned."""

from collections.abc import Iterable
from typing import Literal

from site_builder.changes.redline.document import Path
from site_builder.changes.redline.tree import Status
from site_builder.records import record

Op = Literal[
    "insert",
    "delete",
    "replace",
    "rename",
    "move",
    "reorder",
    "link",
    "format",
    "typography",
    "whitespace",
    "level",
    "split",
    "merge",
]
HARMLESS: frozenset[Op] = frozenset({"format", "typography", "whitespace", "level", "split", "merge"})
"""Operations that leave the meaning of the text as it was."""

Part = tuple[Status, str]
"""Words with their status; the spaces are in the words, so that parts can be joined as they are."""


@record(kw_only=True)
class Operation:
    """One change. `before` and `after` hold the words concerned, `text` what moved or was formatted otherwise.

    `section` is the path of headings in the new document, or in the old one for what is gone; `section_before` is where
    it came from. `row` and `column` are the labels of a table cell. `parts` shows the edits inside a longer piece;
    `context` is the sentence around a change of words.
    """

    op: Op
    section: Path
    before: str = ""
    after: str = ""
    text: str = ""
    section_before: Path | None = None
    row: str = ""
    column: str = ""
    parts: tuple[Part, ...] = ()
    context: tuple[Part, ...] = ()


@record
class Place:
    """Where a change stands, and from there the change itself."""

    section: Path
    row: str = ""
    column: str = ""

    def operation(
        self,
        op: Op,
        before: str = "",
        after: str = "",
        text: str = "",
        section_before: Path | None = None,
        parts: tuple[Part, ...] = (),
        context: tuple[Part, ...] = (),
    ) -> Operation:
        return Operation(
            op=op,
            section=self.section,
            before=before,
            after=after,
            text=text,
            section_before=section_before,
            row=self.row,
            column=self.column,
            parts=parts,
            context=context,
        )


def to_json(changes: Iterable[Operation]) -> dict[str, object]:
    """The changes as JSON values: `{"changes": [{"op": …, "section": […], …}]}`."""
    return {"changes": [_json(change) for change in changes]}


def _json(change: Operation) -> dict[str, object]:
    entry: dict[str, object] = {"op": change.op, "section": list(change.section)}
    if change.section_before is not None:
        entry["section_before"] = list(change.section_before)
    for name in ("row", "column", "text"):
        if value := getattr(change, name):
            entry[name] = value
    if change.before or change.after:
        # Nothing before or after is told by insert and delete; a link may lose its target.
        if change.op != "insert":
            entry["before"] = change.before
        if change.op != "delete":
            entry["after"] = change.after
    if change.parts:
        entry["parts"] = [list(part) for part in change.parts]
    return entry
