"""Markdown → HTML, by Python-Markdown with its extensions for tables, attributes, definition lists and tidy lists.

It stands apart because the library takes its time to load, and a build in which no text changed needs none of it.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor


@dataclass(slots=True)
class Converted:
    """The HTML of a Markdown text, and what a rule may want to know of it."""

    html: str = ""
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    too_deep: bool = False


@lru_cache(maxsize=8192)
def convert(text: str) -> Converted:
    """The HTML of a Markdown text. Pure, so a section that stays the same through the versions is converted once."""
    markdown = converter("{" in text)
    markdown.reset()
    collected = Converted()
    _COLLECT.into = collected
    try:
        collected.html = markdown.convert(text)
    except RecursionError:
        return Converted(too_deep=True)
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


@lru_cache(maxsize=2)
def converter(attributes: bool) -> Markdown:
    """What converts texts, with `attributes` or without. These are loaded for texts with a brace: it takes time."""
    own = []
    if attributes:
        from markdown.extensions.attr_list import AttrListExtension

        own.append(AttrListExtension())
    extensions = [
        TableExtension(use_align_attribute=True),
        *own,
        DefListExtension(),
        SaneListExtension(),
        _TextOnly(),
    ]
    return Markdown(extensions=extensions, output_format="html")
