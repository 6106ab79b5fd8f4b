"""The one room that knows the browser: it goes to the pages as each visitor and writes down what it sees."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from playwright.async_api import Browser, BrowserContext, Error, Frame, Page, Request, Response, async_playwright

from site_builder.audit.cookies import duration, third_party_cookie
from site_builder.audit.plan import Plan, followed, same_site
from site_builder.audit.records import (
    ACCEPT,
    FRESH,
    GPC,
    NO_JAVASCRIPT,
    ONLY,
    PHONE,
    REJECT,
    WITHDRAW,
    Banner,
    Button,
    Call,
    Failure,
    Item,
    Visit,
    Visitor,
)
from site_builder.audit.selectors import ASKING, Selectors

HERE = Path(__file__).parent
MEASURE = (HERE / "measure.js").read_text("utf-8")
WATCH = (HERE / "watch.js").read_text("utf-8")

INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESKTOP = {"width": 1280, "height": 800}
HANDSET = {"width": 360, "height": 640}
SCREENS = ((1280, 800), (640, 400), (360, 640), (320, 568))
"""The second is the first at 200 %."""
CLICK = 1500
"""Milliseconds to wait until a button can be pressed as a person would; then it is pressed all the same."""

OBJECTS = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {configurable: true, get: () => true})"
LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.href)"
HINTS = """() =>
  [...document.querySelectorAll('link[rel~=preconnect],link[rel~=dns-prefetch]')].map(link => link.href)"""
ASKS = f"""() => [...document.querySelectorAll('button,a,[role=button],input[type=button]')].some(one =>
  one.checkVisibility() && {ASKING}.test((one.textContent || one.value || '').trim()))"""
STORED = """async () => {
  const names = area => { try { return Object.keys(self[area]) } catch { return [] } }
  const attempt = async action => { try { return await action() } catch { return [] } }
  return {
    local_storage: names('localStorage'),
    session_storage: names('sessionStorage'),
    indexed_db: await attempt(async () => (await indexedDB.databases()).map(one => one.name)),
    cache: await attempt(() => caches.keys()),
    service_worker: await attempt(async () => (await navigator.serviceWorker.getRegistrations()).map(one => one.scope)),
  }
}"""
FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
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


class BrowserMissingError(Exception):
    """There is no browser to audit with; the reason is its own."""


@asynccontextmanager
async def open_browser(executable: str = "", sandbox: bool = True) -> AsyncIterator[Browser]:
    """A Chromium: the one named, one on the PATH, or Playwright's own. Raises BrowserMissingError."""
    async with async_playwright() as driver:
        path = executable or next(filter(None, map(shutil.which, INSTALLED)), "")
        try:
            browser = await driver.chromium.launch(executable_path=path or None, chromium_sandbox=sandbox)
        except Error as error:
            raise BrowserMissingError(_first_line(error)) from error
        try:
            yield browser
        finally:
            await browser.close()


async def visit_pages(
    browser: Browser, addresses: Sequence[str], plan: Plan, tell: Callable[[int, int], None] = lambda _, __: None
) -> tuple[Visit, ...]:
    """Every visitor on every page, in the order of the pages and of the visitors.

    The first visitor of each page finds the links to the next ones, a round at a time; a page that fails for them is
    not tried again.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + plan.limit
    places = asyncio.Semaphore(plan.concurrency)
    done = 0

    async def go(address: str, visitor: Visitor) -> Visit:
        nonlocal done
        async with places:
            left = deadline - loop.time()
            if left <= 0:
                return _failed(address, visitor, plan, Failure("out_of_time"))
            visit = await _bounded(browser, address, visitor, plan, min(left, plan.timeout), left)
            done += 1
            tell(done, len(known) * len(plan.visitors))
            return visit

    first, *others = plan.visitors
    known = list(addresses)
    visits: list[Visit] = []
    round_ = list(addresses)
    while round_:
        met = await asyncio.gather(*(go(address, first) for address in round_))
        visits += met
        round_ = []
        for visit, address in zip(met, known[-len(met) :], strict=True):
            links = followed(visit.links, address, known)[: max(0, plan.follow - len(known))]
            known += links
            round_ += links
    pairs = [
        (address, visitor)
        for address, visit in zip(known, visits, strict=True)
        if not visit.failure
        for visitor in others
    ]
    visits += await asyncio.gather(*(go(address, visitor) for address, visitor in pairs))
    order = {plan.name(address): number for number, address in enumerate(known)}
    rank = {visitor: number for number, visitor in enumerate(plan.visitors)}
    return tuple(sorted(visits, key=lambda visit: (order[visit.page], rank[visit.visitor])))


def _failed(address: str, visitor: Visitor, plan: Plan, failure: Failure) -> Visit:
    host = urlsplit(address).hostname or ""
    return Visit(page=plan.name(address), host=host, visitor=visitor, failure=failure)


async def _bounded(browser: Browser, address: str, visitor: Visitor, plan: Plan, seconds: float, left: float) -> Visit:
    """A visit that ends, whatever the page does."""
    context = await browser.new_context(**_device(visitor))
    try:
        async with asyncio.timeout(seconds):
            return await _Visiting(context, address, visitor, plan).run()
    except TimeoutError:
        return _failed(address, visitor, plan, Failure("out_of_time" if seconds == left else "hang"))
    except _PageFailedError as failed:
        return _failed(address, visitor, plan, failed.failure)
    except Error as error:
        if "Timeout" in error.message:
            return _failed(address, visitor, plan, Failure("hang"))
        return _failed(address, visitor, plan, Failure("network", _first_line(error)))
    finally:
        # A page that hangs can keep its context from closing; closing the browser ends both.
        with suppress(Error, TimeoutError):
            await asyncio.wait_for(context.close(), 5)


class _PageFailedError(Exception):
    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


def _device(visitor: Visitor) -> dict[str, Any]:
    if visitor.name == PHONE:
        return {"viewport": HANDSET, "screen": HANDSET, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
    options: dict[str, Any] = {"viewport": DESKTOP}
    if visitor.name == NO_JAVASCRIPT:
        options["java_script_enabled"] = False
    if visitor.name == GPC:
        options["extra_http_headers"] = {"Sec-GPC": "1"}
    return options


class _Traffic:
    """The requests of a visitor to other hosts, who made them, and whether the network is quiet."""

    def __init__(self, host: str, plain: Callable[[str], str]) -> None:
        self.host, self.plain = host, plain
        self.made: list[tuple[str, str, str, str]] = []
        self.causes: dict[str, str] = {}
        self.pending: set[Request] = set()
        self.answers: list[Response] = []
        self.stirred = asyncio.Event()

    async def watch(self, context: BrowserContext, page: Page) -> None:
        context.on("request", self._began)
        context.on("response", self._answered)
        context.on("requestfinished", self._ended)
        context.on("requestfailed", self._ended)
        page.on("websocket", lambda socket: self._note(socket.url, "websocket", page.url))
        page.on("framenavigated", lambda _: self.stirred.set())
        session = await context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._caused)
        await session.send("Network.enable")

    def _began(self, request: Request) -> None:
        self.stirred.set()
        self.pending.add(request)
        frame = ""
        with suppress(Error):  # a service worker's request has no frame
            frame = request.frame.url
        self._note(request.url, request.resource_type, frame)

    def _ended(self, request: Request) -> None:
        self.stirred.set()
        self.pending.discard(request)

    def _answered(self, response: Response) -> None:
        """A body that no script reads never ends; an open stream does not either."""
        if urlsplit(response.url).hostname != self.host:
            self.answers.append(response)
        if response.request.resource_type not in ("document", "script", "stylesheet"):
            self._ended(response.request)

    def _caused(self, event: dict[str, Any]) -> None:
        initiator = event.get("initiator", {})
        stack = initiator.get("stack")
        while stack:
            for call in stack.get("callFrames", ()):
                if call.get("url", "").startswith("http"):
                    self.causes.setdefault(event["request"]["url"], call["url"])
                    return
            stack = stack.get("parent")
        if initiator.get("url"):
            self.causes.setdefault(event["request"]["url"], initiator["url"])

    def _note(self, address: str, kind: str, frame: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != self.host:
            self.made.append((address, parts.hostname or "", kind, frame))

    async def set_cookies(self) -> list[tuple[str, str]]:
        """What other hosts set, with their names, in order."""
        found = []
        for response in self.answers:
            with suppress(Error, TimeoutError):
                values = await asyncio.wait_for(response.header_values("set-cookie"), 1)
                found += [(urlsplit(response.url).hostname or "", value) for value in values]
        return found

    def hint(self, address: str) -> None:
        """A connection that the page asks for in advance."""
        self._note(address, "preconnect", "")

    def calls(self, since: int = 0) -> tuple[Call, ...]:
        found = {
            Call(
                host=host,
                address=_plain(address),
                kind=kind,
                cause=self.plain(self.causes.get(address, frame if frame != address else "")),
            )
            for address, host, kind, frame in self.made[since:]
        }
        return tuple(sorted(found, key=lambda call: (call.host, call.address, call.kind, call.cause)))

    async def quiet(self, still: float, longest: float) -> None:
        """Waits until nothing has happened for a while, or long enough."""
        with suppress(TimeoutError):
            async with asyncio.timeout(longest):
                while True:
                    self.stirred.clear()
                    try:
                        await asyncio.wait_for(self.stirred.wait(), still)
                    except TimeoutError:
                        if not self.pending:
                            return


class _Visiting:
    """One visitor on one page, from opening it to what is left at the end."""

    def __init__(self, context: BrowserContext, address: str, visitor: Visitor, plan: Plan) -> None:
        self.context, self.address, self.visitor, self.plan = context, address, visitor, plan
        self.host = urlsplit(address).hostname or ""
        self.traffic = _Traffic(self.host, self.plain)
        self.writers: dict[tuple[str, str], str] = {}
        self.written: list[tuple[str, str]] = []
        self.clicks: dict[str, int] = {}

    async def run(self) -> Visit:
        self.page = await self.context.new_page()
        self.page.set_default_timeout(2 * CLICK)
        crashed = asyncio.Event()
        self.page.on("crash", lambda _: crashed.set())
        waiting = asyncio.ensure_future(crashed.wait())
        visiting = asyncio.ensure_future(self.visit())
        try:
            await asyncio.wait((visiting, waiting), return_when=asyncio.FIRST_COMPLETED)
            if crashed.is_set():
                raise _PageFailedError(Failure("crash"))
            return await visiting
        finally:
            waiting.cancel()
            visiting.cancel()
            with suppress(Error, _PageFailedError, asyncio.CancelledError):
                await visiting

    async def visit(self) -> Visit:
        scripts = self.visitor.name != NO_JAVASCRIPT
        if scripts:
            await self.context.expose_binding("siteBuilderSaw", self.saw)
            await self.context.add_init_script(WATCH)
            if self.plan.ahead:
                await self.context.clock.install()
        if self.visitor.name == GPC:
            await self.context.add_init_script(OBJECTS)
        await self.traffic.watch(self.context, self.page)
        await self.open()
        links = tuple(await self.page.evaluate(LINKS))
        for address in await self.page.evaluate(HINTS):
            self.traffic.hint(address)
        banner = await self.known_banner() if scripts else None
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
            shown["other_banner"] = scripts and bool(await self.page.evaluate(ASKS))
        elif self.visitor.name in (FRESH, PHONE):
            shown["banner"] = await self.measure(banner)
            shown["went_on"] = await self.go_on(items, calls)
            shown["banner"] = await self.second_layer(banner, shown["banner"])
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

    def saw(self, source: Any, told: list[str]) -> None:
        kind, name, cause, text = told
        self.writers.setdefault((kind, name), cause)
        host = urlsplit(source["frame"].url).hostname or ""
        if text and host != self.host:
            self.written.append((host, text))

    def plain(self, address: str) -> str:
        """A script or page as a report names it: without query, and nothing for the page itself."""
        plain = _plain(address)
        return "" if plain == _plain(self.address) else plain.removeprefix(self.plan.origin)

    async def open(self) -> None:
        statuses: list[int] = []
        self.page.on(
            "response", lambda one: statuses.append(one.status) if one.request.is_navigation_request() else None
        )
        reason = ""
        try:
            await self.page.goto(self.address, wait_until="domcontentloaded", timeout=0)
        except Error as error:
            reason = _first_line(error)
        status = next((status for status in statuses if not 300 <= status < 400), 200)
        if status >= 400:
            raise _PageFailedError(Failure("status", str(status)))
        if reason:
            raise _PageFailedError(Failure("network", reason))
        await self.settle()
        if not same_site(self.page.url, self.address):
            raise _PageFailedError(Failure("redirect", urlsplit(self.page.url).hostname or self.page.url))

    async def settle(self) -> None:
        """Waits until the page is done, also with what its timers do in the time ahead."""
        await self.traffic.quiet(self.plan.quiet, self.plan.settle)
        if self.plan.ahead and self.visitor.name != NO_JAVASCRIPT:
            with suppress(Error, TimeoutError):
                await asyncio.wait_for(self.page.clock.run_for(int(self.plan.ahead * 1000)), self.plan.settle)
            await self.traffic.quiet(self.plan.quiet, self.plan.settle)

    async def known_banner(self) -> Selectors | None:
        for one in self.plan.banners:
            if await self.visible(one.box):
                return one
        return None

    async def visible(self, selector: str) -> bool:
        return bool(selector) and await self.page.locator(selector).first.is_visible()

    async def press(self, selector: str) -> bool:
        """Presses a button as a person would, and otherwise as a script would; false where there is none."""
        button = self.page.locator(selector).first
        if not selector or not await button.count():
            return False
        try:
            await button.click(timeout=CLICK)
        except Error:
            with suppress(Error):  # it may be gone because the click did arrive
                await button.evaluate("button => button.click()", timeout=CLICK)
        return True

    async def answer(self, banner: Selectors) -> tuple[int, dict[str, Any]]:
        """Gives this visitor's answer. From which request on what is called was called in spite of it, and whether the
        question is still open and the way back to it closed."""
        answer = {REJECT: self.reject, ONLY: self.choose, WITHDRAW: self.withdraw, ACCEPT: self.accept}
        since = await answer[self.visitor.name](banner)
        asks = await self.visible(banner.box)
        locked = not asks and not await self.visible(banner.settings)
        return since, {"asks": asks, "locked": locked and self.visitor.name != ONLY}

    async def accept(self, banner: Selectors) -> int:
        self.clicks["accept"] = int(await self.press(banner.accept))
        await self.settle()
        return 0

    async def reject(self, banner: Selectors) -> int:
        since = len(self.traffic.made)
        self.clicks["reject"] = await self.clicks_to(banner.reject, banner.choose)
        await self.settle()
        await self.page.reload(wait_until="domcontentloaded", timeout=0)
        await self.settle()
        return since

    async def clicks_to(self, wanted: str, detour: str) -> int:
        """How many clicks it takes to press a button that may be a layer deeper; 0 where it cannot be found."""
        if await self.visible(wanted):
            return int(await self.press(wanted))
        if not detour or not await self.press(detour):
            return 0
        await self.page.evaluate(FRAME)
        return 2 if await self.visible(wanted) and await self.press(wanted) else 0

    async def choose(self, banner: Selectors) -> int:
        since = len(self.traffic.made)
        switch = banner.switch.format(purpose=self.visitor.purpose)
        self.clicks["choose"] = 0
        if banner.choose and await self.press(banner.choose):
            await self.page.evaluate(FRAME)
            if await self.visible(switch):
                await self.page.locator(switch).first.check(timeout=CLICK, force=True)
                self.clicks["choose"] = 2 + int(await self.press(banner.save))
        await self.settle()
        return since

    async def withdraw(self, banner: Selectors) -> int:
        """Accepts, thinks again, and comes back to the page. What is called once the old page is gone, nobody agreed
        to; what it had begun to call may still come through."""
        await self.accept(banner)
        if await self.visible(banner.settings):
            opened = int(await self.press(banner.settings))
        else:
            opened = 0
            await self.page.evaluate("() => self.consent?.open?.()")
        await self.page.evaluate(FRAME)
        marks: list[int] = []
        self.page.on("framenavigated", lambda _: marks.append(len(self.traffic.made)))
        self.clicks["withdraw"] = opened + await self.clicks_to(banner.reject, banner.choose)
        await self.traffic.quiet(self.plan.quiet, self.plan.settle)
        marks.append(len(self.traffic.made))
        await self.page.goto(self.address, wait_until="domcontentloaded", timeout=0)
        await self.settle()
        return marks[0]

    async def items(self) -> tuple[Item, ...]:
        """Everything that is stored, in every frame and for every host.

        A browser without history refuses third parties their cookies; what an ordinary one would have kept counts too.
        """
        foreign: dict[tuple[str, str], Item] = {}
        for host, text in (*await self.traffic.set_cookies(), *self.written):
            cookie = third_party_cookie(text, host, time())
            if cookie:
                foreign[cookie.host, cookie.name] = cookie
        found = [self.cookie(cookie) for cookie in await self.context.cookies()]
        if self.visitor.name != NO_JAVASCRIPT:
            for frame in self.page.frames:
                found += await self.stored(frame)
        for item in found:
            foreign.pop((item.host, item.name), None)
        found += [item for item in foreign.values() if item.life]
        return tuple(sorted({repr(item): item for item in found}.values(), key=lambda i: (i.kind, i.name, i.host)))

    def cookie(self, cookie: Any) -> Item:
        attributes = {
            "path": cookie["path"],
            "secure": "yes" if cookie["secure"] else "no",
            "http_only": "yes" if cookie["httpOnly"] else "no",
            "same_site": cookie["sameSite"].lower(),
        }
        if cookie.get("partitionKey"):
            attributes["partitioned"] = "yes"
        name, expires = cookie["name"], cookie["expires"]
        return Item(
            kind="cookie",
            name=name,
            host=cookie["domain"].lstrip("."),
            life="session" if expires == -1 else duration(expires - time()),
            attributes=attributes,
            cause=self.plain(self.writers.get(("cookie", name), "")),
        )

    async def stored(self, frame: Frame) -> list[Item]:
        host = urlsplit(frame.url).hostname
        if not host:
            return []
        try:
            stored: dict[str, list[str]] = await asyncio.wait_for(frame.evaluate(STORED), self.plan.settle)
        except (Error, TimeoutError):  # a frame that left, or may not store anything
            return []
        return [
            Item(
                kind=kind,  # type: ignore[arg-type]  # the keys of STORED are kinds
                name=name if kind != "service_worker" else self.plain(name),
                host=host,
                life="session" if kind == "session_storage" else "persistent",
                cause=self.plain(self.writers.get((kind, name), "")),
            )
            for kind, names in stored.items()
            for name in names
        ]

    async def measure(self, banner: Selectors) -> Banner:
        accept, reject = self.page.locator(banner.accept).first, self.page.locator(banner.reject or "no-reject").first
        refusable = await reject.count() > 0
        handles = {
            "box": await self.page.locator(banner.box).first.element_handle(),
            "accept": await accept.element_handle(),
            "reject": await reject.element_handle() if refusable else None,
        }
        measured = await self.page.evaluate(MEASURE, handles)
        ring = between = False
        if refusable:
            between = True
            with suppress(Error):  # a banner that goes away at the press of a key has no order of Tab
                plain = await reject.evaluate(RING)
                await accept.focus()
                await self.page.keyboard.press("Tab")
                if between := not await reject.evaluate(FOCUSED):
                    await reject.focus()
                    await self.page.keyboard.press("Tab")
                    between = not await accept.evaluate(FOCUSED)
                    await reject.focus()
                focused = await reject.evaluate(RING)
                ring = focused[0] or focused[1] != plain[1]
                await reject.evaluate("element => element.blur()")
        answers = [accept, reject] if refusable else [accept]
        out_of_view = []
        screens = ((HANDSET["width"], HANDSET["height"]),) if self.visitor.name == PHONE else SCREENS
        for width, height in screens:
            if self.visitor.name != PHONE:
                await self.page.set_viewport_size({"width": width, "height": height})
                await self.page.evaluate(FRAME)
            with suppress(Error):
                if not all([await answer.evaluate(IN_VIEW) for answer in answers]):
                    out_of_view.append(f"{width} × {height}")
        if self.visitor.name != PHONE:
            await self.page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
        return Banner(
            name=banner.name,
            accept=Button(**measured["accept"]),
            reject=Button(**measured["reject"]) if measured["reject"] else None,
            together=measured["together"],
            out_of_view=tuple(out_of_view),
            focus_on_accept=measured["focus_on_accept"],
            stops_between=between,
            ring=ring or not refusable,
            covered=tuple(measured["covered"]),
            scroll_locked=measured["scroll_locked"],
        )

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

    async def second_layer(self, banner: Selectors, seen: Banner) -> Banner:
        """What is switched on, also where one has to ask for the switches."""
        ticked = await self.ticked(banner)
        if banner.choose and await self.visible(banner.choose) and await self.press(banner.choose):
            await self.page.evaluate(FRAME)
            ticked += await self.ticked(banner)
        return replace(seen, ticked=tuple(sorted(set(ticked))))

    async def ticked(self, banner: Selectors) -> list[str]:
        box = self.page.locator(banner.box).first
        return list(await box.evaluate(TICKED)) if await box.count() else []


def _plain(address: str) -> str:
    """An address without user, query and fragment, which differ from visit to visit."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return urlunsplit((parts.scheme, f"{host}:{parts.port}" if parts.port else host, parts.path, "", ""))


def _first_line(error: Error) -> str:
    known = re.search(r"net::\w+", error.message)
    return known[0] if known else error.message.splitlines()[0]
