"""Reads a document from HTML or from Markdown. Nothing in it is executed; elements without meaning are seen through."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from site_builder.changes.redline.document import Block, BlockKind, Document, Section
from site_builder.changes.redline.words import LINE_BREAK, PLAIN, Marks, tokenise

_IGNORED_TAGS = """
    script style template nav head title noscript svg math iframe object audio video canvas button select textarea
    datalist dialog map
"""
_CONTAINER_TAGS = """
    html body main article section div header footer aside address figure figcaption details summary hgroup form
    fieldset legend center search
"""
_VOID_TAGS = "area base br col embed hr img input link meta param source track wbr"
_IGNORED = frozenset(_IGNORED_TAGS.split())
_CONTAINERS = frozenset(_CONTAINER_TAGS.split())
_VOID = frozenset(_VOID_TAGS.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NESTING: dict[str, BlockKind] = {"blockquote": "quote", "ul": "list", "ol": "list", "dl": "definitions"}
_ITEMS: dict[str, dict[str, BlockKind]] = {
    "list": {"li": "item"},
    "definitions": {"dt": "term", "dd": "definition"},
}
_CLOSED_BY: dict[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
}
_FLOW = _CONTAINERS | _HEADINGS.keys() | _NESTING.keys() | {"p", "pre", "table", "hr"}
_MAX_DEPTH = 120
_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:(?:[\w-]+:|[ \t]+\S|#|[ \t]*$|- ).*\n)+)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


def document_from_html(html: str) -> Document:
    """The document in a page or a fragment of HTML."""
    builder = _TreeBuilder()
    builder.feed(html)
    builder.close()
    return _assemble(builder.root)


def document_from_markdown(text: str) -> Document:
    """The document in a Markdown text. HTML in it is text; front matter is a block of code, so that nothing is lost."""
    from markdown import Markdown  # slow to import, and only needed here

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    converter = Markdown(extensions=["tables", "attr_list", "def_list", "sane_lists"])
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    document = document_from_html(converter.convert(text[front.end() :] if front else text))
    if not front:
        return document
    block = Block("code", tokenise([(front[1].rstrip(), PLAIN)], verbatim=True))
    first = document.sections[0] if document.sections else Section("", 0, (), ())
    if first.level:
        return Document((Section("", 0, (), (block,)), *document.sections))
    return Document((Section("", 0, (), (block, *first.blocks)), *document.sections[1:]))


@dataclass(eq=False)
class _Element:
    tag: str
    attributes: dict[str, str]
    children: list["_Element | str"] = field(default_factory=list)


class _TreeBuilder(HTMLParser):
    """Elements as they nest; end tags that may be left out are supplied, and what is nested absurdly deep is flat."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Element("body", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FLOW:
            self._close_until("p", within=_FLOW - {"p"})
        for closed in _CLOSED_BY.get(tag, ()):
            self._close_until(closed, within=frozenset({"ul", "ol", "dl", "table"}))
        element = _Element(tag, {name: value or "" for name, value in attrs})
        if len(self._open) < _MAX_DEPTH or tag in _VOID or tag in _IGNORED:
            self._open[-1].children.append(element)
            if tag not in _VOID:
                self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        self._close_until(tag, within=frozenset({"table"}) if tag not in ("table", "body", "html") else frozenset())

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _close_until(self, tag: str, within: frozenset[str]) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return
            if self._open[depth].tag in within:
                return


class _Flow:
    """Collects blocks, and the inline text between them as bare paragraphs."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.sections: list[Section] = []
        self._heading: Section = Section("", 0, (), ())
        self._inline: list[tuple[str, Marks]] = []
        self._pending_id = ""

    def text(self, text: str, marks: Marks) -> None:
        self._inline.append((text, marks))

    def flush(self, *, bare: bool = True) -> None:
        tokens = tokenise(self._inline)
        self._inline.clear()
        if tokens:
            self.blocks.append(Block("paragraph", tokens, bare=bare))

    def block(self, block: Block) -> None:
        self.flush()
        self.blocks.append(block)

    def enter(self, identifier: str) -> None:
        self.flush()
        self._pending_id = identifier

    def heading(self, identifier: str, level: int, pieces: list[tuple[str, Marks]]) -> None:
        tokens = tokenise(pieces)
        if not tokens:
            return
        self.close_section()
        self._heading = Section(identifier or self._pending_id, level, tokens, ())
        self._pending_id = ""

    def close_section(self) -> None:
        self.flush()
        heading = self._heading
        if heading.level or self.blocks:
            self.sections.append(Section(heading.id, heading.level, heading.heading, tuple(self.blocks)))
        self.blocks = []


def _assemble(root: _Element) -> Document:
    flow = _Flow()
    _read(root, flow, PLAIN, top=True)
    flow.close_section()
    return Document(tuple(flow.sections))


def _read(element: _Element, flow: _Flow, marks: Marks, *, top: bool = False) -> None:
    """Reads the contents of an element into the flow; only at the top does a heading open a section."""
    for child in element.children:
        if isinstance(child, str):
            flow.text(child, marks)
        elif _is_ignored(child):
            continue
        elif child.tag in _HEADINGS:
            flow.flush()
            if top:
                flow.heading(child.attributes.get("id", ""), _HEADINGS[child.tag], _pieces(child, marks))
            else:
                _read(child, flow, marks._replace(strong=True))
                flow.flush(bare=False)
        elif child.tag == "p":
            flow.flush()
            _read(child, flow, marks)
            flow.flush(bare=False)
        elif child.tag in _CONTAINERS:
            if child.tag == "section" and top:
                flow.enter(child.attributes.get("id", ""))
            flow.flush()
            _read(child, flow, marks, top=top)
            flow.flush()
        elif child.tag == "pre":
            tokens = tokenise([(text.replace(LINE_BREAK, "\n"), m) for text, m in _pieces(child, PLAIN)], verbatim=True)
            if tokens:
                flow.block(Block("code", tuple(token._replace(runs=_without_code(token.runs)) for token in tokens)))
        elif child.tag == "hr":
            flow.block(Block("rule"))
        elif child.tag == "table":
            flow.block(_table(child, marks))
        elif child.tag in _NESTING:
            flow.block(_nested(child, marks))
        else:
            _read_inline(child, flow, marks, top=top)


def _read_inline(child: _Element, flow: _Flow, marks: Marks, *, top: bool) -> None:
    attributes = child.attributes
    if child.tag == "br":
        flow.text(LINE_BREAK, marks)
    elif child.tag == "img":
        # An image is its description, with its address as the target.
        target = marks.target or attributes.get("src", "").strip()
        flow.text(attributes.get("alt", ""), marks._replace(target=target))
    else:
        _read(child, flow, _marks(child, marks), top=top)


def _marks(element: _Element, marks: Marks) -> Marks:
    match element.tag:
        case "a" if "href" in element.attributes:
            return marks._replace(target=element.attributes["href"].strip())
        case "strong" | "b":
            return marks._replace(strong=True)
        case "em" | "i" | "cite" | "dfn" | "var":
            return marks._replace(emphasis=True)
        case "code" | "kbd" | "samp" | "tt":
            return marks._replace(code=True)
        case "sup" | "sub" | "s":
            return marks._replace(variant=element.tag)
        case "del" | "strike":
            return marks._replace(variant="s")
    return marks


def _pieces(element: _Element, marks: Marks) -> list[tuple[str, Marks]]:
    """All text in an element, block structure seen through."""
    pieces: list[tuple[str, Marks]] = []
    for child in element.children:
        if isinstance(child, str):
            pieces.append((child, marks))
        elif _is_ignored(child):
            continue
        elif child.tag == "br":
            pieces.append((LINE_BREAK, marks))
        elif child.tag == "img":
            pieces.append((child.attributes.get("alt", ""), marks))
        else:
            pieces += _pieces(child, _marks(child, marks))
    return pieces


def _without_code(runs: tuple[tuple[str, Marks], ...]) -> tuple[tuple[str, Marks], ...]:
    """In a block of code every word is code, so that is no formatting."""
    return tuple((text, marks._replace(code=False)) for text, marks in runs)


def _children(element: _Element, marks: Marks) -> tuple[Block, ...]:
    flow = _Flow()
    _read(element, flow, marks)
    flow.flush()
    return tuple(flow.blocks)


def _nested(element: _Element, marks: Marks) -> Block:
    kind = _NESTING[element.tag]
    if kind == "quote":
        return Block("quote", children=_children(element, marks))
    items = tuple(_items(element, kind, marks))
    if element.tag == "ol":
        return Block("list", children=items, ordered=True, start=_number(element.attributes.get("start", ""), 1))
    return Block(kind, children=items)


def _items(element: _Element, kind: BlockKind, marks: Marks) -> list[Block]:
    """The items of a list; what stands in a list without being an item is one all the same."""
    names = _ITEMS[kind]
    fallback: BlockKind = "item" if kind == "list" else "definition"
    items: list[Block] = []
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                items.append(Block(fallback, children=(_bare(child, marks),)))
        elif _is_ignored(child):
            continue
        elif child.tag in names:
            items.append(Block(names[child.tag], children=_children(child, marks)))
        elif child.tag == "div":
            items += _items(child, kind, marks)
        elif content := _children(_Element("div", {}, [child]), marks):
            items.append(Block(fallback, children=content))
    return items


def _bare(text: str, marks: Marks) -> Block:
    return Block("paragraph", tokenise([(text, marks)]), bare=True)


def _table(element: _Element, marks: Marks) -> Block:
    captions: list[Block] = []
    rows: list[Block] = []
    _read_rows(element, captions, rows, marks, header=False)
    return Block("table", children=(*captions[:1], *rows))


def _read_rows(element: _Element, captions: list[Block], rows: list[Block], marks: Marks, *, header: bool) -> None:
    for child in element.children:
        if isinstance(child, str) or _is_ignored(child):
            continue
        if child.tag == "caption":
            captions.append(Block("caption", children=_children(child, marks)))
        elif child.tag == "tr":
            cells = tuple(_cell(cell, marks) for cell in child.children if _is_cell(cell))
            if cells:
                rows.append(Block("row", children=cells, header=header or (not rows and all(c.header for c in cells))))
        else:
            _read_rows(child, captions, rows, marks, header=header or child.tag == "thead")


def _is_cell(child: "_Element | str") -> bool:
    return isinstance(child, _Element) and child.tag in ("td", "th")


def _cell(child: "_Element | str", marks: Marks) -> Block:
    assert isinstance(child, _Element)
    return Block(
        "cell",
        children=_children(child, marks),
        header=child.tag == "th",
        colspan=_number(child.attributes.get("colspan", ""), 1),
        rowspan=_number(child.attributes.get("rowspan", ""), 1),
    )


def _is_ignored(element: _Element) -> bool:
    return element.tag in _IGNORED or element.attributes.get("aria-hidden") == "true" or "hidden" in element.attributes


def _number(text: str, default: int) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default
