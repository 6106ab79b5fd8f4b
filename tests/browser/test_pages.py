"""What only a browser shows: accessibility, layout, keyboard, and the page with and without its script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit

PAGES = (
    "",
    "404.html",
    *(
        f"{locale}/{page}"
        for locale in ("nl", "en")
        for page in ("", "versions/", "versions/2018-11-28/", "versions/2027-01-01/")
    ),
)
STATEMENTS = tuple(page for page in PAGES if re.fullmatch(r"..(/versions/[-\d]+)?/", page))
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
NEXT = "nl/versions/2027-01-01/"

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit: Visit, path: str, scheme: str) -> None:
    page = visit(path, color_scheme=scheme, viewport=DESKTOP)
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    assert [(rule["id"], node["target"], node["failureSummary"]) for rule in found for node in rule["nodes"]] == []


def test_axe_finds_nothing_on_a_phone_with_the_contents_open(visit: Visit) -> None:
    page = visit(NEXT, viewport=PHONE)
    page.locator(".contents summary").click()
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    assert [(rule["id"], node["target"]) for rule in found for node in rule["nodes"]] == []


def overflow(page: Page) -> int:
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert isinstance(width, int)
    return width


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_at_320_pixels(visit: Visit, path: str) -> None:
    assert overflow(visit(path, viewport={"width": 320, "height": 568})) == 0


@pytest.mark.parametrize("path", [NEXT, "en/versions/2018-11-28/"])
def test_nothing_scrolls_sideways_with_text_at_200_percent(visit: Visit, path: str) -> None:
    """WCAG 1.4.4: a desktop window zoomed to 200 % has half the width."""
    assert overflow(visit(path, viewport={"width": 640, "height": 400}, device_scale_factor=2)) == 0


def test_text_spacing_hides_nothing(visit: Visit) -> None:
    """WCAG 1.4.12."""
    page = visit(NEXT, viewport=PHONE, bypass_csp=True)
    page.add_style_tag(
        content="*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
        "p{margin-bottom:2em!important}"
    )
    assert overflow(page) == 0


def test_a_table_becomes_labelled_blocks_on_a_phone(visit: Visit) -> None:
    page = visit(NEXT, viewport={"width": 320, "height": 568})
    table = page.locator("section:has(> #retention) table")
    cell = table.locator("tbody td").last
    box, table_box = cell.bounding_box(), table.bounding_box()
    assert box and table_box
    assert box["width"] > table_box["width"] * 0.9
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert "Termijn" in label or "Periode" in label or "Hoelang" in label, label


@pytest.mark.parametrize("path", STATEMENTS)
def test_every_anchor_on_the_page_leads_somewhere(visit: Visit, path: str) -> None:
    page = visit(path)
    dead = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1))"
        ".filter(id => !document.getElementById(id))"
    )
    assert dead == []


def test_the_skip_link_comes_first_and_leads_to_the_text(visit: Visit) -> None:
    page = visit("nl/", viewport=DESKTOP)
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_keyboard_reaches_every_link_in_order_and_shows_where_it_is(visit: Visit) -> None:
    page = visit("en/", viewport=DESKTOP)
    links = page.evaluate("[...document.querySelectorAll('a[href], summary')].length")
    seen = []
    for _ in range(links):
        page.keyboard.press("Tab")
        place, outline = page.evaluate(
            "[[...document.querySelectorAll('a[href], summary')].indexOf(document.activeElement),"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        seen.append(place)
        assert outline == "solid"
    assert seen == list(range(links))


def test_the_contents_follow_the_reader(visit: Visit) -> None:
    page = visit(NEXT, viewport=DESKTOP)
    page.locator("#retention").evaluate("heading => scrollTo(0, heading.offsetTop - 50)")
    expect(page.locator('.contents [aria-current="true"]')).to_have_attribute("href", "#retention")
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator('.contents [aria-current="true"]')).to_have_count(0)


def test_the_contents_fold_on_a_phone_and_close_after_a_choice(visit: Visit) -> None:
    page = visit(NEXT, viewport=PHONE)
    first = page.locator(".contents li a").first
    expect(first).to_be_hidden()
    page.locator(".contents summary").click()
    first.click()
    expect(first).to_be_hidden()
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_language_link_stays_on_the_section(visit: Visit) -> None:
    page = visit(NEXT, viewport=DESKTOP)
    page.locator("section:has(> #cookies) > a[lang=en]").click()
    expect(page).to_have_url(re.compile(r"/en/versions/2027-01-01/#cookies$"))
    expect(page.locator("#cookies")).to_be_in_viewport()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("path", STATEMENTS)
def test_without_javascript_everything_is_there(visit: Visit, path: str) -> None:
    page = visit(path, java_script_enabled=False, viewport=DESKTOP)
    headings = page.locator(".text > section > h2").count()
    assert headings > 10
    links = page.locator(".contents li a")
    assert links.count() == headings
    expect(links.first).to_be_visible()
    expect(page.locator(".text section").last).to_contain_text(re.compile(r"\w+"))


def test_without_javascript_the_contents_open_on_a_phone(visit: Visit) -> None:
    page = visit("en/", java_script_enabled=False, viewport=PHONE)
    expect(page.locator(".contents li a").first).to_be_hidden()
    page.locator(".contents summary").click()
    expect(page.locator(".contents li a").first).to_be_visible()


def test_dark_mode_is_dark(visit: Visit) -> None:
    def background(scheme: str) -> str:
        page = visit("nl/", color_scheme=scheme)
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert background("dark") != background("light")


def test_on_paper_only_the_statement_is_left(visit: Visit) -> None:
    page = visit("nl/")
    page.emulate_media(media="print")
    for hidden in (".contents", ".masthead nav", ".skip", "footer"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".version").first).to_be_visible()


def test_the_policy_stops_what_the_page_does_not_use(browser: Browser, address: str) -> None:
    """That the page obeys its Content-Security-Policy is watched by `visit`; here, that the policy is in force."""
    page = browser.new_page()
    page.goto(f"{address}nl/")
    stopped = """(insert) => new Promise((resolve) => {
        addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), { once: true });
        const make = (name, values) => document.head.append(Object.assign(document.createElement(name), values));
        try {
            if (insert == "script") make("script", { textContent: "document.title = 'ran'" });
            else if (insert == "style") make("style", { textContent: "* { color: red }" });
            else make("script", { src: "https://other.example/a.js" });
        } catch {}  // Trusted Types stop it before it is there
    })"""
    assert page.evaluate(stopped, "script") == "require-trusted-types-for"
    assert page.evaluate(stopped, "style") == "style-src-elem"
    assert page.evaluate(stopped, "foreign script") == "require-trusted-types-for"
    assert page.title() != "ran"
    page.close()


def test_the_first_page_lets_readers_choose(visit: Visit) -> None:
    page = visit("")
    expect(page).not_to_have_url(re.compile("/(nl|en)/"))
    page.locator("main a[hreflang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_announced_version_is_one_step_away(visit: Visit) -> None:
    page = visit("en/")
    page.get_by_role("link", name="Read the new version").click()
    expect(page.locator(".version").first).to_contain_text("Applies from 1 January 2027")
    page.wait_for_load_state()
    page.get_by_role("link", name="Read the version in force").click()
    expect(page.locator(".version").first).to_contain_text("Version of 28 November 2018, in force")


@pytest.mark.parametrize("width", [768, 1280])
@pytest.mark.parametrize("locale", ["nl", "en"])
def test_a_label_keeps_its_distance(visit: Visit, locale: str, width: int) -> None:
    """From its answer beside it, and from the line below it."""
    page = visit(f"{locale}/", viewport={"width": width, "height": 900})
    distances = page.eval_on_selector_all(
        ".rows dt",
        """labels => labels.map(label => {
          const text = document.createRange()
          text.selectNodeContents(label)
          const {right, bottom} = text.getBoundingClientRect()
          const below = [...label.parentElement.querySelectorAll('dt')].find(one => one.offsetTop > label.offsetTop)
          const line = (below ?? label.parentElement).getBoundingClientRect()
          const answer = label.nextElementSibling.getBoundingClientRect()
          return [answer.left - right, (below ? line.top : line.bottom) - bottom]
        })""",
    )
    assert len(distances) == 6
    assert min(min(pair) for pair in distances) >= 8, distances
