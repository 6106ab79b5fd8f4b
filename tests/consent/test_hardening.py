"""The banner holds under a strict policy, in a hostile page, on paper and with every preference a browser has."""

from dataclasses import replace
from typing import Any

import pytest

from .conftest import EVERYWHERE, PHONE, Arrive
from .playground.server import Playground

STRICT = (
    "default-src 'none'; script-src 'self' {vendors}; style-src 'self'; img-src 'self' {vendors}; font-src 'self'; "
    "connect-src 'self' {vendors}; frame-src {vendors}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


@EVERYWHERE
def test_brw_21_a_strict_policy_with_trusted_types_has_nothing_to_report(
    arrive: Arrive, site: Playground, locale: str, options: dict[str, Any]
) -> None:
    vendors = " ".join(site.hosts[name] for name in ("counter", "chat", "campaign"))
    site.headers["Content-Security-Policy"] = STRICT.format(vendors=vendors)
    visitor = arrive(locale, path=None, **options)
    visitor.page.add_init_script(
        """window.violations = []
        document.addEventListener('securitypolicyviolation', event => {
            violations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample)
        })"""
    )
    visitor.open()
    visitor.press("choose")
    visitor.press("accept all")
    hits = {("counter", "/hit"), ("counter", "/pixel.gif"), ("chat", "/window"), ("chat", "/hit"), ("campaign", "/hit")}
    visitor.until(lambda: hits <= {(r.host, r.path) for r in site.requests}, "templates, scripts and frames all load")
    visitor.settings()
    with visitor.page.expect_download():
        visitor.strip.get_by_role("link", name="Download").click()
    assert visitor.page.evaluate("violations") == []
    with visitor.loading_again():
        visitor.press("reject all")
    assert not visitor.allowed("tracking")
    visitor.page.locator("your-choice > .embed").get_by_role("button").first.click()
    visitor.page.frame_locator(".film").get_by_text("Hallo").wait_for()
    visitor.settle()
    assert visitor.page.evaluate("violations") == []
    assert visitor.errors == []


def test_no_html_or_script_sink_in_the_sources() -> None:
    from .playground.server import sources

    banned = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc")
    for path, data in sources().static.items():
        assert not [sink for sink in banned if sink in data.decode()], path
    names = b" ".join(sources().templates.values()).decode()
    assert not [word for word in ("cookie", "consent", "gdpr", "banner") if f'class="{word}' in names]


@EVERYWHERE
def test_brw_22_paper_has_no_banner(arrive: Arrive, locale: str, options: dict[str, Any]) -> None:
    visitor = arrive(locale, **options)
    visitor.button("reject").wait_for()
    visitor.page.emulate_media(media="print")
    assert not visitor.button("reject").is_visible()
    assert visitor.page.locator("your-choice").first.evaluate("host => getComputedStyle(host).display") == "none"


HOSTILE = """<style>
* { all: revert !important; font-size: 3px !important; color: red !important; letter-spacing: 9px }
html { font-size: 62.5%; --paper: red; --ink: red } body > * { display: none !important; opacity: 0 !important }
button, section, div, p { position: static !important; background: lime !important; rotate: 90deg !important }
your-choice { display: none !important; visibility: hidden !important; position: fixed !important; left: -9999px }
</style>"""


def test_the_pages_style_does_no_harm(arrive: Arrive, site: Playground) -> None:
    every = """strip => [strip, ...strip.querySelectorAll('*')].map(element => {
        const style = getComputedStyle(element)
        return [...style].map(name => name + style.getPropertyValue(name))
    })"""
    visitor = arrive()
    plain = visitor.strip.evaluate(every)
    site.head = HOSTILE
    visitor.open()
    assert visitor.button("reject").is_visible()
    assert visitor.strip.evaluate(every) == plain


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_nothing_shifts_and_the_banner_is_not_the_largest_paint(
    arrive: Arrive, site: Playground, options: dict[str, Any]
) -> None:
    visitor = arrive(path=None, **options)
    visitor.page.add_init_script(
        """window.shifts = []; window.largest = []
        new PerformanceObserver(list => shifts.push(...list.getEntries()))
            .observe({type: 'layout-shift', buffered: true})
        new PerformanceObserver(list => largest.push(...list.getEntries().map(entry => entry.element?.localName)))
            .observe({type: 'largest-contentful-paint', buffered: true})"""
    )
    visitor.open()
    visitor.button("reject").wait_for()
    visitor.page.wait_for_function("largest.length > 0")
    visitor.press("choose")
    visitor.press("reject all")
    visitor.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert visitor.page.evaluate("shifts.filter(entry => !entry.hadRecentInput).length") == 0
    assert set(visitor.page.evaluate("largest")) <= {"p", "h1"}


@pytest.mark.parametrize(
    "preference",
    [{"forced_colors": "active"}, {"reduced_motion": "reduce"}, {"color_scheme": "dark"}],
    ids=lambda preference: next(iter(preference)),
)
def test_preferences_of_the_browser(arrive: Arrive, preference: dict[str, Any]) -> None:
    visitor = arrive(**preference)
    visitor.press("choose")
    assert visitor.page.evaluate("document.getAnimations().length") == 0
    strip = visitor.strip.evaluate("strip => getComputedStyle(strip).backgroundColor")
    assert (strip == "rgb(29, 28, 26)") is (preference == {"color_scheme": "dark"})
    unchecked = visitor.switch("tracking").screenshot()
    visitor.switch("tracking").check()
    assert visitor.switch("tracking").screenshot() != unchecked


def test_right_to_left(arrive: Arrive, site: Playground) -> None:
    visitor = arrive(path=None)
    visitor.page.route(
        "**/nl/",
        lambda route: route.fulfill(
            body=(route.fetch().text()).replace('lang="nl"', 'lang="nl" dir="rtl"'), content_type="text/html"
        ),
    )
    visitor.open()
    boxes = [visitor.button(name).bounding_box() for name in ("accept", "reject", "choose")]
    lefts = [box["x"] for box in boxes if box]
    assert lefts == sorted(lefts, reverse=True)
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_text_spacing_breaks_nothing(arrive: Arrive) -> None:
    """WCAG 1.4.12, with the reader's own spacing."""
    visitor = arrive(viewport={"width": 320, "height": 568})
    visitor.page.locator("your-choice").first.evaluate(
        """host => {
            const sheet = new CSSStyleSheet()
            sheet.replaceSync(`* {
                line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important
            }`)
            host.shadowRoot.adoptedStyleSheets = [...host.shadowRoot.adoptedStyleSheets, sheet]
        }"""
    )
    for name in ("accept", "reject", "choose"):
        assert visitor.button(name).evaluate("button => button.scrollWidth <= button.clientWidth + 1")
    assert visitor.strip.evaluate("strip => strip.scrollWidth <= strip.clientWidth")


def test_no_banner_and_no_file_where_nothing_needs_consent(arrive: Arrive, site: Playground) -> None:
    site.register = replace(site.register, storage=site.register.storage[:1])
    visitor = arrive()
    visitor.settle()
    assert visitor.page.locator("your-choice").count() == 0
    assert site.vendor_requests == []


def test_a_script_in_the_head_that_does_not_wait(arrive: Arrive, site: Playground) -> None:
    site.loading = ""
    visitor = arrive()
    visitor.press("accept")
    visitor.until(lambda: bool(site.received("chat")), "and still gates and runs")
    assert visitor.errors == []


def test_the_banner_twice_on_a_page_is_one_banner(arrive: Arrive, site: Playground) -> None:
    site.body = '<script src="/consent/nl.js" defer></script>'
    visitor = arrive()
    visitor.settle()
    assert visitor.page.locator("your-choice > section:not(.embed)").count() == 1
    assert visitor.errors == []
