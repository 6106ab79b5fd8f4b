"""The webhook, with a real receiver on this computer: signature, retries, and what is uncertain."""

import hmac
import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
import trustme

from site_builder.model import Url, Webhook
from site_builder.notices.ledger import ALL_LOCALES, Key, Outcome, recipient_hash
from site_builder.notices.settings import Secrets
from site_builder.notices.webhook import Answer, deliver, http_post, payload
from tests.announce.kit import NOTICE, SIGNING, Received, deaf_port, hook, http_receiver, now

KEY = Key("webhook", "2027-01-01", "announced", ALL_LOCALES, recipient_hash("https://hooks.example.nl/"))
SECRETS = Secrets(signing=SIGNING)
BODY = payload(NOTICE)


def run(webhook: Webhook, post: Callable[..., Answer] = http_post) -> tuple[Outcome, list[float]]:
    waits: list[float] = []
    return deliver(webhook, SECRETS, KEY, BODY, post=post, sleep=waits.append, now=now), waits


def answering(*answers: Answer) -> tuple[Callable[..., Answer], list[Mapping[str, str]]]:
    """A way to post that gives these answers in turn, and what it was given."""
    seen: list[Mapping[str, str]] = []

    def post(url: str, headers: Mapping[str, str], body: bytes, timeout: float) -> Answer:
        seen.append(headers)
        return answers[len(seen) - 1]

    return post, seen


def verified(received: Received) -> bool:
    """What a receiver does."""
    headers, body = received.posts[-1]
    expected = hmac.new(SIGNING.encode(), f"{headers['X-Timestamp']}.".encode() + body, sha256).hexdigest()
    return hmac.compare_digest(headers["X-Signature"], f"sha256={expected}")


def test_a_receiver_can_verify_what_it_gets() -> None:
    with http_receiver() as received:
        assert run(hook(received.port)) == (Outcome("sent"), [])
    [(headers, body)] = received.posts
    assert received.paths == ["/notices?site=1"]
    assert verified(received)
    assert headers["X-Timestamp"] == str(int(now().timestamp()))
    assert headers["Content-Type"] == "application/json"
    assert headers["Idempotency-Key"].startswith('"')
    told = json.loads(body)
    assert (told["version"], told["moment"], told["significance"]) == ("2027-01-01", "announced", "material")
    assert told["digest"] == f"sha256:{NOTICE.digest}"
    assert told["texts"]["nl"]["sentences"] == list(NOTICE.texts["nl"].sentences)
    assert body == payload(NOTICE)


def test_every_attempt_has_the_same_key_and_a_signature_of_its_own_time() -> None:
    post, seen = answering(Answer(503), Answer(503), Answer(200))
    times = iter(range(0, 100, 7))
    outcome = deliver(
        hook(1),
        SECRETS,
        KEY,
        BODY,
        post=post,
        sleep=lambda _: None,
        now=lambda: datetime.fromtimestamp(next(times), UTC),
    )
    assert outcome.state == "sent"
    assert len({headers["Idempotency-Key"] for headers in seen}) == 1
    assert len({headers["X-Signature"] for headers in seen}) == 3


@pytest.mark.parametrize(
    ("answers", "state", "code", "waits"),
    [
        ([(429, {"Retry-After": "7"}), (204, {})], "sent", "", [7.0]),
        ([(503, {"Retry-After": "Tue, 01 Dec 2026 12:00:30 GMT"}), (204, {})], "sent", "", [30.0]),
        ([(503, {"Retry-After": "soon"}), (204, {})], "sent", "", [1.0]),
        ([(503, {"Retry-After": "86400"}), (204, {})], "failed", "webhook_rejected", []),
        ([(503, {})], "failed", "webhook_rejected", [1.0, 2.0]),
        ([(400, {})], "failed", "webhook_rejected", []),
        ([(500, {})], "failed", "webhook_rejected", []),
        ([(307, {"Location": "https://elsewhere.example/"})], "failed", "webhook_redirect", []),
        ([None], "uncertain", "webhook_unanswered", [1.0, 2.0]),
        ([None, (204, {})], "sent", "", [1.0]),
        ([None, (500, {})], "uncertain", "webhook_unanswered", [1.0]),
        ([(504, {})], "uncertain", "webhook_unanswered", [1.0, 2.0]),
    ],
)
def test_answers(
    answers: list[tuple[int, Mapping[str, str]] | None], state: str, code: str, waits: list[float]
) -> None:
    with http_receiver(*answers) as received:
        outcome, waited = run(hook(received.port))
    assert (outcome.state, outcome.code, waited) == (state, code, waits)
    assert len(received.posts) == len(waits) + 1


def test_nobody_listens() -> None:
    with deaf_port() as port:
        outcome, waited = run(hook(port))
    assert (outcome.state, outcome.code, outcome.down, waited) == ("failed", "webhook_unreachable", True, [1.0, 2.0])


def test_the_wait_doubles_up_to_a_minute() -> None:
    post, _ = answering(*[Answer(failure="unreachable")] * 9)
    assert run(hook(1, retries=8), post)[1] == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]


def test_https_with_a_certificate_that_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
            """Say nothing."""

    class Server(HTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that does not trust us hangs up."""

    with Server(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        settings = replace(hook(1), url=Url(f"https://127.0.0.1:{server.server_port}/"))
        assert run(settings)[0].code == "webhook_tls"
        authority.cert_pem.write_to_path(tmp_path / "ca.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        assert run(settings)[0].state == "sent"
        server.shutdown()
        thread.join(5)
