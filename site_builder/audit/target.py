"""What to audit: a website, a folder that is served on this computer for as long as it takes, or a list of pages."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urljoin, urlsplit

from site_builder.problem import Location, Problem, SiteError
from site_builder.records import record


@record
class Target:
    """The addresses to begin at. `follows`: links lead to more. `origin` is left out of the names of pages."""

    addresses: tuple[str, ...]
    follows: bool
    origin: str = ""


@contextmanager
def opened(text: str, pages: Sequence[str]) -> Iterator[Target]:
    """The target that a text names, with more `pages` of it. Raises SiteError where it names none."""
    path = Path(text)
    if is_address(text):
        yield Target(_with(text, pages), follows=not pages)
    elif path.is_dir():
        with _served(path.resolve()) as origin:
            yield Target(_with(f"{origin}/", pages), not pages, origin)
    elif path.is_file():
        yield Target(read_list(path.read_text("utf-8-sig"), text), follows=False)
    else:
        raise SiteError([Problem(Location(text), "audit_target_unknown")])


def read_list(text: str, path: str) -> tuple[str, ...]:
    """The addresses of a list, one a line; a line that begins with `#` is for people. Raises SiteError."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    listed = [(number, line) for number, line in lines if line and not line.startswith("#")]
    wrong = [Problem(Location(path, number), "audit_not_address", {"found": line}) for number, line in listed]
    wrong = [problem for problem, (_, line) in zip(wrong, listed, strict=True) if not is_address(line)]
    if wrong or not listed:
        raise SiteError(wrong or [Problem(Location(path), "empty_file")])
    return tuple(dict.fromkeys(line for _, line in listed))


def is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _with(start: str, pages: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((start, *(urljoin(start, page) for page in pages))))


class _Handler(SimpleHTTPRequestHandler):
    """Files below one folder, and not where a link leads out of it."""

    def translate_path(self, path: str) -> str:
        file = Path(super().translate_path(path))
        inside = file.resolve().is_relative_to(self.directory)
        return str(file) + ("/" if path.endswith("/") else "") if inside else ""

    def list_directory(self, path: object) -> None:  # noqa: ARG002 - the form is the base class's
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
