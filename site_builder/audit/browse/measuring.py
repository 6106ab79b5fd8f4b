"""How a banner asks: its buttons side by side, on every screen, by eye and by key, and what it has switched on."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from playwright.async_api import Error, Locator, Page

from site_builder.audit.browse.devices import DESKTOP, HANDSET
from site_builder.audit.browse.pressing import drawn, press, visible
from site_builder.audit.records import Banner, Button
from site_builder.audit.selectors import Selectors

MEASURE = (Path(__file__).parent / "measure.js").read_text("utf-8")
SCREENS = ((1280, 800), (640, 400), (360, 640), (320, 568))
"""The second is the first at 200 %."""

IN_VIEW = """element => {
  const {left, top, right, bottom} = element.getBoundingClientRect()
  return left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1
}"""
FOCUSED = """element => {
  let focused = document.activeElement
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  return focused === element
}"""
RING = """element => {
  const style = getComputedStyle(element)
  return [style.outlineStyle != 'none' && parseFloat(style.outlineWidth) > 0,
    ['boxShadow', 'borderTopColor', 'borderTopWidth', 'backgroundColor', 'color', 'textDecorationLine', 'outlineColor',
      'outlineStyle'].map(name => style[name]).join()]
}"""
TICKED = """box => [...box.querySelectorAll('input[type=checkbox],[role=switch],[role=checkbox]')]
  .filter(one => !one.disabled && one.getAttribute('aria-disabled') != 'true' &&
    (one.checked ?? one.getAttribute('aria-checked') == 'true'))
  .map(one => one.name || one.id || one.getAttribute('aria-label') || 'switch')"""


async def measure(page: Page, banner: Selectors, handset: bool) -> Banner:
    """A banner that asks, as it is before anybody answers; on a handset only on that one's screen."""
    accept, reject = page.locator(banner.accept).first, page.locator(banner.reject or "no-reject").first
    refusable = await reject.count() > 0
    handles = {
        "box": await page.locator(banner.box).first.element_handle(),
        "accept": await accept.element_handle(),
        "reject": await reject.element_handle() if refusable else None,
    }
    measured = await page.evaluate(MEASURE, handles)
    between, ring = await _by_key(page, accept, reject) if refusable else (False, True)
    return Banner(
        name=banner.name,
        accept=Button(**measured["accept"]),
        reject=Button(**measured["reject"]) if measured["reject"] else None,
        together=measured["together"],
        out_of_view=await _out_of_view(page, [accept, reject] if refusable else [accept], handset),
        focus_on_accept=measured["focus_on_accept"],
        stops_between=between,
        ring=ring,
        covered=tuple(measured["covered"]),
        scroll_locked=measured["scroll_locked"],
    )


async def _by_key(page: Page, accept: Locator, reject: Locator) -> tuple[bool, bool]:
    """Whether Tab stops anywhere between the two buttons, and whether the one to refuse shows that it has the focus."""
    between, ring = True, False
    with suppress(Error):  # a banner that goes away at the press of a key has no order of Tab
        plain = await reject.evaluate(RING)
        await accept.focus()
        await page.keyboard.press("Tab")
        if between := not await reject.evaluate(FOCUSED):
            await reject.focus()
            await page.keyboard.press("Tab")
            between = not await accept.evaluate(FOCUSED)
            await reject.focus()
        focused = await reject.evaluate(RING)
        ring = focused[0] or focused[1] != plain[1]
        await reject.evaluate("element => element.blur()")
    return between, ring


async def _out_of_view(page: Page, answers: list[Locator], handset: bool) -> tuple[str, ...]:
    """The screens on which not every answer is in view without scrolling."""
    found = []
    for width, height in [(HANDSET["width"], HANDSET["height"])] if handset else SCREENS:
        if not handset:
            await page.set_viewport_size({"width": width, "height": height})
            await drawn(page)
        with suppress(Error):  # of one that went away nothing is out of view
            if not all([await answer.evaluate(IN_VIEW) for answer in answers]):
                found.append(f"{width} × {height}")
    if not handset:
        await page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
    return tuple(found)


async def second_layer(page: Page, banner: Selectors, seen: Banner) -> Banner:
    """The banner with what is switched on, also where one has to ask for the switches."""
    ticked = await _ticked(page, banner)
    if banner.choose and await visible(page, banner.choose) and await press(page, banner.choose):
        await drawn(page)
        ticked += await _ticked(page, banner)
    return replace(seen, ticked=tuple(sorted(set(ticked))))


async def _ticked(page: Page, banner: Selectors) -> list[str]:
    box = page.locator(banner.box).first
    return list(await box.evaluate(TICKED)) if await box.count() else []
