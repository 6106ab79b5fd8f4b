"""What the rules over finished pages look at: those of the newest version, and those that a site has once."""

from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import urljoin

from site_builder.changes.history import Release
from site_builder.checks.pages.elements import Html
from site_builder.checks.rule import Rule
from site_builder.formats import Formats
from site_builder.model import Version
from site_builder.pages import Edition, Page
from site_builder.problem import Location
from site_builder.records import record


@record
class FinishedPage:
    """A page and what became of it."""

    page: Page
    html: Html

    @property
    def place(self) -> Location:
        return Location(self.page.path)

    @property
    def version(self) -> Version | None:
        """The version that the page shows, if it shows one."""
        version = self.page.context.get("version")
        return version if isinstance(version, Version) else None

    @property
    def release(self) -> Release | None:
        """The release whose changes the page shows, if it shows any."""
        release = self.page.context.get("release")
        return release if isinstance(release, Release) else None


@record
class Published:
    """The pages under judgement, of an edition."""

    edition: Edition
    newest: Version
    pages: tuple[FinishedPage, ...]

    def of(self, *templates: str) -> Iterator[FinishedPage]:
        return (found for found in self.pages if found.page.template in templates)

    def date(self, day: date, locale: str) -> str:
        """A day as a reader of a locale sees it."""
        return Formats(locale, self.edition.publication.territory).date(day)

    def own_name(self, locale: str) -> str:
        """What a language calls itself."""
        return Formats(locale, self.edition.publication.territory).own_name

    def address(self, page: Page, target: str = "") -> str:
        """The full address of a page, or of what it links to."""
        return urljoin(f"{self.edition.publication.base_url.rstrip('/')}/{page.permalink}", target)


PageRule = Rule[Published]


def published(edition: Edition, listed: tuple[Page, ...], files: Mapping[str, bytes]) -> Published:
    """Pages and what became of them; one that could not be rendered is left out."""
    finished = (FinishedPage(page, Html(files[page.path].decode())) for page in listed if page.path in files)
    return Published(edition, edition.timeline.newest_first[0], tuple(finished))
