"""A site on the web: the only room of `verify` that uses the network.

Nothing that the other side does is trusted: every answer is bounded in size, and all of them together in time.
"""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from socket import SHUT_RDWR
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from site_builder.verify.reading import LARGEST, MISSING, TOO_LARGE, Got, Read, unpacked

PATIENCE = 20.0
"""Seconds to wait for the next byte."""
MOST_REDIRECTS = 3
_CHUNK = 1 << 16
_HEADERS = {
    # What browsers ask for, so that what is compared is what they get.
    "Accept-Encoding": "br, gzip",
    "Cache-Control": "no-cache",
    "User-Agent": "site-builder",
}


class TimeIsUpError(Exception):
    """The site was given all the time there was."""


@contextmanager
def read_website(url: str, seconds: float) -> Iterator[Read]:
    """The reader of the site at `url`, for so many seconds; after that it raises TimeIsUpError.

    It may be called by several threads at once; each keeps its connection.
    """
    website = _Website(url if url.endswith("/") else f"{url}/", seconds)
    alarm = threading.Timer(seconds, website.cut_off)
    alarm.daemon = True
    alarm.start()
    try:
        yield website.read
    finally:
        alarm.cancel()
        website.close()


class _Website:
    def __init__(self, base: str, seconds: float) -> None:
        self.base = base
        self.end = time.monotonic() + seconds
        self.local = threading.local()
        self.connections: list[HTTPConnection] = []

    def close(self) -> None:
        """Let go of every connection, when no thread uses one any more."""
        for connection in self.connections:
            connection.close()

    def cut_off(self) -> None:
        """End every connection under the thread that waits for a byte on it."""
        for connection in tuple(self.connections):
            if connection.sock:
                with suppress(OSError):
                    connection.sock.shutdown(SHUT_RDWR)

    def read(self, path: str) -> Got:
        url = self.base + quote(path)
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._get(url)
            if isinstance(answer, Got):
                return answer
            url = answer
        return Got(code="site_redirects", arguments={"found": _printable(url)})

    def _get(self, url: str) -> Got | str:
        """The file at an address, or the address that it leads to."""
        while True:
            kept = self._keeps_connection()
            try:
                parts = urlsplit(url)
                connection = self._connection(parts)
                connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers=_HEADERS)
                self._check_time()  # it may have been up before there was a connection to end
                return self._answer(url, connection.getresponse())
            except (OSError, HTTPException, ValueError) as error:
                self._drop()
                self._check_time()
                # A connection that was kept may have been closed in the meantime: then once more, on a new one.
                if not kept:
                    return Got(code="site_unreachable", arguments={"reason": _reason(error)})

    def _answer(self, url: str, response: HTTPResponse) -> Got | str:
        if response.status in (301, 302, 303, 307, 308):
            self._drop()
            found = urljoin(url, response.getheader("Location") or "")
            if _follows(urlsplit(url), urlsplit(found)):
                return found
            return Got(code="site_redirects", arguments={"found": _printable(found)})
        if response.status != 200:
            self._drop()
            missing = response.status in (404, 410)
            return MISSING if missing else Got(code="site_answer", arguments={"status": response.status})
        parts, size = [], 0
        while chunk := response.read1(_CHUNK):
            self._check_time()
            parts.append(chunk)
            size += len(chunk)
            if size > LARGEST:
                self._drop()
                return TOO_LARGE
        self._check_time()
        short, last = response.length, response.will_close
        response.close()
        if short or last:
            self._drop()
        if short:
            return Got(code="site_unreachable", arguments={"reason": "IncompleteRead"})
        data = b"".join(parts)
        encoding = (response.getheader("Content-Encoding") or "identity").strip().lower()
        if encoding == "identity":
            return Got(data)
        text = unpacked(data, encoding) if encoding in ("br", "gzip") else None
        if text is None:
            return Got(code="published_encoding", arguments={"encoding": _printable(encoding)})
        return TOO_LARGE if len(text) > LARGEST else Got(text)

    def _keeps_connection(self) -> bool:
        return getattr(self.local, "key", None) is not None

    def _connection(self, parts: SplitResult) -> HTTPConnection:
        """This thread's connection to a host."""
        self._check_time()
        key = (parts.scheme, parts.netloc)
        if not self._keeps_connection() or self.local.key != key:
            self._drop()
            host, patience = parts.hostname or "", min(PATIENCE, self.end - time.monotonic())
            self.local.connection = (
                HTTPSConnection(host, parts.port, timeout=patience, context=ssl.create_default_context())
                if parts.scheme == "https"
                else HTTPConnection(host, parts.port, timeout=patience)
            )
            self.local.key = key
            self.connections.append(self.local.connection)
        connection: HTTPConnection = self.local.connection
        return connection

    def _drop(self) -> None:
        if self._keeps_connection():
            self.local.connection.close()
            self.connections.remove(self.local.connection)
            self.local.key = None

    def _check_time(self) -> None:
        if time.monotonic() >= self.end:
            raise TimeIsUpError


def _follows(before: SplitResult, after: SplitResult) -> bool:
    """Whether a redirect stays on the host, or only makes the way there safe."""
    if after.scheme == before.scheme:
        return after.netloc == before.netloc
    upgraded = (before.scheme, after.scheme) == ("http", "https") and before.port in (None, 80)
    return upgraded and after.port in (None, 443) and after.hostname == before.hostname


def _printable(text: str) -> str:
    """What somebody else wrote, safe to show on a terminal."""
    return "".join(character if character.isprintable() else "�" for character in text[:200])


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return _printable(getattr(error, "verify_message", "") or error.reason or "TLS")
    strerror = error.strerror if isinstance(error, OSError) else None
    return _printable(strerror or type(error).__name__)
