"""The playground: a site that embeds the banner, and three vendors on hosts of their own, all on loopback."""

import mimetypes
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from jinja2 import Template
from markupsafe import Markup

from site_builder.catalogs import read_catalogs
from site_builder.consent.files import consent_files
from site_builder.consent.script import Sources
from site_builder.consent.settings import ConsentSettings
from site_builder.formats import Formats
from site_builder.model import Register
from site_builder.read import read_own
from site_builder.words import Words

HERE = Path(__file__).parent
# What is served of this folder, by name.
FILES = {path.name: path for path in HERE.iterdir() if path.suffix in (".css", ".js")}
PIXEL = bytes.fromhex("47494638396101000100800000000000000000002c00000000010001000002024401003b")
TEXT = (
    "Wij helpen mensen die samen willen leven met een lichte woning, een tuin en buren die elkaar kennen.",
    "We help people who want to live together in a bright home, with a garden and neighbours who know each other.",
)
PAGE_WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "title": "Samen leven begint hier",
        "text": TEXT[0],
        "more": "Lees verhaal",
        "video": "Kijk mee",
        "question": "Jouw vraag",
        "privacy": "Privacyverklaring",
        "settings": "Cookie-instellingen",
    },
    "en": {
        "title": "Living together begins here",
        "text": TEXT[1],
        "more": "Read story",
        "video": "Have a look",
        "question": "Your question",
        "privacy": "Privacy statement",
        "settings": "Cookie settings",
    },
}


@cache
def sources() -> Sources:
    """The sources of the banner, as a build hands them over."""
    static, templates = (
        {path: data for path, data in read_own(folder).items() if path.startswith("consent/")}
        for folder in ("static", "templates")
    )
    return Sources(static, templates)


@cache
def words() -> Mapping[str, Words]:
    catalogs, _ = read_catalogs(read_own("locales"), ["nl", "en"])
    return {locale: Words(catalog, Formats(locale, "NL")) for locale, catalog in catalogs.items()}


class Request(NamedTuple):
    host: str
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Response(NamedTuple):
    body: bytes | str = b""
    media_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = {}
    status: int = 200


@dataclass
class Playground:
    """The site of `register`; what is changed here shows at the next page. `heard` hears what a vendor is asked."""

    register: Register
    settings: ConsentSettings = field(default_factory=ConsentSettings)
    head: str = ""
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    vendor_headers: dict[str, str] = field(default_factory=dict)
    loading: str = "defer"
    vendors: bool = True
    endpoint_status: int = 204
    requests: list[Request] = field(default_factory=list)
    hosts: dict[str, str] = field(default_factory=dict)
    heard: Callable[[Request], None] | None = None

    @property
    def url(self) -> str:
        return self.hosts["site"]

    def page(self, locale: str = "nl", path: str = "") -> str:
        return f"{self.url}/{locale}/{path}"

    def received(self, host: str) -> list[Request]:
        return [request for request in self.requests if request.host == host]

    @property
    def vendor_requests(self) -> list[Request]:
        return [request for request in self.requests if request.host != "site"]

    def answer(self, request: Request) -> Response:
        return self._site(request) if request.host == "site" else self._vendor(request)

    def _site(self, request: Request) -> Response:
        path = request.path.split("?")[0].lstrip("/")
        if path == "record":
            return Response(status=self.endpoint_status)
        if path.startswith("consent/"):
            file = consent_files(self.register, words(), self.settings, sources()).get(path)
            return Response(file, "text/javascript; charset=utf-8") if file is not None else Response(status=404)
        if path.startswith("static/"):
            script = sources().static.get(path.removeprefix("static/"))
            return Response(script, "text/javascript; charset=utf-8") if script else Response(status=404)
        if path in FILES:
            return Response(FILES[path].read_text("utf-8"), mimetypes.guess_type(path)[0] or "text/plain")
        locale = path.split("/")[0]
        if locale not in PAGE_WORDS:
            return Response(status=404)
        template = Template((HERE / "page.html").read_text("utf-8"), autoescape=True)
        page = template.render(
            locale=locale,
            words=PAGE_WORDS[locale],
            head=Markup(self.head),  # noqa: S704 - the tests' own
            body=Markup(self.body),  # noqa: S704
            loading=self.loading,
            vendors=self.vendors,
            **self.hosts,
        )
        return Response(page, headers=self.headers)

    def _vendor(self, request: Request) -> Response:
        name = request.path.lstrip("/")
        if name in FILES:
            return Response(FILES[name].read_text("utf-8"), "text/javascript")
        if name == "window":
            return Response("<!doctype html><title>Chat</title><p>Hallo")
        return Response(PIXEL, "image/gif", self.vendor_headers)


VENDORS = {"counter": "127.0.0.2", "chat": "127.0.0.3", "campaign": "127.0.0.4"}


@contextmanager
def serve(playground: Playground, port: int = 0) -> Iterator[Playground]:
    servers = []
    for name, address in {"site": "127.0.0.1", **VENDORS}.items():
        server = ThreadingHTTPServer((address, port if name == "site" else 0), _handler(name, playground))
        server.daemon_threads = True
        playground.hosts[name] = f"http://{address}:{server.server_address[1]}"
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        servers.append(server)
    try:
        yield playground
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _handler(host: str, playground: Playground) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            request = Request(host, self.command, self.path, dict(self.headers), body)
            if request.path != "/favicon.ico":
                playground.requests.append(request)
                if playground.heard and host != "site":
                    playground.heard(request)
            response = playground.answer(request)
            data = response.body.encode() if isinstance(response.body, str) else response.body
            self.send_response(response.status)
            self.send_header("Content-Type", response.media_type)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        do_POST = do_GET  # noqa: N815

        def handle(self) -> None:
            with suppress(ConnectionError):  # a page that is left drops its requests
                super().handle()

        def log_message(self, *arguments: object) -> None:
            pass

    return Handler
