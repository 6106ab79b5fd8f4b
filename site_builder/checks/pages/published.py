"""What the rules over finished pages look at: each page alone, and what is to be compared between pages."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urljoin

from site_builder.changes.history import Release
from site_builder.checks.rule import Rule
from site_builder.elements import Html, words
from site_builder.formats import Formats
from site_builder.model import Version
from site_builder.pages import Edition, Page
from site_builder.problem import Location
from site_builder.records import record

_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)


class Repeated(NamedTuple):
    """Of a page what comes back on others: its title, and the words of the links at its foot."""

    page: Page
    title: str
    foot: tuple[str, ...]


@record
class FinishedPage:
    """A page of an edition and what became of it."""

    edition: Edition
    formats: Mapping[str, Formats]
    page: Page
    html: Html
    ids: frozenset[str]
    notes: tuple[str, ...]
    """What editors keep for themselves of the version that the page shows."""

    @property
    def place(self) -> Location:
        return Location(self.page.path)

    @property
    def version(self) -> Version | None:
        return shown(self.page)

    @property
    def release(self) -> Release | None:
        """The release whose changes the page shows, if it shows any."""
        release = self.page.context.get("release")
        return release if isinstance(release, Release) else None

    @property
    def title(self) -> str:
        return next((self.html.text(element) for element in self.html.named("title")), "")

    @property
    def foot(self) -> tuple[str, ...]:
        """The words of the links in the last footer."""
        return tuple(words(inside) for inside in _LINK.findall(self.html.source.rpartition("<footer")[2]))

    def date(self, day: date) -> str:
        """A day as a reader of the page sees it."""
        return self.formats[self.page.locale].date(day)

    def own_name(self, locale: str) -> str:
        """What a language calls itself."""
        return self.formats[locale].own_name

    def address(self, target: str) -> str:
        """The full address of what the page links to."""
        return urljoin(f"{self.edition.publication.base_url.rstrip('/')}/{self.page.permalink}", target)


def shown(page: Page) -> Version | None:
    """The version that a page shows, if it shows one."""
    version = page.context.get("version")
    return version if isinstance(version, Version) else None


PageRule = Rule[Iterable[Repeated], FinishedPage]
