"""What a page calls, and when its network is quiet."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Error, Page, Request, Response

from site_builder.audit.browse.addresses import lasting
from site_builder.audit.records import Call


class Traffic:
    """The requests of a visitor to other hosts than the page's, who made them, and whether the network is quiet."""

    def __init__(self, host: str, name: Callable[[str], str]) -> None:
        self.host, self.name = host, name
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
            with suppress(Error, TimeoutError):  # an answer may be gone with the page that asked
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
                address=lasting(address),
                kind=kind,
                cause=self.name(self.causes.get(address, frame if frame != address else "")),
            )
            for address, host, kind, frame in self.made[since:]
        }
        return tuple(sorted(found, key=lambda call: (call.host, call.address, call.kind, call.cause)))

    async def quiet(self, still: float, longest: float) -> None:
        """Waits until nothing has happened for `still` seconds, or `longest` have passed."""
        with suppress(TimeoutError):  # it was long enough
            async with asyncio.timeout(longest):
                while True:
                    self.stirred.clear()
                    try:
                        await asyncio.wait_for(self.stirred.wait(), still)
                    except TimeoutError:
                        if not self.pending:
                            return
