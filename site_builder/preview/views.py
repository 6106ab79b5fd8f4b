"""The ways to look at a version: as its page, in all languages beside each other, by what changed, and on paper."""

from collections.abc import Iterator, Mapping

from site_builder.changes.history import Release, releases
from site_builder.model import Version
from site_builder.pages import (
    Edition,
    Page,
    change_permalink,
    pages,
    pdf_permalink,
    print_permalink,
    version_permalink,
)
from site_builder.preview.address import OWN
from site_builder.records import record

BOTH = "preview/both.html"


@record
class Views:
    """Where a version can be seen in each way. Empty where there is nothing to see: one language, no version before."""

    page: str
    both: str
    redline: str
    print: str
    pdf: str


def views(edition: Edition, version: Version, locale: str) -> Views:
    locale = version.locale_for(locale)
    statement = version_permalink(locale, version)
    several = len(version.locales) > 1
    return Views(
        page=statement,
        both=f"{OWN}both/{locale}/{version.id}/" if several else "",
        redline=_redline(edition, version, locale),
        print=print_permalink(statement),
        pdf=pdf_permalink(statement),
    )


def seen_as(page: Page) -> str:
    """The name of the view that a page is; empty when it is about all versions."""
    return {"statement.html": "page", BOTH: "both", "change.html": "redline", "print.html": "print"}.get(
        page.template, ""
    )


def version_of(page: Page, edition: Edition) -> Version:
    """The version that a page is about; the one in force when it is about all."""
    release, version = page.context.get("release"), page.context.get("version")
    if isinstance(release, Release):
        return release.version
    return version if isinstance(version, Version) else edition.timeline.in_force


def preview_pages(edition: Edition) -> Iterator[Page]:
    """The pages of the site, and those that only the preview has."""
    yield from pages(edition)
    for version in edition.timeline.newest_first:
        yield from _all_locales(edition, version, "both", BOTH, {"version": version})
        if _skips_a_version(edition, version):
            _, release = releases((edition.timeline.in_force, version))
            yield from _all_locales(
                edition, version, "redline", "change.html", {"release": release, "since_in_force": True}
            )


def _redline(edition: Edition, version: Version, locale: str) -> str:
    """What changed since the version in force; of a version that is not to come, since the one before it."""
    if _skips_a_version(edition, version):
        return f"{OWN}redline/{locale}/{version.id}/" if locale in edition.timeline.in_force.locales else ""
    release = edition.releases.get(version.id)
    return change_permalink(locale, version) if release and release.compared_in(locale) else ""


def _skips_a_version(edition: Edition, version: Version) -> bool:
    """Whether another version comes between the one in force and this one: no page of the site compares those two."""
    release = edition.releases.get(version.id)
    previous = release.previous if release else None
    return version in edition.timeline.announced and previous not in (None, edition.timeline.in_force)


def _all_locales(
    edition: Edition, version: Version, view: str, template: str, context: Mapping[str, object]
) -> Iterator[Page]:
    found = {locale: getattr(views(edition, version, locale), view) for locale in version.locales}
    alternates: dict[str, str] = {locale: permalink for locale, permalink in found.items() if permalink}
    for locale, permalink in alternates.items():
        yield Page(permalink, template, locale, alternates, indexed=False, context=context)
