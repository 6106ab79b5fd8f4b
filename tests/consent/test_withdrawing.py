"""Taking a yes back stops what ran and leaves nothing declared behind."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from .conftest import EVERYWHERE, Arrive, Visitor
from .playground.server import Playground
from .registers import item
from .test_reasking import in_purpose

ALL = {"consent", "count_id", "count_visit", "count", "chat_session", "chat.token", "chat.seen", "chat_tab"} | {
    "chat_database",
    "prism_90210",
    "ac_enable_tracking",
}


def accepted(visitor: Visitor) -> Visitor:
    visitor.press("accept")
    visitor.until(lambda: visitor.stored >= ALL, "everything is stored")
    return visitor


@EVERYWHERE
def test_brw_13_withdrawing_all(arrive: Arrive, site: Playground, locale: str, options: dict[str, Any]) -> None:
    visitor = accepted(arrive(locale, "page/3", **options))
    visitor.page.evaluate("localStorage.setItem('of the site itself', '1')")
    visitor.page.clock.install()
    visitor.settings()
    told = {"nl": "laadt deze pagina opnieuw", "en": "this page loads again"}
    assert told[locale] in visitor.strip.inner_text()
    with visitor.loading_again():
        visitor.press("reject all")
    assert not visitor.allowed("tracking")
    visitor.until(lambda: visitor.stored == {"consent", "of the site itself"}, "only what needs no consent is left")
    visitor.requests.clear()
    visitor.page.clock.run_for(30_000)
    visitor.settle()
    assert visitor.vendor_requests == []
    states = visitor.page.evaluate("consent.get().events.map(event => [event.event_state, event.method])")
    assert states == [["withdrawn", "withdraw"]] * 2
    assert visitor.errors == []


def test_withdrawing_one_purpose_leaves_the_other(arrive: Arrive, site: Playground) -> None:
    visitor = accepted(arrive())
    visitor.settings()
    assert visitor.switch("analytics").is_checked() and visitor.switch("tracking").is_checked()
    visitor.switch("tracking").uncheck()
    with visitor.loading_again():
        visitor.press("save")
    assert not visitor.allowed("tracking")
    visitor.until(
        lambda: visitor.stored == {"consent", "count_id", "count_visit", "count"}, "analytics keeps what it stored"
    )
    assert visitor.allowed("analytics")


HOOKED = """
let timer
consent.on('analytics/counter', () => { log.push('counter ran') }, () => { log.push('counter stopped') })
consent.on('tracking/landbot_chat',
  () => { log.push('chat ran'); document.cookie = 'chat_session=1;Path=/' },
  () => { log.push('chat stopped') })
consent.on('tracking/activecampaign_tracking', () => log.push('campaign ran'), () => log.push('campaign stopped'))
"""


def test_what_has_a_hook_stops_without_a_reload(arrive: Arrive, site: Playground) -> None:
    visitor = arrive()
    visitor.page.evaluate("window.log = []")
    visitor.page.evaluate(HOOKED)
    visitor.press("accept")
    visitor.page.wait_for_function("log.length == 3")
    visitor.until(lambda: visitor.stored >= ALL, "everything is stored")
    visitor.settings()
    visitor.press("reject all")
    visitor.page.wait_for_function("log.length == 6")
    assert visitor.page.evaluate("log.slice(3)") == ["counter stopped", "chat stopped", "campaign stopped"]
    assert visitor.page.evaluate("log[0]") == "counter ran", "the page was not loaded again"
    visitor.until(lambda: visitor.stored == {"consent"}, "and what was stored is gone")
    visitor.settings()
    visitor.press("accept all")
    visitor.page.wait_for_function("log.length == 9")


def test_what_is_not_a_script_needs_no_reload(arrive: Arrive, site: Playground) -> None:
    site.vendors = False
    site.body = """<template data-consent="functional"><p id="always">Hallo</p></template>
        <template data-consent="analytics/counter"><p id="asked">Hallo</p></template>
        <template data-consent="analytics/unheard-of"><p id="never">Hallo</p></template>"""
    visitor = arrive()
    visitor.page.evaluate("window.marked = true")
    visitor.page.locator("#always").wait_for()
    assert visitor.page.locator("#asked").count() == 0
    visitor.press("accept")
    visitor.page.locator("#asked").wait_for()
    visitor.page.frame_locator(".film").get_by_text("Hallo").wait_for()
    visitor.settings()
    visitor.press("reject all")
    visitor.page.locator("#asked").wait_for(state="detached")
    visitor.page.locator("your-choice > .embed").wait_for()
    assert visitor.page.evaluate("window.marked"), "the page was not loaded again"
    assert visitor.page.locator("#never").count() == 0
    visitor.until(
        lambda: not [frame for frame in visitor.page.frames if site.hosts["chat"] in frame.url],
        "the frame forgets its page",
    )


PATHS = ["/", "/nl", "/nl/page", "/nl/page/"]


def test_cookies_on_every_path_and_parent_domain_are_deleted(arrive: Arrive, site: Playground) -> None:
    """The site as www.example.test: the browser is told where that is."""
    visitor = arrive(path=None)
    address = site.url.replace("127.0.0.1", "www.shop.example.localhost")
    visitor.page.goto(f"{address}/nl/page/1")
    visitor.press("accept")
    for domain in ["", "www.shop.example.localhost", "shop.example.localhost", "example.localhost"]:
        for path in PATHS:
            visitor.page.evaluate(
                "([path, domain]) => document.cookie = 'count_id=1;Max-Age=999;Path=' + path + domain",
                [path, domain and f";Domain={domain}"],
            )
    counted = "document.cookie.split('; ').filter(pair => pair.startsWith('count_id')).length"
    assert visitor.page.evaluate(counted) >= 8
    visitor.settings()
    with visitor.loading_again():
        visitor.press("reject all")
    assert not visitor.allowed("analytics")
    visitor.page.wait_for_function(f"{counted} == 0")


def test_leftovers_of_an_unloading_script_go_at_the_next_page(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.press("reject")
    visitor.page.evaluate("document.cookie = 'prism_7=1;Path=/'; localStorage.setItem('chat.late', '1')")
    visitor.open("page/2")
    visitor.until(lambda: visitor.stored == {"consent"}, "nothing declared is left")


def test_what_an_allowed_purpose_keeps_too_is_kept(arrive: Arrive, site: Playground) -> None:
    [counter] = site.register.storage[1].services
    shared = replace(counter, items=(*counter.items, item("ac_enable_tracking")))
    site.register = in_purpose(site.register, "analytics", services=(shared,))
    visitor = accepted(arrive())
    visitor.settings()
    visitor.switch("tracking").uncheck()
    with visitor.loading_again():
        visitor.press("save")
    assert not visitor.allowed("tracking")
    visitor.until(lambda: "prism_90210" not in visitor.stored, "tracking's own is gone")
    assert "ac_enable_tracking" in visitor.stored


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_the_record_can_be_seen_and_downloaded(arrive: Arrive, locale: str) -> None:
    visitor = arrive(locale)
    visitor.press("accept")
    visitor.settings()
    with visitor.page.expect_download() as download:
        visitor.strip.get_by_role("link", name="Download").click()
    record = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert record == visitor.page.evaluate("consent.get()")
    assert record["party_name"] == "123samenleven.nl" and record["language"] == locale
    assert [event["event_state"] for event in record["events"]] == ["given", "given"]
