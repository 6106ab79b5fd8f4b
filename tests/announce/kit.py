"""What the tests of announcing share: a notice, settings, words, and servers on this computer that misbehave."""

import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import BinaryIO, cast

from site_builder.catalogs import Catalog, read_catalogs
from site_builder.formats import Formats
from site_builder.model import NoticeSettings, Smtp, Webhook
from site_builder.notices.message import Stationery, stationery
from site_builder.notices.notice import Notice, NoticeText
from site_builder.read import read_shipped
from site_builder.words import Words
from tests.support import BASE

ROOT = Path(__file__).parents[2]
USER, PASSWORD, SIGNING = "privacy-login", "correct-horse-battery", "staple-of-the-webhook"
ENVIRONMENT = {"SMTP_USER": USER, "SMTP_PASSWORD": PASSWORD, "WEBHOOK_SECRET": SIGNING}
SECRETS = (USER, PASSWORD, SIGNING)
TODAY = date(2026, 12, 1)
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
SENDER = "privacy@example.nl"

TEXTS = {
    "nl": NoticeText(
        "Onze privacyverklaring verandert op 1 januari 2027",
        "We bewaren je e-mailadres korter. Je hoeft niets te doen.",
        ("Bewaartermijn van je e-mailadres: 180 dagen, was 2 jaar.", "Nieuwe ontvanger: Coöperatie “De Brug”."),
        "https://privacy.example.nl/nl/changes/2027-01-01/",
        "https://privacy.example.nl/nl/versions/2027-01-01/",
        "https://privacy.example.nl/nl/",
        "Coöperatie Voorbeeld U.A.",
        "contact@example.nl",
    ),
    "en": NoticeText(
        "Our privacy statement changes on 1 January 2027",
        "We keep your e-mail address for a shorter time. You need not do anything.",
        ("Retention of your e-mail address: 180 days, was 2 years.", "New recipient: Coöperatie “De Brug”."),
        "https://privacy.example.nl/en/changes/2027-01-01/",
        "https://privacy.example.nl/en/versions/2027-01-01/",
        "https://privacy.example.nl/en/",
        "Coöperatie Voorbeeld U.A.",
        "contact@example.nl",
    ),
}
NOTICE = Notice("2027-01-01", "announced", "material", date(2026, 11, 22), date(2027, 1, 1), "ab" * 32, TEXTS)


def now() -> datetime:
    return NOON


@cache
def paper() -> Stationery:
    templates, _ = read_shipped(BASE, "templates")
    catalogs, _ = read_shipped(BASE, "locales")
    return stationery(
        templates,
        {locale: Words(_catalog(catalogs, locale), Formats(locale, "NL")) for locale in ("nl", "en")},
    )


def _catalog(files: Mapping[str, bytes], locale: str) -> Catalog:
    catalog = read_catalogs(files, [locale])[0][locale]
    beside = ROOT / "nl-notices.json"
    if locale == "nl" and beside.is_file():
        new = {msgid: (words,) for msgid, words in json.loads(beside.read_text()).items()}
        return Catalog(locale, {**catalog.messages, **new}, catalog.plural_rule)
    return catalog


def smtp(port: int, **others: object) -> Smtp:
    values: dict[str, object] = {"host": "127.0.0.1", "sender": SENDER, "port": port, "tls": "none", "timeout": 60}
    return Smtp(**(values | others))  # type: ignore[arg-type]


def hook(port: int, **others: object) -> Webhook:
    values: dict[str, object] = {
        "url": f"http://127.0.0.1:{port}/notices?site=1",
        "secret_env": "WEBHOOK_SECRET",
        "timeout": 60,
        "retries": 2,
    }
    return Webhook(**(values | others))  # type: ignore[arg-type]


def smtp_with_login(port: int, **others: object) -> Smtp:
    return smtp(port, **({"user_env": "SMTP_USER", "password_env": "SMTP_PASSWORD"} | others))


def mail_settings(port: int, **others: object) -> NoticeSettings:
    return NoticeSettings(smtp=smtp(port, **others), recipients_file="recipients.txt")


@dataclass
class Received:
    """What a server on this computer took: recipients with the messages, or headers with the bodies."""

    port: int
    mails: list[tuple[str, bytes]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    posts: list[tuple[Mapping[str, str], bytes]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def deaf_port() -> Iterator[int]:
    """A port at which nobody listens, nor can begin to."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@contextmanager
def scripted_smtp(**script: str) -> Iterator[Received]:
    """An SMTP server that says what it is told to: `greeting`, `ehlo`, `mail`, `rcpt`, `data`, `end` (of the data),
    `auth`, `rset`. An answer that begins with `-` closes the connection, after the rest of it where there is any."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        received = Received(listener.getsockname()[1])
        thread = Thread(target=_serve, args=(listener, received, script), daemon=True)
        thread.start()
        yield received
        # Closing a socket does not wake up who waits at it.
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _serve(listener: socket.socket, received: Received, script: Mapping[str, str]) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection, connection.makefile("rwb") as stream:
            try:
                _converse(cast(BinaryIO, stream), received, script)
            except OSError:
                continue


def _converse(io: BinaryIO, received: Received, script: Mapping[str, str]) -> None:
    usual = {
        "greeting": "220 here",
        "ehlo": "250 here",
        "data": "354 go on",
        "quit": "221 bye",
        "end": "250 2.0.0 taken",
        "auth": "235 2.7.0 in",
    }

    def say(step: str) -> bool:
        answer = script.get(step, usual.get(step, "250 fine"))
        for line in answer.removeprefix("-").split("|"):
            if line:
                io.write(line.encode() + b"\r\n")
        io.flush()
        return not answer.startswith("-")

    going, recipient = say("greeting"), ""
    while going and (line := io.readline()):
        received.commands.append(line.decode().strip())
        step = line.decode().split()[0].lower()
        if step == "rcpt":
            recipient = line.decode().split("<")[1].split(">")[0]
        going = say(step)
        if step == "data" and script.get("data", "354").startswith("354"):
            data = b""
            while not data.endswith(b"\r\n.\r\n"):
                line = io.readline()
                if not line:
                    return
                data += line
            received.mails.append((recipient, data.removesuffix(b".\r\n")))
            going = say("end")
        if step == "quit":
            return


@contextmanager
def http_receiver(*answers: tuple[int, Mapping[str, str]] | None) -> Iterator[Received]:
    """An HTTP server that takes posts, answers them in turn and keeps to the last answer; None hangs up unanswered."""
    received = Received(0)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = answers[min(len(received.posts), len(answers) - 1)] if answers else (204, {})
            received.posts.append((dict(self.headers.items()), body))
            received.paths.append(self.path)
            if answer is None:
                self.close_connection = True
                return
            self.send_response(answer[0])
            for name, value in answer[1].items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        received.port = server.server_port
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield received
        server.shutdown()
        thread.join(5)
