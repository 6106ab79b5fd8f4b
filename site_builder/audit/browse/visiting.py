"""One visitor on one page, from opening it to what is left at the end."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Error, Page

from site_builder.audit.browse.addresses import name_of
from site_builder.audit.browse.failing import PageFailedError, reason
from site_builder.audit.browse.measuring import measure, second_layer
from site_builder.audit.browse.pressing import CLICK, clicks_to, drawn, press, visible
from site_builder.audit.browse.storage import Storage
from site_builder.audit.browse.traffic import Traffic
from site_builder.audit.plan import Plan, same_site
from site_builder.audit.records import (
    ACCEPT,
    FRESH,
    GPC,
    NO_JAVASCRIPT,
    ONLY,
    PHONE,
    REJECT,
    WITHDRAW,
    Call,
    Failure,
    Item,
    Visit,
    Visitor,
)
from site_builder.audit.selectors import ASKING, Selectors

WATCH = (Path(__file__).parent / "watch.js").read_text("utf-8")
OBJECTS = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {configurable: true, get: () => true})"
LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.href)"
HINTS = """() =>
  [...document.querySelectorAll('link[rel~=preconnect],link[rel~=dns-prefetch]')].map(link => link.href)"""
ASKS = f"""() => [...document.querySelectorAll('button,a,[role=button],input[type=button]')].some(one =>
  one.checkVisibility() && {ASKING}.test((one.textContent || one.value || '').trim()))"""


async def visit_page(context: BrowserContext, address: str, visitor: Visitor, plan: Plan) -> Visit:
    """What a visitor meets on a page, with a browser context of their own.

    Raises PageFailedError, and Error of the browser.
    """
    page = await context.new_page()
    page.set_default_timeout(2 * CLICK)
    crashed = asyncio.Event()
    page.on("crash", lambda _: crashed.set())
    waiting = asyncio.ensure_future(crashed.wait())
    visiting = asyncio.ensure_future(_Visiting(context, page, address, visitor, plan).run())
    try:
        await asyncio.wait((visiting, waiting), return_when=asyncio.FIRST_COMPLETED)
        if crashed.is_set():
            raise PageFailedError(Failure("crash"))
        return await visiting
    finally:
        waiting.cancel()
        visiting.cancel()
        with suppress(Error, PageFailedError, asyncio.CancelledError):  # what went wrong is being told already
            await visiting


async def open_page(page: Page, address: str) -> None:
    """Goes to a page. Raises PageFailedError where it does not come."""
    statuses: list[int] = []
    page.on("response", lambda one: statuses.append(one.status) if one.request.is_navigation_request() else None)
    why = ""
    try:
        await page.goto(address, wait_until="domcontentloaded", timeout=0)
    except Error as error:
        why = reason(error)
    status = next((status for status in statuses if not 300 <= status < 400), 200)
    if status >= 400:
        raise PageFailedError(Failure("status", str(status)))
    if why:
        raise PageFailedError(Failure("network", why))


class _Visiting:
    def __init__(self, context: BrowserContext, page: Page, address: str, visitor: Visitor, plan: Plan) -> None:
        self.context, self.page, self.address, self.visitor, self.plan = context, page, address, visitor, plan
        self.host = urlsplit(address).hostname or ""
        self.scripts = visitor.name != NO_JAVASCRIPT
        name = partial(name_of, page=address, origin=plan.origin)
        self.traffic = Traffic(self.host, name)
        self.storage = Storage(self.host, name, plan.settle)
        self.clicks: dict[str, int] = {}

    async def run(self) -> Visit:
        await self.prepare()
        await open_page(self.page, self.address)
        await self.settle()
        if not same_site(self.page.url, self.address):
            raise PageFailedError(Failure("redirect", urlsplit(self.page.url).hostname or self.page.url))
        links = tuple(await self.page.evaluate(LINKS))
        for address in await self.page.evaluate(HINTS):
            self.traffic.hint(address)
        banner = await self.known_banner() if self.scripts else None
        shown: dict[str, Any] = {}
        if self.plan.screenshots and self.visitor.name in (FRESH, PHONE, GPC):
            shown["screenshot"] = await self.page.screenshot(type="jpeg", quality=50)
        since = 0
        if self.visitor.name in (REJECT, ACCEPT, ONLY, WITHDRAW) and banner:
            since, answered = await self.answer(banner)
            shown |= answered
        items = await self.items()
        calls = self.traffic.calls(since)
        if banner is None:
            shown["other_banner"] = self.scripts and bool(await self.page.evaluate(ASKS))
        elif self.visitor.name in (FRESH, PHONE):
            measured = await measure(self.page, banner, handset=self.visitor.name == PHONE)
            shown["went_on"] = await self.go_on(items, calls)
            shown["banner"] = await second_layer(self.page, banner, measured)
        return Visit(
            page=self.plan.name(self.address),
            host=self.host,
            visitor=self.visitor,
            items=items,
            calls=calls,
            links=links,
            asks=shown.pop("asks", banner is not None),
            clicks=dict(self.clicks),
            **shown,
        )

    async def prepare(self) -> None:
        """Before the page comes: who looks along with it, and what the visitor's browser says of them."""
        if self.scripts:
            await self.context.expose_binding("siteBuilderSaw", self.storage.saw)
            await self.context.add_init_script(WATCH)
            if self.plan.ahead:
                await self.context.clock.install()
        if self.visitor.name == GPC:
            await self.context.add_init_script(OBJECTS)
        await self.traffic.watch(self.context, self.page)

    async def settle(self) -> None:
        """Waits until the page is done, also with what its timers do in the time ahead."""
        await self.traffic.quiet(self.plan.quiet, self.plan.settle)
        if self.plan.ahead and self.scripts:
            with suppress(Error, TimeoutError):  # a page that went on, or never ends, is judged as it is
                await asyncio.wait_for(self.page.clock.run_for(int(self.plan.ahead * 1000)), self.plan.settle)
            await self.traffic.quiet(self.plan.quiet, self.plan.settle)

    async def known_banner(self) -> Selectors | None:
        for one in self.plan.banners:
            if await visible(self.page, one.box):
                return one
        return None

    async def items(self) -> tuple[Item, ...]:
        frames = self.page.frames if self.scripts else ()
        return await self.storage.items(self.context, frames, await self.traffic.set_cookies())

    async def answer(self, banner: Selectors) -> tuple[int, dict[str, Any]]:
        """Gives this visitor's answer. From which request on what is called was called in spite of it, and whether the
        question is still open and the way back to it closed."""
        answer = {REJECT: self.reject, ONLY: self.choose, WITHDRAW: self.withdraw, ACCEPT: self.accept}
        since = await answer[self.visitor.name](banner)
        asks = await visible(self.page, banner.box)
        locked = not asks and not await visible(self.page, banner.settings)
        return since, {"asks": asks, "locked": locked and self.visitor.name != ONLY}

    async def accept(self, banner: Selectors) -> int:
        self.clicks["accept"] = int(await press(self.page, banner.accept))
        await self.settle()
        return 0

    async def reject(self, banner: Selectors) -> int:
        since = len(self.traffic.made)
        self.clicks["reject"] = await clicks_to(self.page, banner.reject, banner.choose)
        await self.settle()
        await self.page.reload(wait_until="domcontentloaded", timeout=0)
        await self.settle()
        return since

    async def choose(self, banner: Selectors) -> int:
        since = len(self.traffic.made)
        switch = banner.switch.format(purpose=self.visitor.purpose)
        self.clicks["choose"] = 0
        if banner.choose and await press(self.page, banner.choose):
            await drawn(self.page)
            if await visible(self.page, switch):
                await self.page.locator(switch).first.check(timeout=CLICK, force=True)
                self.clicks["choose"] = 2 + int(await press(self.page, banner.save))
        await self.settle()
        return since

    async def withdraw(self, banner: Selectors) -> int:
        """Accepts, thinks again, and comes back to the page. What is called once the old page is gone, nobody agreed
        to; what it had begun to call may still come through."""
        await self.accept(banner)
        if await visible(self.page, banner.settings):
            opened = int(await press(self.page, banner.settings))
        else:
            opened = 0
            await self.page.evaluate("() => self.consent?.open?.()")
        await drawn(self.page)
        marks: list[int] = []
        self.page.on("framenavigated", lambda _: marks.append(len(self.traffic.made)))
        self.clicks["withdraw"] = opened + await clicks_to(self.page, banner.reject, banner.choose)
        await self.traffic.quiet(self.plan.quiet, self.plan.settle)
        marks.append(len(self.traffic.made))
        await self.page.goto(self.address, wait_until="domcontentloaded", timeout=0)
        await self.settle()
        return marks[0]

    async def go_on(self, items: Iterable[Item], calls: Iterable[Call]) -> tuple[str, ...]:
        """Scrolls and presses Esc, which is no answer: what comes of it all the same."""
        await self.page.mouse.move(5, 5)
        await self.page.mouse.wheel(0, 600)
        await self.page.keyboard.press("Escape")
        await self.settle()
        known = {(item.kind, item.name) for item in items}
        hosts = {call.host for call in calls}
        came = {item.name for item in await self.items() if (item.kind, item.name) not in known}
        return tuple(sorted(came | {call.host for call in self.traffic.calls() if call.host not in hosts}))
