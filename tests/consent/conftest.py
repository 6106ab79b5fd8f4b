"""Real browsers on the playground: a site, three vendors, and visitors with a fresh profile each."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Playwright, Request

sys.path.insert(0, str(Path(__file__).parents[2]))

from .playground.server import VENDORS, Playground, serve
from .registers import playground

LABELS = {
    "nl": {
        "accept": "Accepteren",
        "reject": "Weigeren",
        "choose": "Kiezen",
        "accept all": "Alles accepteren",
        "reject all": "Alles weigeren",
        "save": "Bewaren",
        "settings": "Cookie-instellingen",
    },
    "en": {
        "accept": "Accept",
        "reject": "Reject",
        "choose": "Choose",
        "accept all": "Accept all",
        "reject all": "Reject all",
        "save": "Save",
        "settings": "Cookie settings",
    },
}


HOSTS = {"127.0.0.1": "site", **{address: name for name, address in VENDORS.items()}}
PATIENCE = 30
"""Seconds, as Playwright's own waits have."""


@dataclass
class Visitor:
    """Somebody with a browser on the site. What their page complains about ends up in `errors`; what it asks for, by
    host and path, in `requests`, in the order in which the browser did things. The playground may hear of it later,
    when the page is long gone."""

    site: Playground
    context: BrowserContext
    page: Page
    locale: str = "nl"
    errors: list[str] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("request", self._note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console", lambda message: self.errors.append(message.text) if "Content Security" in message.text else None
        )

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.hostname in HOSTS:
            self.requests.append((HOSTS[parts.hostname], parts.path))

    def asked(self, host: str) -> list[str]:
        """The paths that this page asked of a host."""
        return [path for name, path in self.requests if name == host]

    @property
    def vendor_requests(self) -> list[tuple[str, str]]:
        return [request for request in self.requests if request[0] != "site"]

    def open(self, path: str = "") -> None:
        """Goes to a page, and waits until the banner has asked what it had to ask."""
        self.page.goto(self.site.page(self.locale, path))
        self._be_asked()

    def _be_asked(self) -> None:
        # It asks in the second of two tasks, and had planned the first before the page was loaded.
        self.page.evaluate("() => new Promise(done => setTimeout(() => setTimeout(done)))")

    @contextmanager
    def loading_again(self) -> Iterator[None]:
        """Waits until the page has loaded itself again because of what is done here."""
        with self.page.expect_event("load"):
            yield
        self._be_asked()

    def another_tab(self) -> "Visitor":
        visitor = Visitor(self.site, self.context, self.context.new_page(), self.locale)
        visitor.watch()
        return visitor

    @property
    def strip(self) -> Locator:
        """The strip at the bottom, whatever it says."""
        return self.page.locator("your-choice > section:not(.embed)")

    def button(self, name: str) -> Locator:
        return self.strip.get_by_role("button", name=LABELS[self.locale][name], exact=True)

    def press(self, name: str) -> None:
        self.button(name).click()

    def settings(self) -> None:
        self.page.get_by_role("link", name=LABELS[self.locale]["settings"], exact=True).click()

    def switch(self, purpose: str) -> Locator:
        return self.strip.locator(f"input[name='{purpose}']")

    def allowed(self, key: str) -> bool:
        return bool(self.page.evaluate("key => consent.get(key)", key))

    def wait_allowed(self, key: str, allowed: bool = True) -> None:
        """Waits until a purpose runs or not; where that takes a reload, also before it."""
        self.page.wait_for_function(
            "([key, allowed]) => window.consent && consent.get(key) == allowed", arg=[key, allowed]
        )

    @property
    def cookies(self) -> dict[str, str]:
        return {cookie["name"]: cookie["value"] for cookie in self.context.cookies()}

    @property
    def stored(self) -> set[str]:
        """The names of everything this page can see in any kind of storage."""
        names: list[str] = self.page.evaluate(
            """async () => [
              ...document.cookie.split('; ').filter(Boolean).map(pair => pair.split('=')[0]),
              ...Object.keys(localStorage), ...Object.keys(sessionStorage),
              ...(await indexedDB.databases()).map(database => database.name)]"""
        )
        return set(names)

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Waits for something that takes its time, such as a request that arrives."""
        end, reason = monotonic() + PATIENCE, None
        while monotonic() < end:
            try:
                if condition():
                    return
                self.page.evaluate("() => new Promise(done => requestAnimationFrame(done))")
            except Error as error:  # a page that is just being loaded again has no answer
                reason = error
        raise AssertionError(f"never happened: {what}") from reason

    def leave_after_all_ran(self) -> None:
        """Waits until every vendor has done what it does, and leaves the page: what it requests now is new."""
        hits = {(vendor, "/hit") for vendor in VENDORS} | {("counter", "/pixel.gif"), ("chat", "/window")}
        self.until(lambda: hits <= set(self.requests), "all vendors run")
        self.page.goto("about:blank")
        self.requests.clear()

    def settle(self) -> None:
        """Waits until the network is quiet."""
        self.page.wait_for_load_state("networkidle")


@pytest.fixture(scope="session")
def firefox(playwright_driver: Playwright) -> Iterator[Browser]:
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        pytest.fail(
            "The tests of the banner need Firefox as a second engine: apt-get install firefox-esr.", pytrace=False
        )
    browser = playwright_driver.firefox.launch(channel="moz-firefox", executable_path=path)
    yield browser
    browser.close()


@pytest.fixture
def site() -> Iterator[Playground]:
    with serve(Playground(playground())) as site:
        yield site


Arrive = Callable[..., Visitor]


@pytest.fixture
def arrive(chromium: Browser, site: Playground) -> Iterator[Arrive]:
    """A visitor with a fresh profile; keywords as for `Browser.new_context`."""
    contexts: list[BrowserContext] = []

    def new_visitor(locale: str = "nl", path: str | None = "", **options: Any) -> Visitor:
        context = chromium.new_context(**{"locale": locale, "viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        visitor = Visitor(site, context, context.new_page(), locale)
        visitor.watch()
        if path is not None:
            visitor.open(path)
        return visitor

    yield new_visitor
    for context in contexts:
        context.close()


PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
EVERYWHERE = pytest.mark.parametrize(
    ("locale", "options"),
    [("nl", {}), ("en", {}), ("nl", PHONE), ("en", PHONE)],
    ids=["nl-desktop", "en-desktop", "nl-phone", "en-phone"],
)
