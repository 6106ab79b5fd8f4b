"""Buttons of a page, found and pressed as a person would."""

from contextlib import suppress

from playwright.async_api import Error, Page

CLICK = 1500
"""Milliseconds to wait until a button can be pressed as a person would; then it is pressed all the same."""

FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


async def drawn(page: Page) -> None:
    """Waits until what was asked of the page is on the screen."""
    await page.evaluate(FRAME)


async def visible(page: Page, selector: str) -> bool:
    return bool(selector) and await page.locator(selector).first.is_visible()


async def press(page: Page, selector: str) -> bool:
    """Presses a button as a person would, and otherwise as a script would; false where there is none."""
    button = page.locator(selector).first
    if not selector or not await button.count():
        return False
    try:
        await button.click(timeout=CLICK)
    except Error:
        with suppress(Error):  # it may be gone because the click did arrive
            await button.evaluate("button => button.click()", timeout=CLICK)
    return True


async def clicks_to(page: Page, wanted: str, detour: str) -> int:
    """How many clicks it takes to press a button that may be a layer deeper; 0 where it cannot be found."""
    if await visible(page, wanted):
        return int(await press(page, wanted))
    if not detour or not await press(page, detour):
        return 0
    await drawn(page)
    return 2 if await visible(page, wanted) and await press(page, wanted) else 0
