"""The pages that tell what changed, in a browser; and the links between versions, as they are written."""

import re
from datetime import date
from functools import cache
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from site_builder.build import make_site, plan
from tests.browser.conftest import ROOT, Visit
from tests.browser.test_pages import DESKTOP, PHONE, TAGS, overflow
from tests.test_history import LONGER, SHORTER, SUMMARY, following, sources

HISTORIES = ("nl/changes/", "en/changes/")
CHANGES = ("nl/changes/2027-01-01/", "en/changes/2027-01-01/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", (*HISTORIES, *CHANGES))
def test_axe_finds_nothing(visit: Visit, path: str, scheme: str) -> None:
    page = visit(path, color_scheme=scheme, viewport=DESKTOP)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    assert [(rule["id"], node["target"], node["failureSummary"]) for rule in found for node in rule["nodes"]] == []


@pytest.mark.parametrize("path", (*HISTORIES, *CHANGES))
def test_nothing_scrolls_sideways_at_320_pixels(visit: Visit, path: str) -> None:
    page = visit(path, viewport={"width": 320, "height": 568})
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert overflow(page) == 0


@pytest.mark.parametrize("path", HISTORIES)
def test_a_fold_opens_and_closes_with_the_keyboard(visit: Visit, path: str) -> None:
    page = visit(path, viewport=PHONE)
    summary = page.locator("main summary").first
    story = page.locator("main details li").first
    expect(story).to_be_hidden()
    for _ in range(30):
        page.keyboard.press("Tab")
        if summary.evaluate("summary => summary === document.activeElement"):
            break
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    expect(story).to_be_visible()
    page.keyboard.press("Space")
    expect(story).to_be_hidden()


@pytest.mark.parametrize("path", CHANGES)
def test_every_fold_of_the_redline_can_be_opened_without_script(visit: Visit, path: str) -> None:
    page = visit(path, java_script_enabled=False, viewport=DESKTOP)
    folds = page.locator(".redline details")
    for number in range(folds.count()):
        fold = folds.nth(number)
        fold.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(fold.locator("h2, h3, h4").first).to_be_visible()
    expect(page.locator(".redline ins").first).to_be_visible()


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_the_announced_statement_leads_to_its_changes(visit: Visit, locale: str) -> None:
    for page in (visit(f"{locale}/"), visit(f"{locale}/versions/2027-01-01/")):
        page.locator('.opening a[href$="changes/2027-01-01/"]').first.click()
        expect(page).to_have_url(re.compile(f"/{locale}/changes/2027-01-01/$"))
        expect(page.locator("h1")).to_contain_text("2027")


@pytest.mark.parametrize("path", CHANGES)
def test_an_anchor_leads_to_the_section(visit: Visit, path: str) -> None:
    page = visit(f"{path}#cookies", viewport=DESKTOP)
    expect(page.locator("#cookies")).to_have_count(1)
    expect(page.locator("#cookies")).to_be_in_viewport()


@pytest.mark.parametrize("path", CHANGES)
def test_every_anchor_is_there_once(visit: Visit, path: str) -> None:
    page = visit(path)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert sorted(ids) == sorted(set(ids))
    # Every section of the new version can be linked to, so also by “Changed” beside its heading.
    version = visit(path.replace("changes/", "versions/"))
    sections = version.evaluate("[...document.querySelectorAll('.text > section > h2')].map(h => h.id)")
    assert len(sections) > 10
    assert [section for section in sections if section not in ids] == []


def test_new_and_gone_differ_without_colour(visit: Visit) -> None:
    page = visit(CHANGES[0])
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        lines = [
            page.locator(f".redline section {tag}, .redline > {tag}, .redline {tag}").last.evaluate(
                "element => getComputedStyle(element).textDecorationLine"
            )
            for tag in ("ins", "del")
        ]
        assert lines == ["underline", "line-through"]


@pytest.mark.parametrize("path", CHANGES)
def test_the_language_link_leads_to_the_same_changes(visit: Visit, path: str) -> None:
    page = visit(path, viewport=DESKTOP)
    other = {"nl": "en", "en": "nl"}[path[:2]]
    page.locator(f".masthead nav a[lang={other}]").click()
    expect(page).to_have_url(re.compile(f"/{other}{path[2:]}$"))


# What is written in the pages needs no browser.

RELATIONS = ("predecessor-version", "successor-version", "latest-version", "version-history")


def links(html: bytes, path: str) -> dict[str, str]:
    """The pages that a page names as related versions."""
    soup = BeautifulSoup(html, "html.parser")
    return {
        relation: urljoin(f"https://x/{path}", str(link["href"])).removeprefix("https://x/")
        for relation in RELATIONS
        for link in soup.select(f'link[rel="{relation}"]')
    }


@cache
def real_site() -> dict[str, bytes]:
    return dict(plan(ROOT, date(2026, 11, 22)).files)


@cache
def longer_history(day: date) -> dict[str, bytes]:
    versions = {
        **following([SUMMARY, LONGER]),
        **following([SUMMARY, SHORTER], version="2026-09-01", announced="2026-07-01"),
        **following([SUMMARY, LONGER], version="2027-01-01", announced="2026-10-01"),
    }
    return dict(make_site(sources(versions), day, drafts=False).files)


@pytest.mark.parametrize("locale", ["nl", "en"])
@pytest.mark.parametrize("day", ["real", "2026-02-01", "2026-08-01", "2026-12-01", "2027-02-01"])
def test_the_versions_form_a_closed_chain(locale: str, day: str) -> None:
    files = real_site() if day == "real" else longer_history(date.fromisoformat(day))
    pages = sorted(path for path in files if re.fullmatch(rf"{locale}/versions/[-\d]+/index\.html", path))
    assert pages
    found = {path.removesuffix("index.html"): links(files[path], path.removesuffix("index.html")) for path in pages}
    chain = list(found)
    for number, page in enumerate(chain):
        assert found[page].get("predecessor-version") == (chain[number - 1] if number else None)
        assert found[page].get("successor-version") == (chain[number + 1] if number + 1 < len(chain) else None)
        assert found[page]["latest-version"] == f"{locale}/"
        assert found[page]["version-history"] == f"{locale}/versions/"
    # The history names every version, and the latest is one of them under another address.
    archive = BeautifulSoup(files[f"{locale}/versions/index.html"], "html.parser")
    named = {urljoin(f"https://x/{locale}/versions/", str(a["href"])).removeprefix("https://x/") for a in archive("a")}
    assert set(chain) <= named
    latest = links(files[f"{locale}/index.html"], f"{locale}/")
    assert latest in found.values()
