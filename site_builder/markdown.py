"""Markdown → sections of HTML. Raw HTML is shown as the text it is; the check that forbids it is a rule of its own.

Python-Markdown does the conversion, with its extensions for tables, attributes, definition lists and tidy lists.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor

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


@dataclass(slots=True)
class Converted:
    """The HTML of a Markdown text, and what a rule may want to know of it."""

    html: str = ""
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)


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


@lru_cache(maxsize=8192)
def convert(text: str) -> Converted:
    """The HTML of a Markdown text. Pure, so a section that stays the same through the versions is converted once."""
    converter = _converter()
    converter.reset()
    collected = Converted()
    _COLLECT.into = collected
    collected.html = converter.convert(text)
    return collected


class _CollectAndTidy(Treeprocessor):
    """Notes links, images, foreign attributes and headings; turns the alignment of cells into classes, for a
    Content-Security-Policy that forbids inline styles."""

    into = Converted()

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                self.into.links.append(element.get("href", ""))
            elif element.tag == "img":
                self.into.images.append(element.get("src", ""))
            elif re.fullmatch("h[1-6]", str(element.tag)):
                self.into.headings.append((int(element.tag[1]), element.get("id", "")))
            elif element.tag in ("td", "th") and element.get("align"):
                element.set("class", f"align-{element.attrib.pop('align')}")
            self.into.attributes += [name for name in element.attrib if name not in _ALLOWED.get(element.tag, _ALWAYS)]


_ALWAYS = {"id", "class", "lang"}
_ALLOWED = {"a": _ALWAYS | {"href", "title"}, "img": _ALWAYS | {"src", "alt", "title"}, "ol": _ALWAYS | {"start"}}
_COLLECT = _CollectAndTidy()


class _TextOnly(Extension):
    """Takes raw HTML out of Markdown: a tag is text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_COLLECT, "collect", -100)


@lru_cache(maxsize=1)
def _converter() -> Markdown:
    return Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            AttrListExtension(),
            DefListExtension(),
            SaneListExtension(),
            _TextOnly(),
        ],
        output_format="html",
    )
