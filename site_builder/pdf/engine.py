"""HTML → pages: the only room that knows WeasyPrint. It is imported when something is drawn, for it takes its time."""

import contextlib
import io
import logging
import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from site_builder.records import record

if TYPE_CHECKING:
    from weasyprint import Document

LISTS = ("ul", "ol", "dl")
ITEMS = ("li", "dt", "dd")
SHOWN_CHARACTERS = 12

# WeasyPrint 70 breaks a line after its first word when it fits but for the space before a link or other inline element
# (split_first_line takes the space for a part of the text). A space of its own is not taken for that.
_SPACE_BEFORE_INLINE = re.compile(r"(?<=[^\s>])\s+(?=<(?:a|code|em|small|span|strong)\b)")


@record
class Drawing:
    """A PDF as WeasyPrint makes it, and what only its layout knows.

    `continued` holds for every page after the first the tags, from the outside in, of the elements that began on an
    earlier page; `lists` the tags of every list and its items. `refused` are the addresses that something wanted
    to fetch, `broken` the fonts that cannot be read, `unprintable` the characters that no font of ours has.
    """

    data: bytes
    continued: tuple[tuple[str, ...], ...]
    lists: tuple[tuple[str, ...], ...]
    refused: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    unprintable: str = ""


@cache
def obstacle() -> tuple[str, Mapping[str, object]] | None:
    """Why no PDF can be made on this computer, if none can: the code of a problem and its arguments."""
    try:
        _weasyprint()
    except ModuleNotFoundError as error:
        if error.name != "weasyprint":
            raise
        return "weasyprint_missing", {}
    except OSError as error:
        # cffi's words when a library is not there that WeasyPrint needs: Pango, or what comes with it.
        return "pango_missing", {"reason": str(error).partition(":")[0]}
    return None


@cache
def _weasyprint() -> Any:
    # Where Pango is missing, WeasyPrint prints advice of its own before it fails; where a computer has no fonts, which
    # ours make up for, it warns.
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import weasyprint
    return weasyprint


def draw(html: str, address: str, resources: Mapping[str, bytes], attachments: Mapping[str, bytes]) -> Drawing:
    """Lay out a page that is published at `address`. Nothing is fetched but `resources`, which are named by address."""
    weasyprint = _weasyprint()
    fetcher = _fetcher(resources)
    html = _SPACE_BEFORE_INLINE.sub("<span> </span>", html)
    with _complaints() as complaints, warnings.catch_warnings():
        # WeasyPrint leaves the closing of its colour profile to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        page = weasyprint.HTML(string=html, base_url=address, url_fetcher=fetcher)
        document = page.render(pdf_variant="pdf/a-3b", pdf_tags=True)
        # The dates of the files in a PDF are part of its bytes.
        day = datetime.fromisoformat(document.metadata.modified or "1970-01-01").replace(tzinfo=UTC)
        enclosed = [
            weasyprint.Attachment(string=data, name=name, created=day, modified=day, relationship="Data")
            for name, data in attachments.items()
        ]
        data = document.write_pdf(finisher=_describe_links, attachments=enclosed, pdf_variant="pdf/a-3b", pdf_tags=True)
    return Drawing(
        data=data,
        continued=tuple(_continued(document)),
        lists=tuple(
            (found.tag, *(item.tag for item in found if item.tag in ITEMS))
            for found in page.etree_element.iter()
            if found.tag in LISTS
        ),
        refused=tuple(dict.fromkeys(fetcher.refused)),
        broken=tuple(dict.fromkeys(complaints)),
        unprintable=_unprintable(document, resources),
    )


def _fetcher(resources: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OurFilesOnly(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
        """Gives what it was given and asks nobody: no network, no disk, not even data in an address."""

        def __init__(self) -> None:
            super().__init__()
            self.refused: list[str] = []

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - as it is called
            url = unquote(url)
            if url not in resources:
                self.refused.append(url)
                raise ValueError(url)
            types = {"Content-Type": "text/css"} if url.endswith(".css") else {}
            return URLFetcherResponse(url, resources[url], types)

    return OurFilesOnly()


@contextlib.contextmanager
def _complaints() -> Iterator[list[str]]:
    """The fonts that WeasyPrint complains of. It says so only in its log, and then takes another font."""
    found: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if str(record.msg).startswith("Font-face") and record.args:
                found.append(str(record.args[0]) if isinstance(record.args, tuple) else "")

    listener, logger = Listener(logging.WARNING), logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield found
    finally:
        logger.removeHandler(listener)


def _unprintable(document: "Document", resources: Mapping[str, bytes]) -> str:
    """The characters that came from a font of this computer, or from none: another computer would print another PDF."""
    from weasyprint.text.fonts import get_hb_object_data

    ours = set(resources.values())
    found: set[str] = set()
    for font in document.fonts.values():
        found.update(chr(code) for code in font.missing)
        if bytes(get_hb_object_data(font.hb_face)) not in ours:
            found.update(character for text in font.to_unicode.values() for character in text)
    return "".join(sorted(found - {" "})[:SHOWN_CHARACTERS])


def _describe_links(document: "Document", _pdf: object) -> None:
    """Give every link its own words as description (ISO 14289-1, 7.18.5), where WeasyPrint writes its address."""
    from pydyf import String

    for page in document.pages:
        for box in page._page_box.descendants():
            if box.link_annotation and box.element is not None:
                box.link_annotation["Contents"] = String(" ".join("".join(box.element.itertext()).split()))


def _continued(document: "Document") -> Iterator[tuple[str, ...]]:
    before: set[Any] = set()
    for number, page in enumerate(document.pages):
        if number:
            yield tuple(_carried_over(page._page_box, before))
        before = {box.element for box in page._page_box.descendants() if box.element is not None}


def _carried_over(box: Any, before: set[Any]) -> Iterator[str]:
    """The elements at the top of a page that were there on the page before. A repeated table head is passed over."""
    seen = None
    while box is not None:
        element = box.element
        if element is not None and element is not seen:
            if element not in before:
                return
            seen = element
            yield str(element.tag)
        box = next((child for child in getattr(box, "children", ()) if _flows_on(child)), None)


def _flows_on(box: Any) -> bool:
    return not getattr(box, "is_header", False) and not type(box).__name__.startswith("Margin")
