"""A real Chromium that visits the built site on loopback, with its policy enforced and every request watched."""

import functools
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from site_builder.build import build

ROOT = Path(__file__).parent.parent.parent


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def serving(output: Path) -> Iterator[str]:
    """Where a folder is served, on loopback."""
    handler = functools.partial(_Quiet, directory=str(output))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the real site is served, as it is on the day that the second version is announced."""
    output = tmp_path_factory.mktemp("site") / "output"
    build(ROOT, output, date(2026, 11, 22))
    yield from serving(output)


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    return chromium


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Open a page in a fresh profile; at the end nothing may have gone wrong and no other host been asked."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(path: str, **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
        page.on("request", lambda request: None if request.url.startswith(address) else faults.append(request.url))
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        for page in context.pages:
            page.wait_for_load_state()  # what is cut off on its way would be a fault
        context.close()
    assert faults == []
