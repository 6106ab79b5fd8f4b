"""What paper needs that a screen does not: the addresses behind the links, in words."""

import re

from markupsafe import Markup

_LINK = re.compile(r'<a href="([^"#][^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_SCHEMES = ("mailto:", "tel:", "https://", "http://")


def print_urls(html: str) -> Markup:
    """The HTML of a text with, behind every link that does not show where it leads, its address.

    The address is text, not CSS: a screen reader, a search and a copy of the PDF find it. It stands outside the link,
    which keeps its own name.
    """
    return Markup(_LINK.sub(_with_url, html))  # noqa: S704 - our own pages' HTML, and the address is from it


def _with_url(link: re.Match[str]) -> str:
    address = link[1]
    shown = _TAG.sub("", link[2])
    if _bare(shown) == _bare(address):
        return link[0]
    for scheme in ("mailto:", "tel:"):
        address = address.removeprefix(scheme)
    return f'{link[0]} <span class="print-url">({address})</span>'


def _bare(address: str) -> str:
    """An address without what people leave out or put in when they write it."""
    for scheme in _SCHEMES:
        address = address.removeprefix(scheme)
    return re.sub(r"[\s-]", "", address).rstrip("/")
