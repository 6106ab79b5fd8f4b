"""The tag tree, as a screen reader walks it: what WeasyPrint leaves undone (ISO 32000-1, 14.7 and 14.8).

WeasyPrint tags page by page. Here an element that a page break cut in two becomes one again, a repeated table head is
said once, what stands in the margin of a page is no content, lists say how they are numbered, a term is joined to what
belongs to it, and a head of a table says what it heads.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf

# What WeasyPrint makes of an element in which a page can break.
_TYPES: Mapping[str, str] = {
    "main": "Part",
    "section": "Sect",
    "div": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "LI",
    "dd": "LI",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
}
_EMPTY = ("NonStruct", "Span")
_MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
_PAGINATION = b"/Artifact <</Type /Pagination>> BDC"


def mend_tags(pdf: Pdf, continued: Sequence[Sequence[str]], lists: Sequence[Sequence[str]]) -> None:
    """Make one tree of the trees of the pages. `continued` and `lists` are what the layout knows (see `Drawing`)."""
    document = pdf.Root.StructTreeRoot.K[0]
    _join_pages(pdf, document, continued)
    _prune(document)
    _shape_lists(document, lists)
    _scope_headers(document)
    _index(pdf, document)


def children(element: Object) -> list[Object]:
    """The elements right below one, without content."""
    return [kid for kid in kids(element) if _is_element(kid)]


def walk(element: Object) -> Iterator[Object]:
    """An element and all below it, in reading order."""
    yield element
    for kid in children(element):
        yield from walk(kid)


def kind(element: Object) -> str:
    """The structure type of an element: P, H1, Table."""
    return str(element.S)[1:]


def kids(element: Object) -> list[Any]:
    """Elements, numbers of marked content, and references to content and annotations."""
    return list(element.get("/K", ()))


def _is_element(kid: object) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


# Pages


def _join_pages(pdf: Pdf, document: Object, continued: Sequence[Sequence[str]]) -> None:
    """Make one of the parts of every element that goes on on a next page."""
    pages: dict[tuple[int, int], list[Object]] = {page.obj.objgen: [] for page in pdf.pages}
    for element in children(document):
        pages[element.Pg.objgen].append(element)
    joined: list[Object] = []
    for here, carried in zip(pages.values(), ((), *continued), strict=True):
        inside = [tag for tag in carried if tag in _TYPES]
        if joined and here and inside and kind(here[0]) == kind(joined[-1]) == _TYPES[inside[0]]:
            _join(joined[-1], here.pop(0), inside[1:])
        joined += here
    document.K = Array(joined)


def _join(first: Object, rest: Object, inside: Sequence[str]) -> None:
    """Append what an element has on a page to what it has before; `inside` are the elements that are cut within it."""
    if kind(first) == "Table":
        _say_head_once(first, rest)
    ends, goes_on = children(first)[-1:], children(rest)[:1]
    if ends and goes_on and kind(ends[0]) == kind(goes_on[0]):
        found = kind(ends[0])
        if (inside and found == _TYPES[inside[0]]) or found == "LBody":
            _join(ends[0], goes_on[0], inside if found == "LBody" else inside[1:])
            del rest.K[kids(rest).index(goes_on[0])]
    for kid in kids(rest):
        if _is_element(kid):
            kid.P = first
        # Content in an element names its page when that is not the page on which the element begins.
        first.K.append(Dictionary(Type=Name.MCR, Pg=rest.Pg, MCID=kid) if isinstance(kid, int) else kid)


def _say_head_once(table: Object, rest: Object) -> None:
    """Drop the repeated head of a table; the cells below it name those of the head that stays."""
    heads, repeated = ([kid for kid in children(part) if kind(kid) == "THead"] for part in (table, rest))
    if not heads or not repeated:
        return
    names = {bytes(copy.ID): first.ID for first, copy in zip(_heads(heads[0]), _heads(repeated[0]), strict=True)}
    for cell in walk(rest):
        if kind(cell) == "TD" and "/Headers" in cell.A:
            cell.A.Headers = Array([names.get(bytes(header), header) for header in cell.A.Headers])
    rest.K = Array([kid for kid in children(rest) if kind(kid) != "THead"])


def _heads(element: Object) -> list[Object]:
    return [cell for cell in walk(element) if kind(cell) == "TH"]


# Lists and tables


def _prune(element: Object) -> None:
    """Take out what holds nothing, such as a line break. A cell or an item may be empty."""
    for kid in children(element):
        _prune(kid)
    element.K = Array(
        [kid for kid in kids(element) if not (_is_element(kid) and kind(kid) in _EMPTY and not kids(kid))]
    )


def _shape_lists(document: Object, lists: Sequence[Sequence[str]]) -> None:
    found = [element for element in walk(document) if kind(element) == "L"]
    # A template of a site's own may hide a list; then none can be told from another.
    known = lists if len(lists) == len(found) else [("",)] * len(found)
    for element, (tag, *items) in zip(found, known, strict=True):
        if tag == "dl" and len(items) == len(children(element)):
            _pair_terms(element, items)
        marked = any(kind(part) == "Lbl" for item in children(element) for part in children(item))
        numbering = {"ol": "Decimal", "ul": "Disc"}.get(tag, "None") if marked else "None"
        element.A = Dictionary(O=Name.List, ListNumbering=Name(f"/{numbering}"))


def _pair_terms(element: Object, items: Sequence[str]) -> None:
    """One item for a term and what belongs to it; the term is its label (ISO 32000-1, table 336)."""
    paired: list[Object] = []
    for item, tag in zip(children(element), items, strict=True):
        [body] = children(item)
        if tag == "dt":
            body.S = Name.Lbl
        if tag == "dt" or not paired:
            paired.append(item)
        else:
            body.P = paired[-1]
            paired[-1].K.append(body)
    element.K = Array(paired)


def _scope_headers(document: Object) -> None:
    """Say of the heads of tables whether they head a column or a row."""
    for table in walk(document):
        if kind(table) == "Table":
            for part in children(table):
                for cell in _heads(part):
                    cell.A.Scope = Name.Column if kind(part) == "THead" else Name.Row


# Indexes


def _index(pdf: Pdf, document: Object) -> None:
    """Make the indexes into the tree anew, and what is not in the tree an artifact of the page."""
    root = pdf.Root.StructTreeRoot
    owners: dict[tuple[int, int], dict[int, Object]] = {page.obj.objgen: {} for page in pdf.pages}
    annotations: list[tuple[int, Object]] = []
    names: dict[bytes, Object] = {}
    for element in walk(document):
        if "/ID" in element:
            names[bytes(element.ID)] = element
        for kid in kids(element):
            if isinstance(kid, int):
                owners[element.Pg.objgen][kid] = element
            elif "/MCID" in kid:
                owners[kid.Pg.objgen][int(kid.MCID)] = element
            elif "/Obj" in kid:
                annotations.append((int(kid.Obj.StructParent), element))
    entries: list[object] = []
    for number, page in enumerate(pdf.pages):
        owned = owners[page.obj.objgen]
        entries += [number, pdf.make_indirect(Array([owned.get(i) for i in range(max(owned, default=-1) + 1)]))]
        _mark_artifacts(page.obj.Contents, owned)
    for number, element in sorted(annotations, key=lambda entry: entry[0]):
        entries += [number, element]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(entries)))
    root.ParentTreeNextKey = len(entries) // 2
    if names:
        ordered = [part for name in sorted(names) for part in (names[name].ID, names[name])]
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(ordered)))


def _mark_artifacts(content: Object, owned: Mapping[int, Object]) -> None:
    """Headers, footers and repeated table heads are marked as such, so that nobody reads them out on every page."""
    content.write(_MARKED.sub(lambda found: found[0] if int(found[1]) in owned else _PAGINATION, content.read_bytes()))
