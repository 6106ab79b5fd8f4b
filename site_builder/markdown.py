"""Markdown → sections of HTML. Raw HTML is shown as the text it is; the check that forbids it is a rule of its own.

The conversion itself is done in `converter.py`.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from site_builder.records import record

if TYPE_CHECKING:
    from site_builder.converter import Converted

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?([^{}]*)\}[ \t]*$")
_ID = re.compile(r"#([^\s#.{}]+)")
_RAW_HTML = re.compile(r"<(?=[a-zA-Z/!?])(?!https?://[^\s<>]*>)(?!(?:mailto:)?[^\s<>@]+@[^\s<>@]+>)[^>\n]*>?")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_LIST_ITEM = re.compile(r"([-*+:]|\d+[.)])\s")
_OPENERS = tuple(" \t>-*+:0123456789")
_BEFORE_WORDS = re.compile(r"[\s>]*(?:(?:[-*+:]|\d{1,9}[.)])[ \t][\s>]*)*")
_NESTING = re.compile(r"[->*+:]|\d[.)]")
_MARKS = re.compile(r"[\[`]|\n:")

# Beyond these the conversion would recurse without end, or take time by the square of what is written.
DEEPEST_NESTING = 40
MOST_MARKS = 1000  # in lines without an empty line between them
MOST_MARKS_IN_ALL = 10_000


@record
class SourceHeading:
    """A heading as written: `id` is empty when it has none. Lines are counted from 0, in the text it came from."""

    line: int
    level: int
    title: str
    id: str


@record
class SourceSection:
    """A heading of level 2 (or, by mistake, 1) and the lines below it, up to the next."""

    heading: SourceHeading
    first_line: int
    text: str
    subheadings: tuple[SourceHeading, ...] = ()


def split_sections(text: str) -> tuple[str, tuple[SourceSection, ...]]:
    """Cut a text at its headings of level 1 and 2; first comes what stands before them.

    A `#` inside a code block is no heading.
    """
    lines = text.split("\n")
    headings = {heading.line: heading for heading in _headings(lines)}
    cuts = [line for line, heading in headings.items() if heading.level <= 2]
    sections = []
    for start, end in zip(cuts, [*cuts, len(lines)][1:], strict=True):
        inner = tuple(heading for line, heading in headings.items() if start < line < end)
        sections.append(SourceSection(headings[start], start + 1, "\n".join(lines[start + 1 : end]), inner))
    return "\n".join(lines[: cuts[0] if cuts else None]), tuple(sections)


def _headings(lines: list[str]) -> Iterator[SourceHeading]:
    for number, line in prose_lines(lines):
        match = _HEADING.match(line) if line.startswith("#") else None
        if match:
            title = match[2] or ""
            attributes = _ATTRIBUTES.search(title)
            found = _ID.search(attributes[1]) if attributes else None
            if attributes:
                title = title[: attributes.start()]
            yield SourceHeading(number, len(match[1]), title.strip(), found[1] if found else "")


def prose_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines outside code blocks, with their number from 0 and without their code spans."""
    fence = ""
    blank = True
    indented = False
    in_list = False
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence):
                fence = ""
            continue
        if match:
            fence = match[1]
            continue
        # An indented block is code only after a blank line; in a list it is text, which is the careful reading here.
        indented = line.startswith(("    ", "\t")) and (blank or indented) and not in_list
        blank = not line.strip()
        if not blank and not line.startswith((" ", "\t")):
            in_list = _LIST_ITEM.match(line) is not None
        if not indented:
            yield number, _CODE_SPAN.sub("", line) if "`" in line else line


def harmful(text: str) -> tuple[int, str, int] | None:
    """The first place in a text that no computer could convert in a reasonable time: its line, counted from 0, the code
    of the problem and the limit that it passes."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        before = _BEFORE_WORDS.match(line) if line[:1] in _OPENERS else None
        if before and len(before[0]) // 4 + len(_NESTING.findall(before[0])) > DEEPEST_NESTING:
            return number, "nested_too_deep", DEEPEST_NESTING
    marks = text.count("[") + text.count("`") + text.count("\n:")
    if marks <= MOST_MARKS:
        return None
    number = marks = 0
    for block in text.split("\n\n"):
        here = len(_MARKS.findall(block))
        marks += here
        if here > MOST_MARKS:
            return number, "too_many_marks", MOST_MARKS
        if marks > MOST_MARKS_IN_ALL:
            return number, "too_many_marks_in_all", MOST_MARKS_IN_ALL
        number += block.count("\n") + 2
    return None


def raw_html(text: str) -> Iterator[tuple[int, str]]:
    """Each piece of raw HTML with its line, counted from 0."""
    if "<" not in text:
        return
    for number, line in prose_lines(text.split("\n")):
        for match in _RAW_HTML.finditer(line):
            yield number, match[0]


def convert(text: str) -> "Converted":
    """The HTML of a Markdown text."""
    from site_builder.converter import convert as convert_now

    return convert_now(text)
