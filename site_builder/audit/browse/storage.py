"""What a page keeps, and which script put it there."""

import asyncio
from collections.abc import Callable, Iterable
from time import time
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Error, Frame

from site_builder.audit.cookies import duration, third_party_cookie
from site_builder.audit.records import Item, Kind

# Its keys are kinds.
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


class Storage:
    """Who wrote what during a visit to a page of a host, and what is there when somebody looks.

    To look at a frame takes at most `patience` seconds.
    """

    def __init__(self, host: str, name: Callable[[str], str], patience: float) -> None:
        self.host, self.name, self.patience = host, name, patience
        self.writers: dict[tuple[str, str], str] = {}
        self.written: list[tuple[str, str]] = []

    def saw(self, source: Any, told: list[str]) -> None:
        """What the script that watches in every frame tells: kind, name, who wrote it, and the text of a cookie."""
        kind, name, cause, text = told
        self.writers.setdefault((kind, name), cause)
        host = urlsplit(source["frame"].url).hostname or ""
        if text and host != self.host:
            self.written.append((host, text))

    async def items(
        self, context: BrowserContext, frames: Iterable[Frame], set_cookies: Iterable[tuple[str, str]]
    ) -> tuple[Item, ...]:
        """Everything that is stored, in these frames and for every host.

        A browser without history refuses third parties their cookies; what an ordinary one would have kept counts too.
        """
        foreign: dict[tuple[str, str], Item] = {}
        for host, text in (*set_cookies, *self.written):
            cookie = third_party_cookie(text, host, time())
            if cookie:
                foreign[cookie.host, cookie.name] = cookie
        found = [self._cookie(cookie) for cookie in await context.cookies()]
        for frame in frames:
            found += await self._stored(frame)
        for item in found:
            foreign.pop((item.host, item.name), None)
        found += [item for item in foreign.values() if item.life]
        return tuple(sorted({repr(item): item for item in found}.values(), key=lambda i: (i.kind, i.name, i.host)))

    def _cookie(self, cookie: Any) -> Item:
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
            cause=self.name(self.writers.get(("cookie", name), "")),
        )

    async def _stored(self, frame: Frame) -> list[Item]:
        host = urlsplit(frame.url).hostname
        if not host:
            return []
        try:
            stored: dict[Kind, list[str]] = await asyncio.wait_for(frame.evaluate(STORED), self.patience)
        except (Error, TimeoutError):  # a frame that left, or may not store anything
            return []
        return [
            Item(
                kind=kind,
                name=name if kind != "service_worker" else self.name(name),
                host=host,
                life="session" if kind == "session_storage" else "persistent",
                cause=self.name(self.writers.get((kind, name), "")),
            )
            for kind, names in stored.items()
            for name in names
        ]
