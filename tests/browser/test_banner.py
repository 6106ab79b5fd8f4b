"""The banner on our own pages, as they are when the statement asks for consent."""

from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from site_builder.build import build
from tests.browser.conftest import ROOT, serving
from tests.browser.test_pages import TAGS

NAMES = {"nl": ("Weigeren", "Accepteren", "Cookie-instellingen"), "en": ("Reject", "Accept", "Cookie settings")}


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on the day that the second version takes effect."""
    output = tmp_path_factory.mktemp("later") / "output"
    build(ROOT, output, date(2027, 1, 1))
    yield from serving(output)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    faults: list[str] = []
    found = context.new_page()
    found.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    found.on("pageerror", lambda error: faults.append(str(error)))
    yield found
    context.close()
    assert faults == []


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_the_banner_asks_once_and_comes_back_when_called(page: Page, later: str, locale: str) -> None:
    reject, accept, settings = NAMES[locale]
    page.goto(f"{later}{locale}/")
    expect(page.get_by_role("button", name=reject, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=accept, exact=True)).to_be_visible()
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    assert [(rule["id"], node["target"]) for rule in found for node in rule["nodes"]] == []
    page.get_by_role("button", name=reject, exact=True).click()
    expect(page.get_by_role("button", name=reject, exact=True)).to_be_hidden()
    page.goto(f"{later}{locale}/versions/")
    # It asks in the second of two tasks, and had planned the first before the page was loaded.
    page.evaluate("() => new Promise(done => setTimeout(() => setTimeout(done)))")
    expect(page.get_by_role("button", name=reject, exact=True)).to_be_hidden()
    page.get_by_role("link", name=settings).click()
    expect(page.get_by_role("button", name=accept).first).to_be_visible()


def test_without_javascript_the_way_back_leads_to_the_explanation(browser: Browser, later: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{later}nl/versions/")
    page.get_by_role("link", name="Cookie-instellingen").click()
    expect(page.locator("#cookies")).to_be_in_viewport()
    context.close()


def test_a_statement_that_asks_nothing_has_no_banner(address: str, browser: Browser) -> None:
    """The version of 2018 names no service, so there is nothing that a yes could be about."""
    context = browser.new_context()
    page = context.new_page()
    assert page.request.get(f"{address}consent/nl.js").status == 404
    page.goto(f"{address}nl/")
    assert page.locator("script[src*=consent]").count() == 0
    context.close()


def test_the_site_says_that_it_honours_global_privacy_control(later: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    assert page.request.get(f"{later}.well-known/gpc.json").json() == {"gpc": True, "lastUpdate": "2027-01-01"}
    context.close()
