"""Markdown → sections of HTML. Raw HTML is shown as the text it is; the check that forbids it is a rule of its own.

The conversion itself is done in `converter.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_builder.converter import Converted

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?([^{}]*)\}[ \t]*$")
_ID = re.compile(r"#([^\s#.{}]+)")
_RAW_HTML = re.compile(r"<(?=[a-zA-Z/!?])(?!https?://[^\s<>]*>)(?!(?:mailto:)?[^\s<>@]+@[^\s<>@]+>)[^>\n]*>?")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


@dataclass(frozen=True, slots=True)
class SourceHeading:
    """A heading as written: `id` is empty when it has none. Lines are counted from 0, in the text it came from."""

    line: int
    level: int
    title: str
    id: str


@dataclass(frozen=True, slots=True)
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
        indented = line.startswith(("    ", "\t")) and (blank or indented) and not _in_list(lines, number)
        blank = not line.strip()
        if not indented:
            yield number, _CODE_SPAN.sub("", line) if "`" in line else line


def _in_list(lines: list[str], number: int) -> bool:
    for line in reversed(lines[:number]):
        if line.strip() and not line.startswith((" ", "\t")):
            return re.match(r"([-*+:]|\d+[.)])\s", line) is not None
    return False


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
