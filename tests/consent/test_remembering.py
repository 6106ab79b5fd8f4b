"""One cookie remembers; whatever is not wholly ours counts as no choice."""

import re
from dataclasses import replace

import pytest

from .conftest import EVERYWHERE, Arrive, Visitor
from .playground.server import Playground

DAY = 24 * 3600
HALF_A_YEAR = 182


def days_later(visitor: Visitor, days: int) -> None:
    now = visitor.page.evaluate("Date.now() / 1000")
    visitor.page.clock.set_fixed_time(now + days * DAY)


@EVERYWHERE
@pytest.mark.parametrize("answer", ["accept", "reject"])
def test_brw_09_and_10_an_answer_lasts_half_a_year_and_no_longer(
    arrive: Arrive, site: Playground, locale: str, options: dict[str, object], answer: str
) -> None:
    visitor = arrive(locale, **options)
    visitor.press(answer)
    for number in range(3):
        visitor.open(f"page/{number}")
    tab = visitor.another_tab()
    tab.open()
    days_later(tab, 179)
    tab.open()
    tab.wait_allowed("tracking", answer == "accept")
    assert tab.strip.count() == 0
    days_later(tab, HALF_A_YEAR - 179)
    if answer == "accept":
        tab.leave_after_all_ran()
    tab.open()
    tab.button("reject").wait_for()
    tab.settle()
    assert tab.vendor_requests == []
    tab.press("choose")
    assert tab.strip.locator("input:checked").count() == 0


@pytest.mark.parametrize("answer", ["accept", "reject"])
def test_the_cookie_is_compact_and_says_nothing_about_the_reader(arrive: Arrive, answer: str) -> None:
    visitor = arrive()
    visitor.press(answer)
    visitor.until(lambda: "consent" in visitor.cookies, "the answer is kept")
    [cookie] = [cookie for cookie in visitor.context.cookies() if cookie.get("name") == "consent"]
    value = cookie.get("value", "")
    assert len(value) < 500
    assert cookie.get("path") == "/" and cookie.get("sameSite") == "Lax" and cookie.get("secure") is True
    now = visitor.page.evaluate("Date.now() / 1000")
    assert cookie.get("expires") == pytest.approx(now + HALF_A_YEAR * DAY, abs=60)
    other = arrive()
    other.press(answer)
    other.until(lambda: "consent" in other.cookies, "the other answer is kept")
    time = re.compile(r":\d{8}:")
    assert time.sub("", other.cookies["consent"]) == time.sub("", value), "two readers have the same cookie"


GOOD = "1:2027-01-01~analytics:1:accept:{now}:2027-01-01:00000000:~tracking:1:accept:{now}:2027-01-01:00000000:"
STRANGE = [
    "",
    "true",
    "{}",
    "%7B%22analytics%22%3Atrue%7D",
    "0:2027-01-01~analytics:1:accept:29977920:2027-01-01:00000000:",
    "2" + GOOD[1:],
    GOOD.replace("accept", "ACCEPT"),
    GOOD.replace("tracking:1", "tracking:2"),
    GOOD + "x",
    GOOD.replace("{now}", "{later}"),
    GOOD.replace("{now}", "-1"),
    GOOD.replace("{now}", "1"),
    GOOD.replace("{now}", "9" * 400),
    GOOD + "~analytics:1:accept:{now}:2027-01-01:00000000:" * 60,
    GOOD.replace("analytics", "__proto__").replace("tracking", "constructor"),
    "1:2027-01-01",
    "1:2027-01-01~",
    "\u00e9\u00e9\u00e9",
    "A" * 3900,
]


def test_brw_14_what_is_not_ours_is_no_choice(arrive: Arrive, site: Playground) -> None:
    """The scope is left empty where the rest is sound: nothing that is asked today would be covered by it."""
    visitor = arrive()
    now = visitor.page.evaluate("Math.floor(Date.now() / 60000)")
    for content in STRANGE:
        value = content.replace("{now}", str(now)).replace("{later}", str(now + 60 * 24))
        visitor.context.clear_cookies()
        visitor.context.add_cookies([{"name": "consent", "value": value, "url": site.url}])
        visitor.open()
        visitor.button("reject").wait_for()
        for key in ("analytics", "tracking", "tracking/landbot_chat", "constructor", "__proto__"):
            assert not visitor.allowed(key), (content, key)
        visitor.press("reject")
        visitor.open()
        assert visitor.strip.count() == 0, f"an answer replaces {content}"
    assert site.vendor_requests == []
    assert visitor.errors == []


def test_a_strangers_cookie_beside_ours_does_no_harm(arrive: Arrive, site: Playground) -> None:
    visitor = arrive()
    visitor.press("accept")
    visitor.context.add_cookies(
        [{"name": "consent", "value": "yes", "domain": "127.0.0.1", "path": "/nl", "expires": 9999999999}]
    )
    visitor.open("page/1")
    assert visitor.page.evaluate("document.cookie.split('consent=').length") == 3
    assert visitor.strip.count() == 0 and visitor.allowed("tracking")


BLOCKED = {
    "cookies refused": "Object.defineProperty(document, 'cookie', {get: () => '', set: () => {}})",
    "everything throws": """
        const refuse = () => { throw new DOMException('no', 'SecurityError') }
        Object.defineProperty(document, 'cookie', {get: refuse, set: refuse})
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
            Object.defineProperty(self, name, {get: refuse})
    """,
    "no CookieStore": "delete self.cookieStore; delete Window.prototype.cookieStore",
}


@pytest.mark.parametrize("how", ["cookies refused", "everything throws"])
def test_brw_15_a_browser_that_stores_nothing(arrive: Arrive, site: Playground, how: str) -> None:
    visitor = arrive(path=None)
    visitor.page.add_init_script(BLOCKED[how])
    visitor.open()
    visitor.press("reject")
    assert visitor.strip.count() == 0
    visitor.page.get_by_role("link", name="Lees verhaal 2").click()
    visitor.page.wait_for_url("**/page/2")
    visitor.button("accept").wait_for()
    visitor.settle()
    assert site.vendor_requests == []
    assert visitor.errors == []


def come_back(visitor: Visitor, answer: str) -> None:
    """To a tab, when the answer that was given in another can be read there."""
    visitor.page.wait_for_function("answer => document.cookie.includes(`:${answer}:`)", arg=answer)
    visitor.page.evaluate("dispatchEvent(new Event('focus'))")


@pytest.mark.parametrize("how", ["CookieStore", "no CookieStore"])
def test_brw_19_two_tabs_agree(arrive: Arrive, site: Playground, how: str) -> None:
    visitor = arrive(path=None)
    if how in BLOCKED:
        visitor.context.add_init_script(BLOCKED[how])
    visitor.open()
    other = visitor.another_tab()
    other.open("page/1")
    visitor.page.bring_to_front()
    visitor.press("accept")
    if how in BLOCKED:
        come_back(other, "accept")
    other.wait_allowed("tracking")
    other.strip.wait_for(state="detached")
    other.settings()
    with visitor.loading_again():
        with other.loading_again():
            other.press("reject all")
        if how in BLOCKED:
            come_back(visitor, "withdraw")
    assert not visitor.allowed("tracking") and not other.allowed("tracking")
    visitor.requests.clear()
    other.requests.clear()
    visitor.settle()
    other.settle()
    assert visitor.vendor_requests == other.vendor_requests == []
    visitor.until(lambda: visitor.stored == {"consent"}, "nothing declared is left")


def test_a_domain_that_is_not_this_sites_gives_way_to_the_host(arrive: Arrive, site: Playground) -> None:
    site.settings = replace(site.settings, cookie_domain="123samenleven.nl", cookie_name="__Secure-choice")
    visitor = arrive()
    visitor.press("reject")
    visitor.open()
    assert visitor.strip.count() == 0 and set(visitor.cookies) == {"__Secure-choice"}


def test_a_page_from_the_history_follows_the_record(arrive: Arrive, site: Playground) -> None:
    visitor = arrive()
    visitor.page.evaluate("document.cookie = 'consent=;Max-Age=0'")
    visitor.open("page/1")
    visitor.press("reject")
    visitor.page.go_back()
    visitor.page.wait_for_function("consent.get().events.length == 2")
    visitor.strip.wait_for(state="detached")
