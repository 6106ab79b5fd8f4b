"""What a finished PDF is checked with: pikepdf's PDF/A checker, and questions of our own to the tag tree.

No finding is no proof: say “checked with”.
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pikepdf import Name, Object, Page, Pdf, String, parse_content_stream

from site_builder.pdf.tags import children, kids, kind, walk
from site_builder.records import record

_PAIR = re.compile(r"<([0-9a-f]+)> <([0-9a-f]+)>")

# What may stand in what (ISO 32000-1, 14.8.4).
_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "L": ("LI", "L", "Caption"),
    "LI": ("Lbl", "LBody"),
    "Table": ("Caption", "THead", "TBody", "TFoot", "TR"),
    "THead": ("TR",),
    "TBody": ("TR",),
    "TR": ("TH", "TD"),
}


@record
class Spoken:
    """An element as a screen reader meets it: its type, how deep it stands, and the text right in it."""

    kind: str
    depth: int
    text: str


def findings(data: bytes) -> tuple[str, ...]:
    """What is wrong with a PDF, in English, for those who work on templates; nothing when it passes."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        return (*_archive(data), *_catalog(pdf), *_structure(pdf), *_content(pdf), *_links(pdf))


def spoken(data: bytes) -> tuple[Spoken, ...]:
    """The tag tree as text, in reading order."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        texts = {page.obj.objgen: _marked_texts(page) for page in pdf.pages}
        return tuple(_speak(pdf.Root.StructTreeRoot.K[0], 0, texts))


def _archive(data: bytes) -> Iterator[str]:
    from pikepdf import pdfa

    for finding in pdfa.validate_written(io.BytesIO(data), "3b").findings:
        yield f"PDF/A-3b: {finding}"


def _catalog(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "the document has no language"
    if not ("/MarkInfo" in root and root.MarkInfo.get("/Marked")):
        yield "the document is not marked as tagged"
    if not ("/ViewerPreferences" in root and root.ViewerPreferences.get("/DisplayDocTitle")):
        yield "a reader shows the name of the file instead of the title"
    if not str(pdf.docinfo.get("/Title", "")):
        yield "the document has no title"
    if "/Outlines" not in root:
        yield "there are no bookmarks"


def _structure(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root.StructTreeRoot
    named = {bytes(name) for name in list(root.IDTree.Names)[::2]} if "/IDTree" in root else set()
    level = 0
    for element in walk(root.K[0]):
        found = kind(element)
        if re.fullmatch(r"H[1-6]", found):
            if int(found[1]) > level + 1 or (found == "H1" and level):
                yield f"a heading {found} follows one of level {level}"
            level = int(found[1])
        if found == "Figure" and "/Alt" not in element:
            yield "a picture has no words"
        if found == "TH" and element.A.get("/Scope") not in (Name.Column, Name.Row):
            yield "a head of a table does not say what it heads"
        if found == "TD" and not {bytes(header) for header in element.A.get("/Headers", ())} <= named:
            yield "a cell names a head that is not there"
        if found == "L" and "/ListNumbering" not in element.get("/A", {}):
            yield "a list does not say how it is numbered"
        for kid in children(element):
            if kid.P.objgen != element.objgen:
                yield f"{kind(kid)} in {found} does not know where it stands"
            if found in _ALLOWED and kind(kid) not in _ALLOWED[found]:
                yield f"{kind(kid)} stands in {found}"
    if not level:
        yield "there is no heading"


def _content(pdf: Pdf) -> Iterator[str]:
    """Everything painted is in the tree, once and in the order in which it is painted, or an artifact. Only the marks
    of a list, which hang beside it, are painted after it."""
    order: dict[tuple[int, int], list[int]] = {page.obj.objgen: [] for page in pdf.pages}
    marks: dict[tuple[int, int], set[int]] = {page.obj.objgen: set() for page in pdf.pages}
    for element in walk(pdf.Root.StructTreeRoot.K[0]):
        for kid in kids(element):
            if isinstance(kid, int):
                order[element.Pg.objgen].append(kid)
                if kind(element.P) == "Lbl":
                    marks[element.Pg.objgen].add(kid)
            elif "/MCID" in kid:
                order[kid.Pg.objgen].append(int(kid.MCID))
    for number, page in enumerate(pdf.pages, start=1):
        read, hanging = order[page.obj.objgen], marks[page.obj.objgen]
        painted, loose = _painted(page)
        if loose:
            yield f"page {number} has text that is neither in the tree nor an artifact"
        if sorted(read) != sorted(painted):
            yield f"page {number}: the tree and the page do not hold the same content"
        elif [i for i in read if i not in hanging] != [i for i in painted if i not in hanging]:
            yield f"page {number} is read in another order than it is painted"


def _links(pdf: Pdf) -> Iterator[str]:
    owned = {
        kid.Obj.objgen
        for element in walk(pdf.Root.StructTreeRoot.K[0])
        if kind(element) == "Link"
        for kid in kids(element)
        if not isinstance(kid, int) and "/Obj" in kid
    }
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", ()):
            if not str(annotation.get("/Contents", "")).strip():
                yield f"a link on page {number} has no description"
            if annotation.objgen not in owned:
                yield f"a link on page {number} is not in the tree"


def _instructions(page: Page) -> Iterator[tuple[str, list[Any], int | None, bool]]:
    """What paints a page, each with the number of the marked content that it is in and whether it is an artifact."""
    stack: list[tuple[int | None, bool]] = []
    for instruction in parse_content_stream(page):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in ("BMC", "BDC"):
            number = operands[1].get("/MCID") if operator == "BDC" else None
            stack.append((None if number is None else int(number), operands[0] == Name.Artifact))
        yield operator, operands, *(stack[-1] if stack else (None, False))
        if operator == "EMC":
            stack.pop()


def _painted(page: Page) -> tuple[list[int], bool]:
    """The numbers of the marked content in the order in which it is painted, and whether there is text beside it."""
    numbers: list[int] = []
    loose = False
    for operator, _, number, artifact in _instructions(page):
        if operator == "BDC" and number is not None:
            numbers.append(number)
        loose = loose or (operator in ("Tj", "TJ") and number is None and not artifact)
    return numbers, loose


def _marked_texts(page: Page) -> Mapping[int, str]:
    """The text of each piece of marked content, by the maps that the fonts have for it."""
    fonts = {name: _characters(font) for name, font in page.obj.Resources.Font.items()}
    texts: dict[int, str] = {}
    current: Mapping[int, str] = {}
    for operator, operands, number, _ in _instructions(page):
        if operator == "Tf":
            current = fonts[str(operands[0])]
        elif operator in ("Tj", "TJ") and number is not None:
            shown = operands[0] if operator == "TJ" else [operands[0]]
            codes = b"".join(bytes(part) for part in shown if isinstance(part, String))
            glyphs = (int.from_bytes(codes[i : i + 2], "big") for i in range(0, len(codes), 2))
            texts[number] = texts.get(number, "") + "".join(current.get(glyph, "\ufffd") for glyph in glyphs)
    return texts


def _characters(font: Object) -> Mapping[int, str]:
    pairs = _PAIR.findall(font.ToUnicode.read_bytes().decode())
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def _speak(element: Object, depth: int, texts: Mapping[tuple[int, int], Mapping[int, str]]) -> Iterator[Spoken]:
    own = [kid for kid in kids(element) if isinstance(kid, int)]
    yield Spoken(kind(element), depth, "".join(texts[element.Pg.objgen].get(number, "") for number in own))
    for kid in kids(element):
        if not isinstance(kid, int) and "/MCID" in kid:
            yield Spoken("", depth + 1, texts[kid.Pg.objgen].get(int(kid.MCID), ""))
        elif not isinstance(kid, int) and "/S" in kid:
            yield from _speak(kid, depth + 1, texts)
