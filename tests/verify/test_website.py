"""A site on the web, on loopback: an honest one, and servers that lie, stall, pour without end or send elsewhere."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler, TCPServer, ThreadingTCPServer
from typing import BinaryIO, cast

import brotli
import pytest

from site_builder.verify.compare import compare
from site_builder.verify.reading import LARGEST, Got
from site_builder.verify.run import verify
from site_builder.verify.website import TimeIsUpError, _Website, read_website
from tests.verify.kit import DAY, published, told

Answer = Callable[[str, BinaryIO], None]
"""Gives the bytes of an answer, its head included, to a path."""


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, data in published().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


@contextmanager
def serving(server: TCPServer) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def honest(folder: Path) -> Iterator[str]:
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))) as address:
        yield address


@contextmanager
def answering(answer: Answer) -> Iterator[str]:
    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            try:
                request = self.rfile.readline().decode().split(" ")
                while self.rfile.readline().strip():
                    pass
                answer(request[1], cast(BinaryIO, self.wfile))
            except OSError:
                pass  # the other side had enough

    class Server(ThreadingTCPServer):
        block_on_close = False
        daemon_threads = True

    with serving(Server(("127.0.0.1", 0), Handler)) as address:
        yield address


def http(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {size}", *headers, "", ""]).encode() + body


def got(answer: Answer | bytes, seconds: float = 60) -> Got:
    """What a reader makes of an answer."""

    def respond(path: str, stream: BinaryIO) -> None:
        if callable(answer):
            answer(path, stream)
        else:
            stream.write(answer)

    with answering(respond) as address, read_website(address, seconds) as read:
        return read("nl/index.html")


# --- honest -----------------------------------------------------------------------------------------------------------


def test_an_honest_site_is_fine(site: Path) -> None:
    with honest(site) as address:
        findings, problems = verify(address, DAY)
    assert problems == ()
    assert findings.digests


def test_a_site_below_a_folder(site: Path) -> None:
    with honest(site.parent) as address:
        assert verify(f"{address}{site.name}", DAY)[1] == ()


def test_a_changed_and_a_missing_file(site: Path) -> None:
    (site / "nl/index.html").write_bytes(published()["nl/index.html"].replace(b"e", b"f", 1))
    (site / "en/changes/feed.xml").unlink()
    with honest(site) as address, read_website(address, 60) as read:
        assert told(compare(read, DAY)) == [
            ("en/changes/feed.xml", "published_missing"),
            ("nl/index.html", "published_changed"),
        ]


def test_one_connection_carries_many_files(site: Path) -> None:
    """What was kept open may be closed by the other side at any time: then there is a new one."""
    with honest(site) as address, read_website(address, 60) as read:
        for path in ("nl/index.html", "nowhere", "en/index.html"):
            assert read(path).data == published().get(path, b"")


def test_compressed_answers_are_what_is_compared() -> None:
    text = published()["nl/index.html"]
    for encoding, data in (("br", brotli.compress(text)), ("gzip", gzip.compress(text)), ("identity", text)):
        assert got(http(data, f"Content-Encoding: {encoding}")) == Got(text)
    assert got(http(brotli.compress(text)[:-9], "Content-Encoding: br")).code == "published_encoding"
    assert got(http(b"", "Content-Encoding: gzip")).code == "published_encoding"
    assert got(http(b"x", "Content-Encoding: zstd\x1b[31m")).arguments == {"encoding": "zstd�[31m"}


# --- hostile ----------------------------------------------------------------------------------------------------------


def endless(head: bytes, part: bytes) -> Answer:
    def answer(path: str, stream: BinaryIO) -> None:
        stream.write(head)
        while True:
            stream.write(part)

    return answer


BOMB = b"\0" * (LARGEST + 1)
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (endless(OK + b"\r\n", b"a" * 65536), "published_too_large"),
        (endless(CHUNKED, b"10000\r\n" + b"a" * 65536 + b"\r\n"), "published_too_large"),
        (http(gzip.compress(BOMB), "Content-Encoding: gzip"), "published_too_large"),
        (http(brotli.compress(BOMB, quality=1), "Content-Encoding: br"), "published_too_large"),
        (endless(OK, b"X-Header: value\r\n"), "site_unreachable"),
        (endless(OK, b"x" * 65536), "site_unreachable"),
        (http(b"short", length=10**15), "site_unreachable"),
        (http(b"a", length=-1), "published_fine"),
        (CHUNKED + b"zz\r\n", "site_unreachable"),
        (CHUNKED + b"5\r\nabc", "site_unreachable"),
        (b"", "site_unreachable"),
        (b"\x00\xff\xfe\r\n\r\n", "site_unreachable"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "site_unreachable"),
        (http(b"", status="500 Oops"), "site_answer"),
        (http(b"", status="206 Partial"), "site_answer"),
        (http(b"", status="404 Not Found"), "published_missing"),
        (http(b"", status="410 Gone"), "published_missing"),
        (http(b"", "Location: https://other.example/", status="302 Found"), "site_redirects"),
        (http(b"", "Location: http://127.0.0.1:9/", status="302 Found"), "site_redirects"),
        (http(b"", "Location: file:///etc/passwd", status="302 Found"), "site_redirects"),
        (http(b"", "Location: //[", status="302 Found"), "site_unreachable"),
        (http(b"", "Location: /again", status="301 Moved"), "site_redirects"),
        (http(b"", status="301 Moved"), "site_redirects"),
    ],
)  # fmt: skip
def test_a_hostile_answer_is_a_problem(answer: Answer | bytes, code: str) -> None:
    assert got(answer).code == ("" if code == "published_fine" else code)


def test_a_redirect_within_the_site_is_followed() -> None:
    def answer(path: str, stream: BinaryIO) -> None:
        if path == "/moved":
            stream.write(http(b"here"))
        else:
            stream.write(http(b"", "Location: /moved", status="301 Moved"))

    assert got(answer) == Got(b"here")


def silence(path: str, stream: BinaryIO) -> None:
    """Keeps the line open and says nothing, until the other side hangs up."""
    connection: socket.socket = stream._sock  # type: ignore[attr-defined]  # the one way to wait for its end
    connection.recv(1)


@pytest.mark.parametrize(
    "answer",
    [silence, endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n")],
    ids=["silent", "always about to begin"],
)
def test_a_site_that_stalls_is_cut_off(answer: Answer) -> None:
    with pytest.raises(TimeIsUpError):
        got(answer, seconds=0.5)
    with answering(answer) as address:
        _, problems = verify(address, DAY, seconds=0.5)
    assert [problem.code for problem in problems] == ["site_slow"]


def test_a_connection_that_comes_when_the_time_is_up_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody would cut it off any more."""
    cut_off, connect, cut = _Website.cut_off, HTTPConnection.connect, threading.Event()

    def ring(website: _Website) -> None:
        cut_off(website)
        cut.set()

    def connect_late(connection: HTTPConnection) -> None:
        cut.wait()
        connect(connection)

    monkeypatch.setattr(_Website, "cut_off", ring)
    monkeypatch.setattr(HTTPConnection, "connect", connect_late)
    monkeypatch.setattr(HTTPConnection, "getresponse", lambda _: pytest.fail("an answer was waited for"))
    with pytest.raises(TimeIsUpError):
        got(http(b"here"), seconds=0.1)


def test_a_site_that_is_down_is_one_problem() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        _, problems = verify(f"http://127.0.0.1:{unused.getsockname()[1]}/", DAY)
    assert [(problem.location.path, problem.code) for problem in problems] == [("versions.json", "site_unreachable")]


@pytest.mark.parametrize("target", ["http://", "http://[", "http://127.0.0.1:99999/", "https://\u202e.invalid/"])
def test_an_address_that_is_none(target: str) -> None:
    assert [problem.code for problem in verify(target, DAY)[1]] == ["site_unreachable"]


def test_a_page_for_everything_is_no_site() -> None:
    """Many hosts answer every path with their own page."""

    def welcome(path: str, stream: BinaryIO) -> None:
        stream.write(http(b"<!doctype html>Welcome!"))

    with answering(welcome) as address:
        _, problems = verify(address, DAY)
    assert {(problem.location.path, problem.code) for problem in problems} == {
        ("versions.json", "published_unreadable"),
        ("digests.json", "published_unreadable"),
    }


def test_a_certificate_that_nobody_vouches_for() -> None:
    import ssl

    import trustme

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Quiet)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a refused handshake is what is wanted
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with serving(server) as address:
        _, problems = verify(address.replace("http:", "https:"), DAY)
    [problem] = problems
    assert problem.code == "site_unreachable"
    assert "certificate" in str(problem.arguments["reason"])
