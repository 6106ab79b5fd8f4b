"""Which pages exist: permalink, template, alternates. A new kind of page is a function and a line below it."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import partial

from site_builder.chain import Frozen
from site_builder.changes.history import Release
from site_builder.model import Publication, Site, Version
from site_builder.pdf.print_view import print_urls
from site_builder.records import record
from site_builder.timeline import Timeline


@record
class Edition:
    """What is published on a day: a site and how its versions stand.

    `releases` tell by version what changed in it; `frozen` are those in the lock, published or not yet.
    """

    site: Site
    timeline: Timeline
    releases: Mapping[str, Release] = field(default_factory=dict)
    frozen: Mapping[str, Frozen] = field(default_factory=dict)
    pdf: bool = False

    @property
    def newest_releases(self) -> tuple[Release, ...]:
        """The releases, newest first."""
        return tuple(reversed(tuple(self.releases.values())))

    def digest(self, version: str) -> str:
        """The SHA-256 of a version that is frozen, else nothing."""
        return self.frozen[version].digest if version in self.frozen else ""

    @property
    def publication(self) -> Publication:
        return self.site.publication

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales in which there is a version to read."""
        unseen = set(self.publication.locales)
        for version in self.timeline.newest_first:
            # The newest is in most of them: who reads no more does not depend on the others.
            unseen.difference_update(version.locales)
            if not unseen:
                break
        return tuple(locale for locale in self.publication.locales if locale not in unseen)

    @property
    def first_locale(self) -> str:
        """The locale for readers who have not chosen one."""
        return self.timeline.in_force.locale_for(self.publication.default_locale)


@record
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


def print_permalink(permalink: str) -> str:
    """The print view of the statement at `permalink`."""
    return f"{permalink}print/"


def pdf_permalink(permalink: str) -> str:
    """The PDF of the statement at `permalink`."""
    return f"{permalink}statement.pdf"


def relative(permalink: str, target: str) -> str:
    """The link from a page to a target, both relative to the site's root."""
    link = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(permalink)}")
    return f"{link}/" if target.endswith("/") or not target else link


def version_shown(page: Page) -> str:
    """The id of the version that a page shows, or whose changes; empty for a page of the whole site."""
    shown = page.context.get("version") or page.context.get("release")
    return shown.id if isinstance(shown, Version | Release) else ""


def pages(edition: Edition) -> tuple[Page, ...]:
    versions = reversed(edition.timeline.newest_first)
    return (*site_pages(edition), *(page for version in versions for page in version_pages(edition, version)))


def site_pages(edition: Edition) -> tuple[Page, ...]:
    """The pages that a site has once."""
    return tuple(page for kind in SITE_PAGES for page in kind(edition))


def version_pages(edition: Edition, version: Version) -> tuple[Page, ...]:
    """The pages of a version."""
    return tuple(page for kind in VERSION_PAGES for page in kind(edition, version))


def _locale_chooser(edition: Edition) -> Iterator[Page]:
    alternates: dict[str, str] = {locale: statement_permalink(locale) for locale in edition.timeline.in_force.locales}
    yield Page("", "locales.html", edition.first_locale, alternates)


def _statement(edition: Edition) -> Iterator[Page]:
    version = edition.timeline.in_force
    # A reader of another language chooses on the first page.
    context = {"version": version}
    yield from _localized(edition, version.locales, statement_permalink, "statement.html", context, x_default="")


def _statement_print(edition: Edition) -> Iterator[Page]:
    """The statement in force for paper, with its whole history."""
    newest = max(edition.releases, default="")
    yield from _print_view(edition, edition.timeline.in_force, statement_permalink, newest)


def _archive(edition: Edition) -> Iterator[Page]:
    yield from _localized(edition, edition.locales, archive_permalink, "archive.html", {})


def _history(edition: Edition) -> Iterator[Page]:
    yield from _localized(edition, edition.locales, changes_permalink, "changes.html", {})


def _not_found(edition: Edition) -> Iterator[Page]:
    yield Page("404.html", "404.html", edition.first_locale, indexed=False, rooted=True)


SITE_PAGES: tuple[Callable[[Edition], Iterable[Page]], ...] = (
    _locale_chooser,
    _statement,
    _statement_print,
    _archive,
    _history,
    _not_found,
)


def _version(edition: Edition, version: Version) -> Iterator[Page]:
    permalink, context = partial(version_permalink, version=version), {"version": version}
    yield from _localized(edition, version.locales, permalink, "statement.html", context, indexed=False)


def _version_print(edition: Edition, version: Version) -> Iterator[Page]:
    """A version for paper, with the history that led to it."""
    yield from _print_view(edition, version, partial(version_permalink, version=version), version.id)


def _change(edition: Edition, version: Version) -> Iterator[Page]:
    release = edition.releases.get(version.id)
    if release is not None:
        locales = tuple(locale for locale in version.locales if release.compared_in(locale))
        permalink = partial(change_permalink, version=version)
        yield from _localized(edition, locales, permalink, "change.html", {"release": release})


VERSION_PAGES: tuple[Callable[[Edition, Version], Iterable[Page]], ...] = (_version, _version_print, _change)


def _print_view(
    edition: Edition, version: Version, statement: Callable[[str], str], history_until: str
) -> Iterator[Page]:
    """A copy of a statement for paper. Search engines get the statement itself."""
    context = {"version": version, "print_urls": print_urls, "history_until": history_until}

    def permalink(locale: str) -> str:
        return print_permalink(statement(locale))

    def own(locale: str) -> Mapping[str, object]:
        return {"pdf": pdf_permalink(statement(locale)) if edition.pdf else ""}

    yield from _localized(edition, version.locales, permalink, "print.html", context, indexed=False, own=own)


def _localized(
    edition: Edition,
    locales: tuple[str, ...],
    permalink: Callable[[str], str],
    template: str,
    context: Mapping[str, object],
    x_default: str | None = None,
    indexed: bool = True,
    own: Callable[[str], Mapping[str, object]] | None = None,
) -> Iterator[Page]:
    """The same page in each of some locales; `own` is what it is told in one of them alone."""
    alternates: dict[str, str] = {locale: permalink(locale) for locale in locales}
    default = alternates.get(edition.first_locale, "") if x_default is None else x_default
    for locale, address in alternates.items():
        told = {**context, **own(locale)} if own else context
        yield Page(address, template, locale, alternates, default, indexed, context=told)
