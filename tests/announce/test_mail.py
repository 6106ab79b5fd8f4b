"""Mail, to a real server (aiosmtpd) with and without TLS, and to one that breaks off at every step."""

import ssl
from asyncio import Server
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from site_builder.model import Smtp
from site_builder.notices.ledger import Outcome
from site_builder.notices.mail import open_mail
from site_builder.notices.message import addressed, messages
from site_builder.notices.settings import Secrets
from tests.announce.kit import (
    NOTICE,
    PASSWORD,
    SECRETS,
    USER,
    deaf_port,
    mail_settings,
    paper,
    scripted_smtp,
    smtp,
    smtp_with_login,
)

LOGIN = Secrets(USER, PASSWORD)
DATA = b"Subject: hello\r\n\r\n.dot\r\nend\r\n"
TO = "jo@example.org"


class Inbox:
    """Takes everything, and keeps it."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.envelopes.append(envelope)
        return "250 2.0.0 taken"


def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: object) -> AuthResult:
    known = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=login == known, handled=False)


class AnyPort(Controller):
    """A server on whichever port is free."""

    def _trigger_server(self) -> None:
        # Only now is the port known, and aiosmtpd wants to try it.
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def inbox(**options: Any) -> Iterator[tuple[Inbox, int]]:
    handler = Inbox()
    controller = AnyPort(handler, hostname="127.0.0.1", port=0, ready_timeout=60, **options)
    controller.start()
    try:
        yield handler, controller.port
    finally:
        controller.stop()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def certificate(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate for this computer that is trusted during the test."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def send(settings: Smtp, secrets: Secrets = LOGIN, data: bytes = DATA) -> Outcome:
    with open_mail(settings, secrets) as send_mail:
        return send_mail(TO, data)


def test_a_message_arrives_as_it_was_written() -> None:
    with inbox() as (box, port):
        settings = mail_settings(port)
        assert settings.smtp is not None
        data = addressed(NOTICE, "nl", messages(NOTICE, paper(), settings)["nl"], settings, TO)
        assert send(settings.smtp, data=data) == Outcome("sent")
        [envelope] = box.envelopes
        assert (envelope.mail_from, envelope.rcpt_tos) == ("privacy@example.nl", [TO])
        assert envelope.content == data
        assert message_from_bytes(data, policy=default)["To"] == TO


def test_lines_that_begin_with_a_dot_arrive() -> None:
    with inbox() as (box, port):
        assert send(smtp(port)).state == "sent"
        assert box.envelopes[0].content == DATA


def test_several_messages_go_over_one_connection_each_to_its_own_recipient() -> None:
    with scripted_smtp() as server, open_mail(smtp(server.port), LOGIN) as send_mail:
        assert [send_mail(to, DATA).state for to in ("a@example.org", "b@example.org")] == ["sent", "sent"]
        assert [to for to, _ in server.mails] == ["a@example.org", "b@example.org"]
        assert sum(command.lower().startswith("ehlo") for command in server.commands) == 1


def test_no_connection_is_made_for_nothing() -> None:
    with scripted_smtp() as server:
        with open_mail(smtp(server.port), LOGIN):
            pass
        assert server.commands == []


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_encrypted_and_logged_in(tls: str, certificate: ssl.SSLContext) -> None:
    options: dict[str, Any] = (
        {"tls_context": certificate, "require_starttls": True, "auth_required": True}
        if tls == "starttls"
        # aiosmtpd does not see that it is inside TLS already.
        else {"ssl_context": certificate, "auth_require_tls": False}
    )
    with inbox(authenticator=authenticate, **options) as (box, port):
        assert send(smtp_with_login(port, tls=tls)).state == "sent"
        assert len(box.envelopes) == 1
        refused = send(smtp_with_login(port, tls=tls), Secrets(USER, "wrong"))
        assert (refused.code, refused.state, refused.down) == ("mail_login_refused", "failed", True)
        assert refused.arguments == {"reply": "535 5.7.8"}


def test_a_certificate_that_nobody_trusts(certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with inbox(tls_context=certificate) as (box, port):
        outcome = send(smtp(port, tls="starttls"))
        assert (outcome.code, outcome.down, box.envelopes) == ("mail_tls", True, [])


def test_a_certificate_of_another_host(authority: trustme.CA, certificate: ssl.SSLContext) -> None:
    other = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("smtp.example.nl").configure_cert(other)
    with inbox(tls_context=other) as (_, port):
        assert send(smtp(port, tls="starttls")).code == "mail_tls"


def test_without_starttls_nothing_is_said_in_the_clear() -> None:
    with scripted_smtp() as server:
        assert send(smtp_with_login(server.port, tls="starttls")).code == "mail_no_starttls"
        assert {command.split()[0].lower() for command in server.commands} == {"ehlo"}
    with scripted_smtp(ehlo="250-here|250 STARTTLS", starttls="454 4.7.0 not now") as server:
        assert send(smtp_with_login(server.port, tls="starttls")).code == "mail_greeting"
        assert server.commands[-1] == "STARTTLS"


def test_a_server_without_login() -> None:
    with scripted_smtp() as server:
        assert send(smtp_with_login(server.port)).code == "mail_no_login"
        assert server.mails == []


def test_nobody_listens() -> None:
    with deaf_port() as port:
        outcome = send(smtp(port))
    assert (outcome.state, outcome.code, outcome.down) == ("failed", "mail_unreachable", True)


@pytest.mark.parametrize(
    ("script", "state", "code", "taken"),
    [
        ({"greeting": "-"}, "failed", "mail_unreachable", 0),
        ({"greeting": "-554 no"}, "failed", "mail_greeting", 0),
        ({"ehlo": "-"}, "failed", "mail_lost", 0),
        ({"mail": "-"}, "failed", "mail_lost", 0),
        ({"mail": "550 5.7.1 no"}, "failed", "mail_rejected", 0),
        ({"rcpt": "-"}, "failed", "mail_lost", 0),
        ({"rcpt": "550 5.1.1 unknown"}, "failed", "mail_rejected", 0),
        ({"rcpt": "450 4.2.0 greylisted"}, "failed", "mail_rejected", 0),
        ({"rcpt": "-421 4.3.2 closing"}, "failed", "mail_rejected", 0),
        ({"data": "554 5.5.1 no"}, "failed", "mail_rejected", 0),
        ({"data": "-"}, "uncertain", "mail_unanswered", 0),
        ({"end": "-"}, "uncertain", "mail_unanswered", 1),
        ({"end": "-25"}, "uncertain", "mail_unanswered", 1),
        ({"end": "what?"}, "uncertain", "mail_unanswered", 1),
        ({"end": "552 5.2.2 full"}, "failed", "mail_rejected", 1),
        ({"end": "451 4.3.0 later"}, "failed", "mail_rejected", 1),
        ({"end": "-250 2.0.0 taken"}, "sent", "", 1),
    ],
)
def test_a_server_that_breaks_off(script: dict[str, str], state: str, code: str, taken: int) -> None:
    with scripted_smtp(**script) as server:
        outcome = send(smtp(server.port))
        assert (outcome.state, outcome.code) == (state, code)
        assert len(server.mails) == taken


def test_after_a_refusal_or_a_lost_connection_the_next_message_goes_out() -> None:
    with scripted_smtp(rcpt="550 5.1.1 unknown") as server, open_mail(smtp(server.port), LOGIN) as send_mail:
        assert [send_mail(TO, DATA).arguments for _ in range(2)] == [{"reply": "550 5.1.1"}] * 2
        assert sum(command.lower().startswith("ehlo") for command in server.commands) == 1
    with scripted_smtp(end="-") as server, open_mail(smtp(server.port), LOGIN) as send_mail:
        assert [send_mail(TO, DATA).state for _ in range(2)] == ["uncertain", "uncertain"]
        assert len(server.mails) == 2


def test_a_server_that_never_answers_the_data() -> None:
    with scripted_smtp(end="") as server:
        outcome = send(smtp(server.port, timeout=3))
        assert (outcome.state, outcome.code) == ("uncertain", "mail_unanswered")


def test_what_the_server_says_is_not_repeated() -> None:
    words = f"535 5.7.8 {PASSWORD} for {TO} is wrong"
    with scripted_smtp(ehlo="250-here|250 AUTH PLAIN", auth=words) as server:
        outcome = send(smtp_with_login(server.port))
    assert outcome.code == "mail_login_refused"
    assert not any(secret in repr(outcome) for secret in (*SECRETS, TO))
