"""The main path in a second engine."""

import pytest
from playwright.sync_api import Browser

from .conftest import Visitor
from .playground.server import Playground
from .test_hardening import STRICT
from .test_reasking import new_service


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_firefox_goes_the_main_path(firefox: Browser, site: Playground, locale: str) -> None:
    vendors = " ".join(site.hosts[name] for name in ("counter", "chat", "campaign"))
    site.headers["Content-Security-Policy"] = STRICT.format(vendors=vendors)
    context = firefox.new_context()
    visitor = Visitor(site, context, context.new_page(), locale)
    visitor.watch()
    visitor.open()
    visitor.button("reject").wait_for()
    assert site.vendor_requests == [] and visitor.stored == set()
    same = "button => { const s = getComputedStyle(button); return [s.color, s.backgroundColor, s.border, s.font] }"
    assert visitor.button("accept").evaluate(same) == visitor.button("reject").evaluate(same)
    ink = visitor.strip.evaluate("strip => [getComputedStyle(strip).color, getComputedStyle(strip).backgroundColor]")
    assert ink[0] != ink[1] and "0, 0, 0, 0" not in ink[1]
    visitor.press("reject")
    visitor.open("page/1")
    assert visitor.strip.count() == 0 and visitor.stored == {"consent"}

    visitor.settings()
    visitor.press("accept all")
    hits = {("counter", "/hit"), ("counter", "/pixel.gif"), ("chat", "/window"), ("chat", "/hit"), ("campaign", "/hit")}
    visitor.until(lambda: hits <= {(r.host, r.path) for r in site.requests}, "all that was accepted loads")

    other = visitor.another_tab()
    other.open()
    other.settings()
    with visitor.loading_again(), other.loading_again():
        other.press("reject all")
        other.wait_allowed("tracking", False)
        visitor.page.bring_to_front()
    assert not visitor.allowed("tracking") and not other.allowed("tracking")
    visitor.until(lambda: visitor.stored == {"consent"}, "nothing declared is left")

    site.register = new_service(site.register)
    visitor.open()
    assert "Warmtekaart" in visitor.strip.inner_text()
    assert [error for error in visitor.errors if not error.startswith("Cookie")] == []
    context.close()
