"""What an audit is asked to do, and which pages it goes to."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urlsplit

from site_builder.audit.declared import bare
from site_builder.audit.records import ONLY, VISITORS, Visitor
from site_builder.audit.selectors import WELL_KNOWN, Selectors
from site_builder.records import record


@record(kw_only=True)
class Plan:
    """Times are in seconds. `quiet`: how long nothing happens before a page counts as done, `settle` how long that may
    take. `ahead`: how much of the page's own time is skipped to see what its timers do. `follow`: how many pages, when
    links are followed. `origin` is left out of the names of pages."""

    visitors: tuple[Visitor, ...]
    banners: tuple[Selectors, ...] = WELL_KNOWN
    timeout: float = 30
    limit: float = 600
    quiet: float = 0.5
    settle: float = 5
    ahead: float = 5
    concurrency: int = 4
    follow: int = 5
    screenshots: bool = False
    origin: str = ""

    def name(self, address: str) -> str:
        """What a page is called: its address, or its path in the folder that is audited."""
        plain = urldefrag(address).url
        return plain.removeprefix(self.origin) if self.origin else plain


def visitors(names: Iterable[str], purposes: Iterable[str]) -> tuple[Visitor, ...]:
    """The visitors of these names in their own order, one for each purpose under `only`; without a purpose to ask for,
    only those who make no choice."""
    asked, wanted = tuple(purposes), set(names)
    unasked = tuple(name for name in VISITORS if asked or name not in ("reject", "accept", "withdraw"))
    return tuple(
        visitor
        for name in unasked
        if name in wanted
        for visitor in ([Visitor(name, purpose) for purpose in asked] if name == ONLY else [Visitor(name)])
    )


def same_site(address: str, other: str) -> bool:
    """Whether two addresses are of the same website: the same host, `www.` or not."""
    try:
        one, two = urlsplit(address), urlsplit(other)
    except ValueError:  # a page may hold links that are none
        return False
    return one.scheme in ("http", "https") and bare(one.netloc) == bare(two.netloc)


def followed(links: Iterable[str], page: str, known: Iterable[str]) -> tuple[str, ...]:
    """The links of a page to other pages of its website that are not known yet, in the order of the page."""
    seen = {urldefrag(address).url for address in known}
    found: dict[str, None] = {}
    for link in links:
        address = urldefrag(link).url if same_site(link, page) else ""
        if address and address not in seen and _is_page(address):
            found[address] = None
    return tuple(found)


def _is_page(address: str) -> bool:
    return PurePosixPath(urlsplit(address).path).suffix.lower() in ("", ".html", ".htm", ".php", ".asp", ".aspx")
