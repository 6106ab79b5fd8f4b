"""The question is put fairly: the two answers are equal in every way that can be measured."""

from typing import Any

import pytest

from .conftest import EVERYWHERE, LABELS, PHONE, Arrive, Visitor
from .playground.server import Playground
from .registers import organisation

SIZES = ((320, 568), (360, 640), (768, 1024), (1280, 800), (640, 400), (320, 200))
"""The last two are 1280x800 at 200 % and at 400 %."""
LAYERS = pytest.mark.parametrize("layer", ["ask", "choose"])

STYLE = """element => {
  const style = getComputedStyle(element)
  return ['fontSize', 'fontWeight', 'fontFamily', 'padding', 'border', 'borderRadius', 'backgroundColor', 'color',
    'opacity', 'textDecoration', 'boxShadow', 'cursor', 'letterSpacing', 'textTransform', 'outline'
  ].map(name => style[name])
}"""


def resize(visitor: Visitor, width: int, height: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": height})
    visitor.page.wait_for_function("size => [innerWidth, innerHeight].join() == size", arg=f"{width},{height}")


def answers(visitor: Visitor, layer: str) -> list[str]:
    """The names of accept and reject on a layer, after going there."""
    if layer == "ask":
        return ["accept", "reject"]
    visitor.press("choose")
    return ["accept all", "reject all"]


@LAYERS
@pytest.mark.parametrize("locale", ["nl", "en"])
def test_brw_03_accept_and_reject_have_the_same_size(arrive: Arrive, layer: str, locale: str) -> None:
    visitor = arrive(locale)
    names = answers(visitor, layer)
    for width, height in SIZES:
        resize(visitor, width, height)
        [accept, reject] = [box for name in names if (box := visitor.button(name).bounding_box())]
        assert abs(accept["width"] - reject["width"]) <= 1, (width, height)
        assert abs(accept["height"] - reject["height"]) <= 1, (width, height)
        assert accept["height"] >= 44 and accept["width"] >= 44, (width, height)


@LAYERS
@pytest.mark.parametrize("colours", ["none", "the site's own"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_brw_04_accept_and_reject_look_the_same(
    arrive: Arrive, site: Playground, layer: str, colours: str, scheme: str
) -> None:
    if colours != "none":
        site.head = "<style>html { --choice-paper: #b06; --choice-button: #fd0 }</style>"
    visitor = arrive(color_scheme=scheme)
    [accept, reject] = [visitor.button(name).evaluate(STYLE) for name in answers(visitor, layer)]
    assert accept == reject


CONTRAST = """host => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true})
  const luminance = colour => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
    if (a < 255) throw new Error('see-through: ' + colour)
    const [R, G, B] = [r, g, b].map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    return 0.2126 * R + 0.7152 * G + 0.0722 * B
  }
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }
  const strip = getComputedStyle(host.shadowRoot.querySelector('section'))
  const link = getComputedStyle(host.shadowRoot.querySelector('a') || host)
  const all = [...host.shadowRoot.querySelectorAll('button')].map(button => {
    button.focus()
    const style = getComputedStyle(button)
    return {label: contrast(style.color, style.backgroundColor),
      edge: contrast(style.borderTopColor, strip.backgroundColor),
      ring: contrast(style.outlineColor, strip.backgroundColor)}
  })
  return {text: contrast(strip.color, strip.backgroundColor), link: contrast(link.color, strip.backgroundColor), all}
}"""
COLOURS = [
    "",
    "#fff",
    "#000",
    "#777",
    "#767676",
    "#08f",
    "#d00",
    "#b06",
    "#fd0",
    "#0a0",
    "rgb(128 0 255)",
    "#00f",
    "#f0f8",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_brw_05_every_label_reads_whatever_colours_a_site_sets(arrive: Arrive, scheme: str) -> None:
    visitor = arrive(color_scheme=scheme)
    for paper in COLOURS:
        for button in COLOURS[:-1]:
            visitor.page.evaluate(
                """([paper, button]) => {
                    const {style} = document.documentElement
                    style.setProperty('--choice-paper', paper)
                    style.setProperty('--choice-button', button)
                }""",
                [paper, button],
            )
            if paper == "#f0f8":
                continue  # a see-through colour has no contrast of its own: the next test is about it
            measured = visitor.page.locator("your-choice:has(> div, > section)").first.evaluate(CONTRAST)
            assert measured["text"] >= 4.5 and measured["link"] >= 4.5, (paper, button, measured)
            for each in measured["all"]:
                assert each["label"] >= 4.5 and each["edge"] >= 3 and each["ring"] >= 3, (paper, button, each)
            assert measured["all"][0] == measured["all"][1]


IN_VIEW = """button => {
  const {left, right, top, bottom} = button.getBoundingClientRect()
  const hit = button.getRootNode().elementFromPoint((left + right) / 2, (top + bottom) / 2)
  return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight && hit == button
}"""


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_brw_06_both_answers_are_in_view_at_every_size(arrive: Arrive, site: Playground, locale: str) -> None:
    site.register = organisation()
    visitor = arrive(locale)
    accept, reject = visitor.button("accept"), visitor.button("reject")
    assert accept.evaluate("one => one.parentElement == one.nextElementSibling.parentElement")
    for size in SIZES:
        resize(visitor, *size)
        for name in ("accept", "reject", "choose"):
            assert visitor.button(name).evaluate(IN_VIEW), (name, size)
        [yes, no, strip] = [box for one in (accept, reject, visitor.strip) if (box := one.bounding_box())]
        assert (yes["y"], yes["height"]) == (no["y"], no["height"]), size
        if size[1] >= 568:
            assert strip["height"] <= size[1] / 3, size
            whole = "strip => strip.firstChild.scrollHeight <= strip.firstChild.clientHeight + 1"
            assert visitor.strip.evaluate(whole), size
        assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size
        assert visitor.strip.evaluate("strip => strip.scrollWidth <= strip.clientWidth"), size


def test_brw_07_no_takes_no_more_than_yes(arrive: Arrive) -> None:
    visitor = arrive(path="page/3")
    visitor.press("reject")
    assert visitor.strip.count() == 0, "one press to refuse"
    visitor.settings()
    visitor.press("accept all")
    visitor.until(lambda: visitor.allowed("tracking"), "two presses to accept later")
    visitor.settings()
    visitor.press("reject all")
    visitor.wait_allowed("tracking", False)


@EVERYWHERE
def test_brw_08_order_of_keyboard_and_reading(arrive: Arrive, locale: str, options: dict[str, Any]) -> None:
    visitor = arrive(locale, **options)
    visitor.button("reject").wait_for()
    assert visitor.page.evaluate("document.activeElement == document.body"), "focus is not stolen"
    assert visitor.page.evaluate("document.body.firstElementChild.localName") == "your-choice"
    seen = []
    for _ in range(4):
        visitor.page.keyboard.press("Tab")
        seen.append(visitor.page.evaluate("document.activeElement.shadowRoot.activeElement.textContent"))
    labels = LABELS[locale]
    assert seen[1:] == [labels["accept"], labels["reject"], labels["choose"]]


def grant(visitor: Visitor) -> None:
    visitor.button("reject").wait_for()
    assert visitor.cookies == {}
    assert not visitor.allowed("analytics") and not visitor.allowed("tracking")


def test_brw_16_going_on_grants_nothing(arrive: Arrive, site: Playground) -> None:
    visitor = arrive(path=None)
    visitor.page.clock.install()
    visitor.open()
    visitor.page.mouse.wheel(0, 800)
    visitor.page.locator("h1").click()
    visitor.page.keyboard.press("Escape")
    grant(visitor)
    visitor.button("accept").focus()
    visitor.page.keyboard.press("Escape")
    grant(visitor)
    visitor.press("choose")
    visitor.switch("tracking").check()
    visitor.page.keyboard.press("Escape")
    grant(visitor)
    visitor.page.clock.run_for(60_000)
    grant(visitor)
    visitor.page.get_by_role("link", name="Lees verhaal 3").click()
    visitor.page.wait_for_url("**/page/3")
    grant(visitor)
    assert site.vendor_requests == []


def test_first_layer_names_who_asks_every_purpose_and_withdrawal(arrive: Arrive) -> None:
    visitor = arrive("nl")
    text = visitor.strip.inner_text()
    for part in ("123samenleven.nl", "analytische cookies (Teller)", "trackingcookies (Landbot en ActiveCampaign)"):
        assert part in text
    assert "altijd intrekken" in text and "‘Cookie-instellingen’" in text
    assert "gerechtvaardigd belang" not in text


@EVERYWHERE
def test_second_layer_is_the_register(arrive: Arrive, locale: str, options: dict[str, Any]) -> None:
    visitor = arrive(locale, **options)
    visitor.press("choose")
    assert visitor.strip.locator("input").evaluate_all("all => all.map(one => [one.name, one.checked])") == [
        ["analytics", False],
        ["tracking", False],
    ]
    text = visitor.strip.inner_text()
    parts = {
        "nl": ("Functionele cookies: altijd aan", "Landbot (Spanje)", "ActiveCampaign, Verenigde Staten", "30 dagen"),
        "en": ("Functional cookies: always on", "Landbot (Spain)", "ActiveCampaign, United States", "30 days"),
    }
    for part in (*parts[locale], "prism_*", "chat_database", "count_*"):
        assert part in text
    assert visitor.strip.evaluate("strip => strip.getRootNode().host.lang") == locale


def test_the_same_things_in_the_same_order_everywhere(arrive: Arrive) -> None:
    """DP-INCONS: a phone and another language show no other choices."""
    shapes = []
    for locale in ("nl", "en"):
        for options in ({}, PHONE):
            visitor = arrive(locale, **options)
            shape = "strip => [...strip.querySelectorAll('*')].map(e => e.localName + (e.name || ''))"
            first = visitor.strip.evaluate(shape)
            visitor.press("choose")
            shapes.append((first, visitor.strip.evaluate(shape)))
    assert all(shape == shapes[0] for shape in shapes)


def test_links_in_the_banner_lead_somewhere_and_do_not_answer(arrive: Arrive) -> None:
    visitor = arrive(path="page/1")
    visitor.strip.get_by_role("link").click()
    visitor.page.wait_for_url("**/nl/#cookies")
    visitor.button("reject").wait_for()
    assert visitor.cookies == {}


def test_a_press_in_the_first_frame_counts(arrive: Arrive) -> None:
    visitor = arrive(path=None)
    visitor.page.add_init_script(
        """const press = () => {
            const button = document.querySelector('your-choice')?.shadowRoot.querySelector('[name=reject]')
            if (button) button.click()
            else requestAnimationFrame(press)
        }
        press()"""
    )
    visitor.open()
    visitor.page.wait_for_function("document.cookie.includes('reject')")
    assert visitor.strip.count() == 0
