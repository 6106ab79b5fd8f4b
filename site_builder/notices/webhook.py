"""A notice as signed JSON to a web address, and knowing what became of it.

Headers, all part of the contract with a receiver:
- `X-Timestamp`: seconds since 1970 of this attempt; refuse what is old, so that nobody can replay it;
- `X-Signature: sha256=<hex>`: HMAC-SHA-256 (RFC 2104) with the shared secret over `<X-Timestamp>.<body>`;
- `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): the same for every attempt at the same notice. An
  attempt without an answer is therefore repeated, and a receiver does nothing at a key that it has seen.
"""

import hmac
import json
import ssl
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Literal
from urllib.parse import urlsplit

from site_builder.model import Webhook
from site_builder.notices.ledger import SENT, Key, Outcome
from site_builder.notices.notice import Notice
from site_builder.notices.settings import Secrets
from site_builder.records import record

LONGEST_WAIT = 120.0
"""Seconds. A receiver that wants more time gets it until the next run."""

_BUSY = (429, 503)
_NO_ANSWER_BEHIND = (502, 504)  # a gateway that does not know whether the receiver got it


@record
class Answer:
    """What came back. `unreachable` and `tls`: nothing was sent; `unanswered`: it was, or part of it."""

    status: int = 0
    retry_after: str = ""
    failure: Literal["", "unreachable", "tls", "unanswered"] = ""
    reason: str = ""


Post = Callable[[str, Mapping[str, str], bytes, float], Answer]
"""Posts headers and body to an address within a number of seconds."""
Sleep = Callable[[float], None]
Now = Callable[[], datetime]


def payload(notice: Notice) -> bytes:
    """The notice as JSON, the same bytes every time."""
    told = {
        "version": notice.version,
        "moment": notice.moment,
        "significance": notice.significance,
        "announced_on": notice.announced_on.isoformat(),
        "effective_on": notice.effective_on.isoformat(),
        "withdrawn_on": notice.withdrawn_on.isoformat() if notice.withdrawn_on else None,
        "digest": f"sha256:{notice.digest}",
        "texts": {locale: asdict(text) for locale, text in notice.texts.items()},
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signature(secret: str, timestamp: str, body: bytes) -> str:
    return "sha256=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, sha256).hexdigest()


def idempotency_key(key: Key) -> str:
    """A string in the sense of RFC 8941, 3.3.3: with its quotes."""
    return f'"{sha256(str(key).encode()).hexdigest()[:32]}"'


def deliver(
    webhook: Webhook, secrets: Secrets, key: Key, body: bytes, *, post: Post, sleep: Sleep, now: Now
) -> Outcome:
    """Post until there is an answer or the retries are used up, waiting twice as long each time.

    Without an answer to any attempt it is uncertain; an answer that says no, with none outstanding, is a failure.
    """
    doubt: Outcome | None = None
    outcome = SENT
    for attempt in range(webhook.retries + 1):
        timestamp = str(int(now().timestamp()))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "site-builder",
            "Idempotency-Key": idempotency_key(key),
            "X-Timestamp": timestamp,
            "X-Signature": signature(secrets.signing, timestamp, body),
        }
        answer = post(webhook.url, headers, body, webhook.timeout)
        outcome = _outcome(answer)
        if outcome.state == "uncertain":
            doubt = outcome
        wait = _wait(answer, attempt, now())
        if outcome.state == "sent" or wait is None or attempt == webhook.retries:
            break
        sleep(wait)
    return doubt if doubt and outcome.state != "sent" else outcome


def http_post(url: str, headers: Mapping[str, str], body: bytes, timeout: float) -> Answer:
    """One attempt. It follows no redirect: a notice goes to the address that was agreed on, and nowhere else."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = (
        HTTPSConnection(host, parts.port, timeout=timeout, context=ssl.create_default_context())
        if parts.scheme == "https"
        else HTTPConnection(host, parts.port, timeout=timeout)
    )
    with closing(connection):
        try:
            connection.connect()
        except ssl.SSLError as error:
            return Answer(failure="tls", reason=getattr(error, "verify_message", "") or error.reason or "TLS")
        except OSError as error:
            return Answer(failure="unreachable", reason=error.strerror or type(error).__name__)
        try:
            connection.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
            response = connection.getresponse()
            return Answer(response.status, response.getheader("Retry-After") or "")
        except (OSError, HTTPException) as error:
            return Answer(failure="unanswered", reason=type(error).__name__)


def _outcome(answer: Answer) -> Outcome:
    if answer.failure == "unanswered":
        return Outcome("uncertain", "webhook_unanswered", {"reason": answer.reason})
    if answer.failure:
        return Outcome("failed", f"webhook_{answer.failure}", {"reason": answer.reason}, down=True)
    if 200 <= answer.status < 300:
        return SENT
    if answer.status in _NO_ANSWER_BEHIND:
        return Outcome("uncertain", "webhook_unanswered", {"reason": str(answer.status)})
    if 300 <= answer.status < 400:
        return Outcome("failed", "webhook_redirect", {"status": answer.status})
    return Outcome("failed", "webhook_rejected", {"status": answer.status})


def _wait(answer: Answer, attempt: int, now: datetime) -> float | None:
    """Seconds until another attempt makes sense; None when it does not."""
    backoff = min(float(2**attempt), 60.0)
    if answer.failure == "tls" or (not answer.failure and answer.status not in (*_BUSY, *_NO_ANSWER_BEHIND)):
        return None
    asked = _retry_after(answer.retry_after, now)
    if asked is None:
        return backoff
    return max(asked, backoff) if asked <= LONGEST_WAIT else None


def _retry_after(value: str, now: datetime) -> float | None:
    """Seconds, or a date (RFC 9110, 10.2.3)."""
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
