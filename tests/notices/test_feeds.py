"""The feeds, as a reader of feeds understands them."""

import json
from datetime import date, datetime
from functools import cache
from html import unescape
from urllib.parse import urljoin
from xml.etree import ElementTree

import feedparser
import pytest
from bs4 import BeautifulSoup

from site_builder.build import make_site, prepare
from site_builder.changes.telling import told
from site_builder.problem import stops_build
from tests.test_history import LONGER, NEW, OLD, SHORTER, SUMMARY, following, sources

BASE_URL = "https://privacy.bakery.example/"
LAST = "2026-09-01"
VERSIONS = {
    **following(
        [SUMMARY, LONGER, ("name: Courier", "name: Cou & <Rier>"), ("country: NL\n    data", "country: BE\n    data")]
    ),
    **following([SUMMARY, SHORTER], version=LAST, announced="2026-07-01"),
}
LOCALES = pytest.mark.parametrize("locale", ["nl", "en"])


@cache
def files(day: str = "2026-08-01") -> dict[str, bytes]:
    outcome = make_site(sources(VERSIONS), date.fromisoformat(day), drafts=False)
    assert not stops_build(outcome.problems)
    return dict(outcome.files)


def atom(locale: str, day: str = "2026-08-01") -> feedparser.FeedParserDict:
    parsed = feedparser.parse(files(day)[f"{locale}/changes/feed.xml"])
    assert not parsed.bozo
    assert parsed.version == "atom10"
    return parsed


def sentences(locale: str) -> dict[str, list[str]]:
    """Every sentence about each version, as the change page has them."""
    edition, words, _ = prepare(sources(VERSIONS), date(2026, 8, 1), drafts=False)
    assert edition is not None
    return {name: [story.text for story in told(release, words[locale])] for name, release in edition.releases.items()}


@LOCALES
def test_the_feed_itself(locale: str) -> None:
    feed = atom(locale).feed
    address = f"{BASE_URL}{locale}/changes/"
    assert feed.id == f"{address}feed.xml"
    assert "Bakkerij Zon" in feed.title
    assert feed.author_detail.name == "Bakkerij Zon"
    assert feed.language == locale
    other = {"nl": "en", "en": "nl"}[locale]
    assert [(link.rel, link.type, link.get("hreflang"), link.href) for link in feed.links] == [
        ("self", "application/atom+xml", None, f"{address}feed.xml"),
        ("alternate", "text/html", None, address),
        ("alternate", "application/atom+xml", other, f"{BASE_URL}{other}/changes/feed.xml"),
    ]
    assert f"{other}/changes/feed.xml" in files()


@LOCALES
def test_entries_are_newest_first_with_an_id_of_their_own(locale: str) -> None:
    entries = atom(locale).entries
    assert [entry.id for entry in entries] == [
        f"{BASE_URL}{locale}/changes/{LAST}/",
        f"{BASE_URL}{locale}/changes/{NEW}/",
        f"{BASE_URL}{locale}/versions/{OLD}/",
    ]
    for entry in entries:
        assert entry.link == entry.id
        assert f"{entry.link.removeprefix(BASE_URL)}index.html" in files()


@LOCALES
def test_ids_and_dates_stay_when_time_goes_by(locale: str) -> None:
    def known(day: str) -> dict[str, tuple[str, str]]:
        return {entry.id: (entry.published, entry.updated) for entry in atom(locale, day).entries}

    before, after = known("2026-04-01"), known("2027-01-01")
    assert len(before) == 2
    assert before.items() < after.items()
    ids = [entry.id for locale in ("nl", "en") for entry in atom(locale).entries]
    assert len(set(ids)) == len(ids)


@LOCALES
def test_moments_have_a_time_zone(locale: str) -> None:
    """In summer and in winter: the day begins in Amsterdam (RFC 3339)."""
    parsed = atom(locale)
    moments = [(entry.published, entry.updated) for entry in parsed.entries]
    assert moments == [
        ("2026-07-01T00:00:00+02:00",) * 2,
        ("2026-04-01T00:00:00+02:00",) * 2,
        ("2025-12-01T00:00:00+01:00",) * 2,
    ]
    assert parsed.feed.updated == "2026-07-01T00:00:00+02:00"


def contents(locale: str) -> dict[str, str]:
    """What each entry of the Atom feed holds, as written."""
    root = ElementTree.fromstring(files()[f"{locale}/changes/feed.xml"])  # noqa: S314 - our own
    atom_name = "{http://www.w3.org/2005/Atom}"
    found = {}
    for entry in root.iter(f"{atom_name}entry"):
        content = entry.find(f"{atom_name}content")
        assert content is not None
        assert content.get("type") == "html"
        found[entry.findtext(f"{atom_name}id", "")] = content.text or ""
    return found


@LOCALES
def test_each_entry_holds_every_sentence(locale: str) -> None:
    items = json.loads(files()[f"{locale}/changes/feed.json"])["items"]
    for held in (contents(locale), {item["id"]: item["content_html"] for item in items}):
        for version, expected in sentences(locale).items():
            [html] = [html for identity, html in held.items() if version in identity]
            found = [item.get_text() for item in BeautifulSoup(html, "html.parser").select("li")]
            assert found == expected
            assert bool(found) == (version != OLD)


@LOCALES
def test_what_a_feed_reader_shows(locale: str) -> None:
    _, entry, first = atom(locale).entries
    [content] = entry.content
    assert content.type == "text/html"
    shown = unescape(BeautifulSoup(content.value, "html.parser").get_text())
    summary = {"nl": "Wij vragen ook je naam.", "en": "We also ask your name."}[locale]
    assert summary in shown
    assert entry.summary == summary
    assert {"nl": "1 juni 2026", "en": "June 1, 2026"}[locale] in entry.title
    assert {"nl": "e-mailadres", "en": "e-mail address"}[locale] in shown
    assert {"nl": "180 dagen", "en": "180 days"}[locale] in shown
    assert any("Cou & <Rier>" in sentence for sentence in sentences(locale)[NEW])
    assert "Cou &amp; &lt;Rier&gt;" in contents(locale)[entry.id]
    assert {"nl": "1 december 2025", "en": "December 1, 2025"}[locale] in first.content[0].value


@LOCALES
def test_the_json_feed_has_what_version_1_1_requires(locale: str) -> None:
    feed = json.loads(files()[f"{locale}/changes/feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == atom(locale).feed.title
    assert feed["feed_url"] == f"{BASE_URL}{locale}/changes/feed.json"
    assert feed["home_page_url"] == f"{BASE_URL}{locale}/changes/"
    assert feed["language"] == locale
    assert feed["authors"] == [{"name": "Bakkerij Zon", "url": "https://bakery.example/"}]
    assert set(feed) == {"version", "title", "home_page_url", "feed_url", "language", "authors", "items"}
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom(locale).entries]
    for item, entry in zip(feed["items"], atom(locale).entries, strict=True):
        assert {"id", "url", "title", "content_html", "date_published", "language"} <= set(item)
        assert set(item) <= {"id", "url", "title", "content_html", "date_published", "language", "summary"}
        assert item["url"] == entry.link
        assert item["title"] == entry.title
        assert datetime.fromisoformat(item["date_published"]).utcoffset() is not None
        assert item["date_published"] == entry.published


@LOCALES
@pytest.mark.parametrize("page", ["", "versions/", f"versions/{OLD}/", "changes/", f"changes/{NEW}/"])
def test_pages_link_to_the_feeds(locale: str, page: str) -> None:
    soup = BeautifulSoup(files()[f"{locale}/{page}index.html"], "html.parser")
    for kind, name in [("atom+xml", "feed.xml"), ("feed+json", "feed.json")]:
        [link] = soup.select(f'link[rel=alternate][type="application/{kind}"]')
        # Of the page's own language.
        assert urljoin(f"{BASE_URL}{locale}/{page}", str(link["href"])) == f"{BASE_URL}{locale}/changes/{name}"
        assert f"{locale}/changes/{name}" in files()


@LOCALES
def test_the_history_offers_the_feeds_to_people(locale: str) -> None:
    soup = BeautifulSoup(files()[f"{locale}/changes/index.html"], "html.parser")
    assert [link["href"] for link in soup.select("main .version a")][:2] == ["feed.xml", "feed.json"]
