"""Focus, keyboard and names; and axe on both layers."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import EVERYWHERE, PHONE, Arrive, Visitor
from .playground.server import Playground

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


def violations(visitor: Visitor) -> list[str]:
    result = Axe().run(visitor.page, options=WCAG)
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in result.response["violations"]]


@EVERYWHERE
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_brw_20_axe_finds_nothing(arrive: Arrive, locale: str, options: dict[str, Any], scheme: str) -> None:
    visitor = arrive(locale, color_scheme=scheme, **options)
    visitor.button("reject").wait_for()
    assert violations(visitor) == []
    visitor.press("choose")
    assert violations(visitor) == []
    visitor.press("accept all")
    visitor.settings()
    assert violations(visitor) == []


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_brw_18_everything_behind_the_banner_can_be_reached(arrive: Arrive, options: dict[str, Any]) -> None:
    visitor = arrive(**options)
    visitor.button("reject").wait_for()
    hidden = """() => {
        const active = document.activeElement
        if (active.shadowRoot || active == document.body) return false
        const {shadowRoot} = document.querySelector('your-choice')
        const {top} = shadowRoot.querySelector('section').getBoundingClientRect()
        const box = active.getBoundingClientRect()
        return box.bottom > top + 1
    }"""
    visited = set()
    for _ in range(30):
        visitor.page.keyboard.press("Tab")
        visitor.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert not visitor.page.evaluate(hidden), visitor.page.evaluate("document.activeElement.textContent")
        visited.add(visitor.page.evaluate("document.activeElement.textContent.trim()"))
    assert "Cookie-instellingen" in visited and "Lees verhaal 11" in visited
    visitor.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    visitor.page.wait_for_function(
        """() => document.querySelector('footer').getBoundingClientRect().bottom <= innerHeight -
            document.querySelector('your-choice').shadowRoot.querySelector('section').offsetHeight + 1"""
    )
    visitor.press("reject")
    visitor.page.wait_for_function("getComputedStyle(document.documentElement).paddingBottom == '0px'")


@EVERYWHERE
def test_focus_returns_to_where_the_reader_was(arrive: Arrive, locale: str, options: dict[str, Any]) -> None:
    visitor = arrive(locale, **options)
    visitor.page.get_by_role("textbox").focus()
    visitor.press("choose")
    assert visitor.page.evaluate("document.activeElement.shadowRoot.activeElement.localName") == "legend"
    visitor.press("save")
    assert visitor.page.evaluate("document.activeElement.name") == "question"


def test_focus_returns_to_the_control_that_opened(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.press("reject")
    visitor.settings()
    visitor.page.keyboard.press("Escape")
    assert visitor.strip.count() == 0
    assert visitor.page.evaluate("'consentOpen' in document.activeElement.dataset")


def test_focus_does_not_fall_to_the_body(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.button("reject").wait_for()
    for _ in range(3):
        visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    visitor.strip.wait_for(state="detached")
    assert visitor.page.evaluate("document.activeElement.localName") == "your-choice"
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.textContent") == "Lees verhaal 0"


def test_escape_on_the_second_layer_goes_back_to_the_question(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.press("choose")
    visitor.page.keyboard.press("Escape")
    assert visitor.button("reject").is_visible()
    assert visitor.page.evaluate("document.activeElement.localName") == "your-choice"


@EVERYWHERE
def test_the_whole_way_by_keyboard(arrive: Arrive, site: Playground, locale: str, options: dict[str, Any]) -> None:
    visitor = arrive(locale, **options)
    visitor.button("choose").focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Space")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Space")
    visitor.page.keyboard.press("Space")
    for _ in range(3):
        visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    visitor.wait_allowed("analytics")
    assert not visitor.allowed("tracking")


def test_an_answer_is_announced(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.press("reject")
    assert visitor.page.get_by_role("status").inner_text() == "Je keuze is bewaard."
    visitor.settings()
    visitor.page.keyboard.press("Escape")
    assert visitor.page.get_by_role("status").inner_text() == ""


def test_targets_are_large_enough(arrive: Arrive) -> None:
    visitor = arrive(**PHONE)
    visitor.press("choose")
    for box in visitor.strip.locator("input, button").all():
        size = box.bounding_box()
        assert size and size["width"] >= 24 and size["height"] >= 24
