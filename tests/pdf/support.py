"""Print views of the real statements and of sources made for a test, and their PDFs."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from site_builder.assets import Assets, bundle_assets
from site_builder.catalogs import Catalog, read_catalogs
from site_builder.model import Version
from site_builder.pages import Edition, Page
from site_builder.parse import parse_site
from site_builder.pdf.job import PdfJob, PdfResult
from site_builder.pdf.print_view import print_urls
from site_builder.pdf.render import render_pdf
from site_builder.read import Project, read_project
from site_builder.render import render_pages, speak
from site_builder.timeline import timeline

ROOT = Path(__file__).parent.parent.parent
DAY = date(2027, 1, 1)
STYLE = "assets/print.css"
ADDRESS = "https://privacy.123samenleven.nl/"
VERSIONS = ("2018-11-28", "2027-01-01")
LOCALES = ("nl", "en")

Entry = Mapping[str, object]

HISTORY: tuple[Entry, ...] = (
    {
        "version": "2027-01-01",
        "effective_on": date(2027, 1, 1),
        "announced_on": date(2026, 11, 22),
        "summary": "For every purpose you now read the legal basis and how long we keep the data.",
        "significance": "major",
        "sentences": ["“Landbot” is a recipient now.", "Telephone numbers are kept 180 days; that was 2 years."],
        "reason": "The old statement did not say enough.",
    },
    {
        "version": "2018-11-28",
        "effective_on": date(2018, 11, 28),
        "announced_on": date(2018, 11, 28),
        "summary": "",
        "significance": "",
        "sentences": ["The first statement."],
        "reason": "",
    },
)


@cache
def _project() -> Project:
    project, problems = read_project(ROOT)
    assert problems == ()
    return project


@cache
def catalogs() -> Mapping[str, Catalog]:
    return read_catalogs(_project().catalogs, LOCALES)[0]


@cache
def fonts() -> Mapping[str, bytes]:
    return {f"fonts/{file.name}": file.read_bytes() for file in sorted((ROOT / "static" / "fonts").glob("*.ttf"))}


def base(style: str | None = None) -> Mapping[str, bytes]:
    """All that a print view may use: its style sheet, or another, and the fonts."""
    sheet = (ROOT / "static" / "css" / "print.css").read_bytes() if style is None else style.encode()
    return {STYLE: sheet, **fonts()}


def job(
    version: str = "2027-01-01",
    locale: str = "nl",
    history: Sequence[Entry] = HISTORY,
    changes: Mapping[str, bytes] | None = None,
    digest: str | None = None,
) -> PdfJob:
    """The PDF to make of a real version, with other bytes for some of its sources."""
    project = replace(_project(), content={**_project().content, **(changes or {})})
    site, problems = parse_site(project)
    assert site is not None, problems
    standing, _ = timeline(site, DAY, drafts=False)
    assert standing is not None
    edition = Edition(site, standing)
    shown = next(found for found in site.versions if found.id == version)
    page = _page(shown, locale, {"history": history, "digest": digest})
    bundled = bundle_assets(project.static)
    assets = Assets(bundled.files, {**bundled.paths, "css/print.css": STYLE})
    files, problems = render_pages(
        (page,), edition, project.templates, speak(catalogs(), site.publication.territory), assets
    )
    assert problems == ()
    address = edition.publication.base_url + page.permalink
    return PdfJob(files[page.path].decode(), address, f"{locale}/statement.pdf", {"statement.json": b"{}\n"})


def _page(version: Version, locale: str, context: Mapping[str, object]) -> Page:
    alternates = {other: f"{other}/versions/{version.id}/print/" for other in LOCALES}
    given = {"version": version, "print_urls": print_urls, **context}
    return Page(alternates[locale], "print.html", locale, alternates, alternates["nl"], context=given)


def rendered(made: PdfJob, files: Mapping[str, bytes] | None = None) -> PdfResult:
    return render_pdf(made, base() if files is None else files, ADDRESS)


@cache
def real(version: str, locale: str) -> tuple[PdfJob, bytes]:
    """The print view of a real version and its PDF, made once for all tests."""
    made = job(version, locale)
    result = rendered(made)
    assert result.problems == ()
    return made, result.data


def plain(body: str, locale: str = "en") -> PdfJob:
    """The PDF to make of a page with nothing of ours but the style sheet."""
    page = (
        f'<!doctype html><html lang="{locale}"><head><title>Test</title>'
        '<meta name="dcterms.modified" content="2027-01-01"><link rel="stylesheet" href="../assets/print.css"></head>'
        f"<body data-title='Test' data-version='1'><main><h1>Test</h1>{body}</main></body></html>"
    )
    return PdfJob(page, f"{ADDRESS}{locale}/", f"{locale}/statement.pdf")


class _Sections(HTMLParser):
    """The text of a page by section: under which id each word stands."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, str] = {"": ""}
        self.current = ""
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag in ("head", "nav"):
            self.silent += 1
        if tag == "h2" and found.get("id"):
            self.current = found["id"] or ""
            self.texts[self.current] = ""
        if tag in ("p", "li", "dt", "dd", "br", "td", "th", "h2", "h3", "caption", "div"):
            self.texts[self.current] += " "

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("head", "nav")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts[self.current] += data


def page_sections(page: str) -> dict[str, str]:
    """The text of a page between one heading and the next."""
    parser = _Sections()
    parser.feed(page)
    return {name: " ".join(text.split()) for name, text in parser.texts.items()}


def squeezed(text: str) -> str:
    """A text without what a line break adds or takes: white space and hyphens."""
    return re.sub(r"[\s\u00a0-]", "", html.unescape(text))
