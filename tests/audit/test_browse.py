"""What the browser does with pages that fail, with other banners, and from page to page."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from playwright.async_api import Error, Page

from site_builder.audit.browse import visiting
from site_builder.audit.browse.visiting import open_page
from site_builder.audit.plan import Plan, visitors
from site_builder.audit.records import Finding, Visit, Visitor
from site_builder.audit.rules import RULES
from site_builder.audit.selectors import own_selectors
from tests.consent.playground.server import Playground

from .conftest import declared

Audit = Callable[..., tuple[Finding, ...]]
Browsing = Callable[[list[str], Plan], tuple[Visit, ...]]

FRESH = Plan(visitors=(Visitor("fresh"),), quiet=0.2, follow=0, ahead=0)


def failures(visits: tuple[Visit, ...]) -> list[tuple[str, str] | None]:
    return [(visit.failure.kind, visit.failure.detail) if visit.failure else None for visit in visits]


def test_a_page_that_fails_is_a_finding_and_not_the_end(site: Playground, browsing: Browsing) -> None:
    site.body = "<script>if (location.search) location = '{chat}/window'</script>".replace("{chat}", site.hosts["chat"])
    pages = [f"{site.url}/nothing", "http://127.0.0.1:9/", site.page(path="?away"), site.page()]
    visits = browsing(pages, replace(FRESH, visitors=(Visitor("fresh"), Visitor("no-javascript"))))
    assert failures(visits) == [
        ("status", "404"),
        ("network", "net::ERR_UNSAFE_PORT"),
        ("redirect", "127.0.0.3"),
        None,
        None,
    ]
    assert [visit.page for visit in visits[-2:]] == [site.page()] * 2, "who failed first is not tried again"


def test_a_tab_that_crashes_is_a_finding(site: Playground, browsing: Browsing, monkeypatch: pytest.MonkeyPatch) -> None:
    async def crashing(page: Page, address: str) -> None:
        await open_page(page, address)
        session = await page.context.new_cdp_session(page)
        with suppress(Error):  # the tab that should answer is gone
            await session.send("Page.crash")

    monkeypatch.setattr(visiting, "open_page", crashing)
    assert failures(browsing([site.page()], FRESH)) == [("crash", "")]


def test_a_page_that_hangs_is_left_in_time(site: Playground, browsing: Browsing) -> None:
    site.body = "<script>for (;;);</script>"
    assert failures(browsing([site.page()], replace(FRESH, timeout=2))) == [("hang", "")]


def test_when_the_time_is_up_what_is_left_is_told(audit: Audit) -> None:
    found = audit("fresh", limit=0)
    assert [RULES[finding.code].id for finding in found] == ["AUDIT-OUT-OF-TIME"]


def test_links_lead_on_in_the_order_of_the_page(site: Playground, browsing: Browsing) -> None:
    plan = replace(FRESH, follow=4, origin=site.url, concurrency=3)
    pages = [visit.page for visit in browsing([site.page()], plan)]
    assert pages == ["/nl/", "/nl/page/0", "/nl/page/1", "/nl/page/2"]
    assert pages == [visit.page for visit in browsing([site.page()], replace(plan, concurrency=1))]


BANNER = """<div id="ask" style="position:fixed;bottom:0;background:#fff;color:#000">
  <button style="background:#000;color:#fff;font:16px Arial;padding:9px" id="yes">OK</button>
  <a href="#" id="no" style="color:#999">Nee, liever niet</a></div>
<a href="#" id="again">Cookies</a>
<script>
  self.consent = {on() {}}
  const ask = document.querySelector('#ask')
  const answer = yes => { document.cookie = `count_id=${yes};Path=/;Max-Age=${yes ? 99 : 0}`; ask.remove() }
  document.querySelector('#yes').onclick = () => answer(1)
  document.querySelector('#no').onclick = () => answer(0)
  document.querySelector('#again').onclick = () => document.body.prepend(ask)
</script>"""


def test_another_banner_is_answered_and_measured_too(site: Playground, browsing: Browsing) -> None:
    from site_builder.audit.compare import compare

    site.head, site.vendors = "</head><body>" + BANNER, False
    facts = declared()
    names = ("fresh", "reject", "accept", "withdraw")
    plan = replace(FRESH, visitors=visitors(names, facts.asks), banners=(own_selectors("#yes", "#no", "#again"),))
    visits = browsing([site.page()], plan)
    assert [dict(visit.clicks) for visit in visits] == [{}, {"reject": 1}, {"accept": 1}, {"accept": 1, "withdraw": 2}]
    assert [[item.name for item in visit.items] for visit in visits] == [[], [], ["count_id"], []]
    rules = {RULES[finding.code].id for finding in compare(facts, visits)}
    assert {"BRW-03", "BRW-04", "BRW-05"} <= rules
    assert "BRW-09" in rules, "it asks again after a no"


def test_the_same_website_gives_the_same_report_twice(site: Playground, audit: Audit) -> None:
    site.body = f"""<img src="{site.hosts["counter"]}/pixel.gif?{{}}" alt="">
      <script>document.cookie = 'visit_' + (10000 + Math.floor(Math.random() * 9e6)) + '=1'</script>"""
    first = audit("fresh", "reject", "phone")
    assert first == audit("fresh", "reject", "phone", concurrency=1) and "visit_*" in [
        finding.item for finding in first
    ]
