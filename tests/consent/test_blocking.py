"""Nothing but the page loads before a choice, and after it exactly what was allowed."""

from typing import Any

import pytest

from site_builder.durations import approximate_days

from .conftest import EVERYWHERE, Arrive
from .playground.server import Playground
from .registers import playground


@EVERYWHERE
@pytest.mark.parametrize("path", ["", "page/7"])
def test_brw_01_nothing_but_the_page_before_a_choice(
    arrive: Arrive, site: Playground, locale: str, options: dict[str, Any], path: str
) -> None:
    visitor = arrive(locale, path=None, **options)
    visitor.page.clock.install()
    visitor.open(path)
    visitor.button("reject").wait_for()
    visitor.settle()
    visitor.page.clock.run_for(5000)
    visitor.settle()
    assert (site.vendor_requests, visitor.vendor_requests) == ([], [])
    assert visitor.stored == set()
    assert visitor.cookies == {}
    assert visitor.errors == []


@EVERYWHERE
def test_brw_02_without_javascript_the_page_is_whole_and_nothing_gated_loads(
    arrive: Arrive, site: Playground, locale: str, options: dict[str, Any]
) -> None:
    visitor = arrive(locale, path=None, java_script_enabled=False, **options)
    visitor.page.goto(site.page(locale, "page/7"))
    visitor.settle()
    assert visitor.page.locator("your-choice").count() == 0
    assert visitor.page.locator("main p").count() == 13
    assert visitor.page.locator("[data-consent-open]").get_attribute("href") == f"/{locale}/#cookies"
    assert site.vendor_requests == []
    assert visitor.cookies == {}


@EVERYWHERE
def test_brw_12_after_accepting_the_observed_equals_the_declared(
    arrive: Arrive, site: Playground, locale: str, options: dict[str, Any]
) -> None:
    visitor = arrive(locale, **options)
    visitor.press("accept")
    names = {"consent", "count_id", "count_visit", "count", "chat_session", "chat.token", "chat.seen", "chat_tab"}
    names |= {"chat_database", "prism_90210", "ac_enable_tracking"}
    visitor.until(lambda: visitor.stored == names, "all that is declared is stored")
    items = [item for purpose in playground().storage for service in purpose.services for item in service.items]
    for name in names:
        assert any(item.name == name or (item.name[-1] == "*" and name.startswith(item.name[:-1])) for item in items)
    visitor.until(lambda: {r.host for r in site.vendor_requests} == {"counter", "chat", "campaign"}, "all vendors load")
    lives = {cookie["name"]: cookie["expires"] for cookie in visitor.context.cookies()}
    now = visitor.page.evaluate("Date.now() / 1000")
    for name, expires in lives.items():
        [declared] = [
            one for one in items if one.name == name or (one.name[-1] == "*" and name.startswith(one.name[:-1]))
        ][:1]
        days = 0 if declared.max_age == "session" else approximate_days(str(declared.max_age))
        assert expires <= now + days * 86400, f"{name} lives no longer than declared"
    assert visitor.errors == []


def test_rejecting_loads_nothing_on_any_page(arrive: Arrive, site: Playground) -> None:
    visitor = arrive()
    visitor.press("reject")
    for number in range(5):
        visitor.open(f"page/{number}")
        visitor.settle()
        assert visitor.strip.count() == 0
    assert (site.vendor_requests, visitor.vendor_requests) == ([], [])
    assert visitor.stored == {"consent"}


def test_a_purpose_runs_alone(arrive: Arrive, site: Playground) -> None:
    visitor = arrive()
    visitor.press("choose")
    visitor.switch("analytics").check()
    visitor.press("save")
    visitor.until(lambda: {"/hit", "/pixel.gif"} <= {r.path for r in site.received("counter")}, "the counter loads")
    assert site.received("chat") == site.received("campaign") == []
    assert [visitor.allowed(key) for key in ("analytics", "tracking", "functional", "unheard-of")] == [
        True,
        False,
        True,
        False,
    ]


SCRIPTS = """
<script type="text/plain" data-consent="tracking" src="/slow.js" crossorigin="anonymous"></script>
<script type="text/plain" data-consent="tracking">order.push('inline ' + document.currentScript.id)</script>
<script type="text/plain" data-consent="tracking" data-type="module" id="module">order.push('module')</script>
<template data-consent="tracking"><script>order.push('template')</script><p id="cloned">Hallo</p></template>
"""


def test_scripts_keep_their_order_attributes_and_type(arrive: Arrive, site: Playground) -> None:
    site.head = "<script>window.order = []</script>"
    site.body = SCRIPTS
    visitor = arrive(path=None)
    visitor.page.route(
        "**/slow.js", lambda route: route.fulfill(body="order.push('slow')", content_type="text/javascript")
    )
    visitor.open()
    visitor.press("accept")
    visitor.page.wait_for_function("order.length == 4")
    assert visitor.page.evaluate("order.filter(name => name != 'module')") == ["slow", "inline ", "template"]
    assert visitor.page.locator("#cloned").count() == 1
    assert visitor.page.locator("script[src='/slow.js']").get_attribute("crossorigin") == "anonymous"
    assert visitor.page.locator("#module").get_attribute("type") == "module"


@pytest.mark.parametrize("when", ["before the choice", "after the choice"])
def test_what_is_added_later_is_gated_too(arrive: Arrive, site: Playground, when: str) -> None:
    add = """() => {
        const image = document.createElement('img')
        image.dataset.consent = 'analytics/counter'
        image.dataset.src = counter + '/late.gif'
        document.querySelector('main').append(image)
    }"""
    visitor = arrive()
    visitor.page.evaluate(f"counter = '{site.hosts['counter']}'")
    if when == "before the choice":
        visitor.page.evaluate(add)
        visitor.settle()
        assert (site.vendor_requests, visitor.vendor_requests) == ([], [])
    visitor.press("accept")
    if when == "after the choice":
        visitor.page.evaluate(add)
    visitor.until(lambda: "/late.gif" in [r.path for r in site.received("counter")], "the late image loads")


def test_an_embed_loads_once_for_itself_alone(arrive: Arrive, site: Playground) -> None:
    visitor = arrive()
    holder = visitor.page.locator("your-choice > .embed")
    assert "Landbot" in holder.inner_text() and "Spanje" in holder.inner_text() and "tracking" in holder.inner_text()
    holder.get_by_role("button", name="Eén keer laden").click()
    visitor.until(lambda: [r.path for r in site.vendor_requests] == ["/window"], "the embed loads, and nothing else")
    assert holder.count() == 0
    assert visitor.page.evaluate("document.activeElement.className") == "film"
    assert visitor.cookies == {}
    assert visitor.button("accept").is_visible()
    shown = visitor.page.frame_locator(".film").get_by_text("Hallo")
    shown.wait_for()
    visitor.press("reject")
    assert shown.is_visible(), "the embed stays, this once"
    visitor.open()
    holder.wait_for()
    assert len(site.vendor_requests) == 1


def test_always_allowing_an_embed_allows_that_service_alone(arrive: Arrive, site: Playground) -> None:
    visitor = arrive()
    visitor.page.locator("your-choice > .embed").get_by_role("button", name="Landbot altijd toestaan").click()
    visitor.until(lambda: {"/chat.js", "/window"} <= {r.path for r in site.received("chat")}, "the service loads")
    assert visitor.button("accept").is_visible(), "the other purposes are still a question"
    visitor.open()
    visitor.until(
        lambda: len([r for r in site.received("chat") if r.path == "/window"]) == 2, "the service loads again"
    )
    assert site.received("counter") == site.received("campaign") == []
    visitor.settings()
    own = visitor.switch("tracking/landbot_chat")
    assert own.is_checked() and not visitor.switch("tracking").is_checked()
    own.uncheck()
    with visitor.loading_again():
        visitor.press("save")
    visitor.page.locator("your-choice > .embed").wait_for()
    assert not visitor.allowed("tracking/landbot_chat")
