"""The files for machines: sitemap, robots, and the statement and its versions as JSON."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from markupsafe import escape

from site_builder.consent.asked import MANIFEST, archived_manifest, asks_consent
from site_builder.memory.files import Files, MadeFiles, remember_files, remember_joined_files, remember_pieces
from site_builder.memory.neighbours import Step
from site_builder.memory.steps import BuildMemory
from site_builder.model import Record, Version, record_fields
from site_builder.pages import (
    Edition,
    Page,
    change_permalink,
    pdf_permalink,
    site_pages,
    statement_permalink,
    version_pages,
    version_permalink,
)


def export(edition: Edition, memory: BuildMemory | None = None) -> Mapping[str, bytes]:
    """Every file for machines by its path."""
    memory = memory or BuildMemory()
    made = [_sitemap(edition, memory)]
    made += (remember_files(memory, path, partial(_export, edition, path)) for path in EXPORTS)
    return Files(*(files for files, _ in made))


def _export(edition: Edition, path: str) -> MadeFiles:
    return {path: EXPORTS[path](edition).encode()}, ()


def _address(edition: Edition, permalink: str) -> str:
    return edition.publication.base_url.rstrip("/") + "/" + permalink


def _sitemap(edition: Edition, memory: BuildMemory) -> MadeFiles:
    """The pages that are for search engines (sitemaps.org 0.9)."""
    steps = (
        Step(f"sitemap:{version.id}", partial(_version_entries, edition, version))
        for version in reversed(edition.timeline.newest_first)
    )
    alone, versions = _entries(edition, site_pages(edition)), remember_pieces(memory, "sitemap", steps)

    def make() -> MadeFiles:
        head = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        )
        return {"sitemap.xml": b"".join((f"{head}{alone}".encode(), *versions["entries"], b"</urlset>\n"))}, ()

    return remember_joined_files(memory, "sitemap.xml", make, alone, versions.known)


def _version_entries(edition: Edition, version: Version) -> Mapping[str, str]:
    return {"entries": _entries(edition, version_pages(edition, version))}


def _entries(edition: Edition, pages: tuple[Page, ...]) -> str:
    """Pages that are for search engines, with their translations."""
    entries = []
    for page in pages:
        if not page.indexed:
            continue
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{escape(locale)}" href="{escape(_address(edition, other))}"/>'
            for locale, other in page.alternates.items()
        )
        entries.append(f"<url><loc>{escape(_address(edition, page.permalink))}</loc>{alternates}</url>\n")
    return "".join(entries)


def _robots(edition: Edition) -> str:
    return f"User-agent: *\nAllow: /\nSitemap: {_address(edition, 'sitemap.xml')}\n"


def _versions(edition: Edition) -> str:
    """Every version, newest first, with its dates, its standing and where it can be read; and the chain of releases."""
    return _json(
        {
            "base_url": _address(edition, ""),
            "time_zone": edition.publication.time_zone,
            "versions": [_version(edition, version) for version in edition.timeline.newest_first],
            "chain": _chain(edition),
        }
    )


def _chain(edition: Edition) -> list[dict[str, object]]:
    """The releases up to the last one that is published. Of what is released but not announced nothing is told,
    unless a published release stands behind it: then its link is needed."""
    newest = max((version.id for version in edition.timeline.newest_first), default="")
    return [_record(frozen) for frozen in edition.frozen.values() if frozen.version <= newest]


def _version(edition: Edition, version: Version) -> dict[str, object]:
    release = edition.releases.get(version.id)
    compared = [locale for locale in version.locales if release is not None and release.compared_in(locale)]
    manifest = banner_manifest(edition, version)
    return {
        "version": version.id,
        "standing": edition.timeline.standing(version),
        "announced_on": version.register.announced_on,
        "effective_on": version.register.effective_on,
        "significance": release.significance.word if release and release.previous else None,
        "digest": edition.digest(version.id) or None,
        "summary": version.register.summary,
        "urls": {locale: _address(edition, version_permalink(locale, version)) for locale in version.locales},
        "changes": {locale: _address(edition, change_permalink(locale, version)) for locale in compared},
        "pdfs": {
            locale: _address(edition, pdf_permalink(version_permalink(locale, version))) for locale in version.locales
        }
        if edition.pdf
        else {},
        "banner": _address(edition, manifest) if manifest else None,
    }


def banner_manifest(edition: Edition, version: Version) -> str:
    """Where the manifest of a version's banner stands, if it has one that is published."""
    if not asks_consent(version.register):
        return ""
    if version == edition.timeline.in_force:
        return MANIFEST
    kept = version in edition.timeline.superseded and version.id in edition.frozen
    return archived_manifest(version.id) if kept else ""


def _statement(edition: Edition) -> str:
    """The version in force as data."""
    return statement_data(edition, edition.timeline.in_force, statement_permalink)


def statement_data(edition: Edition, version: Version, permalink: Callable[[str], str]) -> str:
    """The register of a version: the facts, without the prose."""
    return _json(
        {
            "version": version.id,
            "urls": {locale: _address(edition, permalink(locale)) for locale in version.locales},
            "titles": {locale: prose.front_matter.title for locale, prose in version.prose.items()},
            **facts(version),
        }
    )


def facts(version: Version) -> dict[str, object]:
    """The register of a version as plain values."""
    return _record(version.register)


def _record(record: Record) -> dict[str, object]:
    """What a record says; what it leaves unsaid is left out."""
    members = {name: getattr(record, name) for name in record_fields(type(record))}
    return {name: _plain(member) for name, member in members.items() if member not in (None, "", ())}


def _plain(value: object) -> object:
    """Records, dates and tuples as JSON knows them."""
    if isinstance(value, Record):
        return _record(value)
    if isinstance(value, Mapping):
        return {key: _plain(member) for key, member in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(member) for member in value]
    return value.isoformat() if isinstance(value, date) else value


def _json(value: object) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n"


EXPORTS: Mapping[str, Callable[[Edition], str]] = {
    "robots.txt": _robots,
    "versions.json": _versions,
    "statement.json": _statement,
}
