"""Which pages exist: permalink, template, alternates. A new kind of page is a function and a line in `PAGES`."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from site_builder.changes.history import Release
from site_builder.model import Publication, Site, Version
from site_builder.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published on a day: a site and how its versions stand.

    `releases` tell by version what changed in it; `digests` give the SHA-256 of those that are frozen.
    """

    site: Site
    timeline: Timeline
    releases: Mapping[str, Release] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def newest_releases(self) -> tuple[Release, ...]:
        """The releases, newest first."""
        return tuple(reversed(tuple(self.releases.values())))

    @property
    def publication(self) -> Publication:
        return self.site.publication


@dataclass(frozen=True, slots=True)
class Page:
    """A page to render. `permalink` is relative to the site's root and ends in `/` or a file's name.

    `alternates` are the permalinks of the same page in every locale, its own included; `x_default` that for readers of
    other languages. Only `indexed` pages are for search engines. With `rooted` links a page works at any address, as a
    404 page must.
    """

    permalink: str
    template: str
    locale: str
    alternates: Mapping[str, str] = field(default_factory=dict)
    x_default: str = ""
    indexed: bool = True
    rooted: bool = False
    context: Mapping[str, object] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The file that holds the page."""
        return f"{self.permalink}index.html" if self.permalink.endswith("/") or not self.permalink else self.permalink


def statement_permalink(locale: str) -> str:
    return f"{locale}/"


def archive_permalink(locale: str) -> str:
    return f"{locale}/versions/"


def version_permalink(locale: str, version: Version) -> str:
    return f"{locale}/versions/{version.id}/"


def changes_permalink(locale: str) -> str:
    return f"{locale}/changes/"


def change_permalink(locale: str, version: Version) -> str:
    return f"{locale}/changes/{version.id}/"


def relative(permalink: str, target: str) -> str:
    """The link from a page to a target, both relative to the site's root."""
    link = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(permalink)}")
    return f"{link}/" if target.endswith("/") or not target else link


def pages(edition: Edition) -> tuple[Page, ...]:
    return tuple(page for kind in PAGES for page in kind(edition))


def _locale_chooser(edition: Edition) -> Iterator[Page]:
    publication = edition.publication
    alternates: dict[str, str] = {locale: statement_permalink(locale) for locale in publication.locales}
    yield Page("", "locales.html", publication.default_locale, alternates)


def _statements(edition: Edition) -> Iterator[Page]:
    version = edition.timeline.in_force
    # A reader of another language chooses on the first page.
    yield from _localized(edition, statement_permalink, "statement.html", {"version": version}, x_default="")


def _versions(edition: Edition) -> Iterator[Page]:
    for version in edition.timeline.newest_first:

        def permalink(locale: str, version: Version = version) -> str:
            return version_permalink(locale, version)

        yield from _localized(edition, permalink, "statement.html", {"version": version}, indexed=False)


def _archives(edition: Edition) -> Iterator[Page]:
    yield from _localized(edition, archive_permalink, "archive.html", {})


def _histories(edition: Edition) -> Iterator[Page]:
    yield from _localized(edition, changes_permalink, "changes.html", {})


def _changes(edition: Edition) -> Iterator[Page]:
    for release in edition.releases.values():
        if release.previous is not None:

            def permalink(locale: str, version: Version = release.version) -> str:
                return change_permalink(locale, version)

            yield from _localized(edition, permalink, "change.html", {"release": release})


def _not_found(edition: Edition) -> Iterator[Page]:
    yield Page("404.html", "404.html", edition.publication.default_locale, indexed=False, rooted=True)


PAGES: tuple[Callable[[Edition], Iterable[Page]], ...] = (
    _locale_chooser,
    _statements,
    _versions,
    _archives,
    _histories,
    _changes,
    _not_found,
)


def _localized(
    edition: Edition,
    permalink: Callable[[str], str],
    template: str,
    context: Mapping[str, object],
    x_default: str | None = None,
    indexed: bool = True,
) -> Iterator[Page]:
    """The same page in every locale."""
    alternates: dict[str, str] = {locale: permalink(locale) for locale in edition.publication.locales}
    default = alternates[edition.publication.default_locale] if x_default is None else x_default
    for locale, address in alternates.items():
        yield Page(address, template, locale, alternates, default, indexed, context=context)
