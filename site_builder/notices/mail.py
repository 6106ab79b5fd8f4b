"""Handing messages to a mail server, and knowing what became of each.

No text of the server is ever passed on, only the numbers of its reply: its words can hold an address or worse.
"""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from site_builder.model import Smtp
from site_builder.notices.ledger import SENT, Outcome
from site_builder.notices.settings import Secrets

SendMail = Callable[[str, bytes], Outcome]
"""Sends a message to an address."""
OpenMail = Callable[[Smtp, Secrets], AbstractContextManager[SendMail]]

_ENHANCED = re.compile(rb"\d\.\d{1,3}\.\d{1,3}\b")  # RFC 3463


@contextmanager
def open_mail(smtp: Smtp, secrets: Secrets) -> Iterator[SendMail]:
    """A way to send any number of messages over one connection, opened when it is first needed, or needed again."""
    connection: smtplib.SMTP | None = None

    def send(recipient: str, data: bytes) -> Outcome:
        nonlocal connection
        if connection is None:
            opened = _connect(smtp, secrets)
            if isinstance(opened, Outcome):
                return opened
            connection = opened
        outcome, usable = _hand_over(connection, smtp.sender, recipient, data)
        if not usable:
            _close(connection)
            connection = None
        return outcome

    try:
        yield send
    finally:
        if connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()


def _connect(smtp: Smtp, secrets: Secrets) -> smtplib.SMTP | Outcome:
    """A connection that is encrypted as the settings say and logged in, or why there is none."""
    connection: smtplib.SMTP | None = None
    try:
        # With the default context the server's certificate and name are checked.
        if smtp.tls == "implicit":
            context = ssl.create_default_context()
            connection = smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=smtp.timeout, context=context)
        else:
            connection = smtplib.SMTP(smtp.host, smtp.port, timeout=smtp.timeout)
        if smtp.tls == "starttls":
            # Raises where the server, or somebody in between, does not offer it: nothing is sent in the clear.
            connection.starttls(context=ssl.create_default_context())
        if smtp.user_env:
            connection.login(secrets.user, secrets.password)
        return connection
    except smtplib.SMTPAuthenticationError as error:
        outcome = _down("mail_login_refused", reply=_reply(error.smtp_code, error.smtp_error))
    except smtplib.SMTPNotSupportedError as error:
        # The one for STARTTLS and the one for AUTH differ in their words alone.
        outcome = _down("mail_no_starttls" if "STARTTLS" in str(error) else "mail_no_login", host=smtp.host)
    except ssl.SSLError as error:
        outcome = _down(
            "mail_tls", host=smtp.host, reason=getattr(error, "verify_message", "") or error.reason or "TLS"
        )
    except smtplib.SMTPResponseException as error:
        outcome = _down("mail_greeting", host=smtp.host, reply=_reply(error.smtp_code, error.smtp_error))
    except (OSError, smtplib.SMTPException) as error:
        outcome = _down("mail_unreachable", host=smtp.host, reason=_system_reason(error))
    if connection is not None:
        _close(connection)
    return outcome


def _hand_over(connection: smtplib.SMTP, sender: str, recipient: str, data: bytes) -> tuple[Outcome, bool]:
    """What became of a message, and whether the connection can be used for another.

    Until the server has been given the data it cannot have taken the message; once it has, only its answer tells
    (RFC 5321, 4.5.3.2.6 and RFC 1047).
    """
    try:
        connection.ehlo_or_helo_if_needed()
        for code, reply in _envelope(connection, sender, recipient):
            if code >= 300:
                usable = code != 421 and connection.rset()[0] == 250
                return Outcome("failed", "mail_rejected", {"reply": _reply(code, reply)}), usable
    except (OSError, smtplib.SMTPException) as error:
        return Outcome("failed", "mail_lost", {"reason": _system_reason(error)}), False
    try:
        code, reply = connection.data(data)
    except smtplib.SMTPDataError as error:  # it does not want the data
        return Outcome("failed", "mail_rejected", {"reply": _reply(error.smtp_code, error.smtp_error)}), False
    except (OSError, smtplib.SMTPException) as error:
        return Outcome("uncertain", "mail_unanswered", {"reason": _system_reason(error)}), False
    if 200 <= code < 300:
        return SENT, True
    if 400 <= code < 600:
        return Outcome("failed", "mail_rejected", {"reply": _reply(code, reply)}), code != 421
    return Outcome("uncertain", "mail_unanswered", {"reason": _reply(code, reply)}), False


def _envelope(connection: smtplib.SMTP, sender: str, recipient: str) -> Iterator[tuple[int, bytes]]:
    """One recipient for each message, so that nobody sees another's address."""
    yield connection.mail(sender)
    yield connection.rcpt(recipient)


def _reply(code: int, words: bytes | str) -> str:
    """`550 5.1.1`: the numbers of a reply."""
    enhanced = _ENHANCED.match(words if isinstance(words, bytes) else words.encode("ascii", "replace"))
    return f"{code} {enhanced[0].decode()}" if enhanced else str(code)


def _system_reason(error: Exception) -> str:
    """What the system says, never what the server said."""
    return (isinstance(error, OSError) and error.errno and error.strerror) or type(error).__name__


def _down(code: str, **arguments: object) -> Outcome:
    return Outcome("failed", code, arguments, down=True)


def _close(connection: smtplib.SMTP) -> None:
    with suppress(OSError):
        connection.close()
