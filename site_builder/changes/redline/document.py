"""A text as it is read: sections of blocks, and in them words. Typography is kept; layout of the source is not."""

from collections.abc import Iterator
from typing import Literal

from site_builder.changes.redline.words import Tokens, text_of
from site_builder.records import record

BlockKind = Literal[
    "paragraph",
    "code",
    "rule",
    "quote",
    "list",
    "item",
    "definitions",
    "term",
    "definition",
    "table",
    "caption",
    "row",
    "cell",
]


@record
class Block:
    """A block of text. Paragraphs and code hold tokens, a rule holds nothing, all others hold blocks.

    `bare` is a paragraph without an element of its own, as in a tight list. `ordered` and `start` belong to a list,
    `header` to a row or a cell, `colspan` and `rowspan` to a cell.
    """

    kind: BlockKind
    tokens: Tokens = ()
    children: tuple["Block", ...] = ()
    bare: bool = False
    ordered: bool = False
    start: int = 1
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@record
class Section:
    """A heading and the blocks up to the next heading. Before the first heading: level 0, no heading, no id."""

    id: str
    level: int
    heading: Tokens
    blocks: tuple[Block, ...]


@record
class Document:
    """Sections in reading order; their levels say which lies in which."""

    sections: tuple[Section, ...]


Path = tuple[str, ...]


def section_paths(document: Document) -> list[Path]:
    """For every section the headings that lead to it, its own last."""
    paths: list[Path] = []
    above: list[tuple[int, str]] = []
    for section in document.sections:
        while above and above[-1][0] >= section.level:
            above.pop()
        if section.level:
            above.append((section.level, text_of(section.heading)))
        paths.append(tuple(heading for _, heading in above))
    return paths


def leaves(block: Block) -> Iterator[Block]:
    """The blocks that hold the text, in reading order."""
    if block.children:
        for child in block.children:
            yield from leaves(child)
    else:
        yield block


def text_of_block(block: Block) -> str:
    """The block as plain text: a line for each item and row, a bar between cells."""
    if block.kind == "row":
        return " | ".join(text_of_block(cell) for cell in block.children)
    if block.children:
        return "\n".join(text for child in block.children if (text := text_of_block(child)))
    return text_of(block.tokens)


def text_of_section(section: Section) -> str:
    """The section as plain text, its heading first."""
    parts = [text_of(section.heading), *(text_of_block(block) for block in section.blocks)]
    return "\n".join(part for part in parts if part)
