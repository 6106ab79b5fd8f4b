"""The preview's web server, on tornado and livereload.

Of livereload it uses the socket and its client. livereload's own `Server` is not used: it puts an inline script into
pages, which their Content-Security-Policy forbids; it reloads at most once in three seconds; it answers nobody while
something is built; and it serves from a folder, where this one serves from memory and so cannot leave it.
"""

import asyncio
import ipaddress
import json
import mimetypes
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from site_builder.preview.address import Address, parse_address
from site_builder.preview.furniture import Furniture, read_furniture
from site_builder.preview.render_view import render_pdf_at, render_view
from site_builder.preview.showing import Showing
from site_builder.preview.watch import changes, stamps
from site_builder.preview.workshop import Told, Workshop
from site_builder.records import record
from site_builder.words import Words

LOOPBACK = "127.0.0.1"
PORT = 8000
TRIES = 20


@record
class Settings:
    """What a preview is started with. Without a `port` the first free one from 8000 on is taken."""

    root: Path
    words: Words
    as_of: date | None = None
    drafts: bool = True
    host: str = LOOPBACK
    port: int | None = None


async def serve(settings: Settings, ready: Callable[[str], None], told: Told) -> None:
    """Serve the preview until cancelled; `ready` hears where. Raises OSError when the port cannot be had."""
    sockets = _listen(settings)
    port: int = sockets[0].getsockname()[1]
    furniture = read_furniture(settings.words)
    with Workshop(settings.root, settings.as_of, settings.drafts, told) as workshop:
        pages: set[Page] = set()
        server = HTTPServer(_application(workshop, furniture, settings.host, pages))
        server.add_sockets(sockets)
        try:
            seen = stamps(settings.root)
            first = await workshop.showing(None)
            name = f"[{settings.host}]" if ":" in settings.host else settings.host
            ready(f"http://{name}:{port}{_front(first, settings.words.catalog.locale)}")
            async for _ in changes(settings.root, seen):
                await workshop.renew({page.day for page in pages})
                for page in tuple(pages):
                    page.follow()
        finally:
            server.stop()
            for page in tuple(pages):
                page.close()
            await server.close_all_connections()


def _listen(settings: Settings) -> list[socket.socket]:
    if settings.port is not None:
        return bind_sockets(settings.port, settings.host)
    for port in range(PORT, PORT + TRIES):
        try:
            return bind_sockets(port, settings.host)
        except OSError as error:
            taken = error
    raise taken


def _front(showing: Showing, locale: str) -> str:
    """The statement in force in the editor's language, else in that of the site."""
    if showing.good is None:
        return "/"
    publication = showing.good.edition.publication
    return f"/{locale if locale in publication.locales else publication.default_locale}/"


def _application(workshop: Workshop, furniture: Furniture, host: str, pages: "set[Page]") -> Application:
    shared = {"workshop": workshop, "furniture": furniture, "host": host, "pages": pages}
    LiveReloadHandler.watcher = Watcher()  # which looks at nothing, and is asked for what changed
    return Application(
        [
            (r"/livereload", Page, shared),
            (r"/preview/livereload\.js", Client, shared),
            (r"/preview/(preview\.js|preview\.css|page\.css)", Own, shared),
            (r"/preview/bar", Bar, shared),
            (r"/preview/go", Go, shared),
            (r"(/.*)", Site, shared),
        ],
        log_function=_say_nothing,
        websocket_ping_interval=30,
    )


def _say_nothing(_: RequestHandler) -> None:
    """No line for every request: the terminal is for what an editor should know."""


class Guarded(RequestHandler):
    """Answers only those who ask for this machine by a name it has, so that no website can have a name of its own lead
    here (DNS rebinding), and only what reads."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, workshop: Workshop, furniture: Furniture, host: str, pages: "set[Page]") -> None:
        self.workshop, self.furniture, self.listening, self.pages = workshop, furniture, host, pages

    def prepare(self) -> None:
        if not is_own_name(self.request.host, self.listening):
            raise HTTPError(421)

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Content-Security-Policy", "frame-ancestors 'self'")

    def write_error(self, status_code: int, **_: object) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")

    async def head(self, *arguments: str) -> None:
        answer = self.get(*arguments)
        if answer is not None:
            await answer

    def data_received(self, chunk: bytes) -> None:
        """Nothing is sent here."""


def is_own_name(host: str, listening: str) -> bool:
    """Whether a Host header names this machine: by an address, as localhost, or as it was started."""
    name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name in {"localhost", listening.lower(), socket.gethostname().lower()}
    return True


class Own(Guarded):
    """The preview's style and script."""

    def get(self, name: str) -> None:
        self.set_header("Content-Type", _media_type(name))
        self.write(self.furniture.files[name])


class Client(Guarded, LiveReloadJSHandler):  # type: ignore[misc] # livereload has no types
    """livereload's script."""


class Go(Guarded):
    """From the form in the bar to the same page on another day."""

    def get(self) -> None:
        page = self.get_argument("page", "")
        try:
            day = date.fromisoformat(self.get_argument("day", ""))
        except ValueError:
            raise HTTPError(400) from None
        self.redirect(str(Address(day, page)))


class Bar(Guarded):
    """The bar alone, for a page that stays as it is."""

    async def get(self) -> None:
        address = parse_address(self.get_argument("page", "/"))
        if address is None:
            raise HTTPError(404)
        showing = await self.workshop.showing(address.day)
        self.write(self.furniture.bar(showing, address))


class Site(Guarded):
    """The site itself, from memory."""

    async def get(self, path: str) -> None:
        address = parse_address(path)
        if address is None:
            raise HTTPError(404)
        showing = await self.workshop.showing(address.day)
        permalink, good = address.permalink, showing.good
        if good is None:
            self._page(self.furniture.nothing_yet(), showing, address, 503)
        elif permalink in good.pages and good.pages[permalink].path in good.files:
            self._page(good.files[good.pages[permalink].path].decode(), showing, address)
        elif permalink in good.files:
            self.set_header("Content-Type", _media_type(permalink))
            self.write(good.files[permalink])
        elif permalink in good.pages:
            self._page(await asyncio.to_thread(render_view, good.pages[permalink], good), showing, address)
        elif f"{permalink}/" in good.pages:
            self.redirect(str(Address(address.day, f"{permalink}/")))
        elif (made := await asyncio.to_thread(render_pdf_at, permalink, good)) is not None:
            pdf, problems = made
            if pdf:
                self.set_header("Content-Type", "application/pdf")
                self.write(pdf)
            else:
                self._page(self.furniture.no_pdf(problems), showing, address, 503)
        else:
            self._page(self.furniture.not_found(), showing, address, 404)

    def _page(self, page: str, showing: Showing, address: Address, status: int = 200) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.write(self.furniture.furnish(page, showing, address, self.request.host))


class Page(Guarded, LiveReloadHandler):  # type: ignore[misc] # livereload has no types
    """A page that is open in a browser: it says what it shows, and hears when that is not the newest."""

    day: date | None = None
    number = good = 0

    def check_origin(self, origin: str) -> bool:
        return urlsplit(origin).netloc == self.request.host

    async def on_message(self, message: str | bytes) -> None:
        super().on_message(message)
        told = json.loads(message)
        if told.get("command") == "info":
            address = parse_address(urlsplit(str(told.get("url", ""))).path)
            shown = told.get("plugins", {}).get("preview", {})
            self.day = address.day if address else None
            self.number, self.good = shown.get("number", 0), shown.get("good", 0)
            self.pages.add(self)
            # A page may be older than this preview, and wait for what it has not made yet.
            await self.workshop.showing(self.day)
            self.follow()

    def on_close(self) -> None:
        self.pages.discard(self)
        super().on_close()

    def follow(self) -> None:
        """Tell the page when the site it shows, or what is said of it, is not the newest."""
        showing = self.workshop.showings.get(self.day)
        if showing is None or showing.number == self.number:
            return
        good = showing.good.number if showing.good else 0
        path = "problems" if good == self.good else "page"
        self.number, self.good = showing.number, good
        self.send_message({"command": "reload", "path": path})


def _media_type(path: str) -> str:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else kind
