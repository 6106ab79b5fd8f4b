"""How notices are sent: `notices:` in site.yaml. Secrets are named there and come from the environment alone."""

import ipaddress
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from urllib.parse import urlsplit

from site_builder.model import NoticeSettings, Record, Smtp, Webhook
from site_builder.problem import Location, Problem
from site_builder.records import record

# RFC 5321, 4.1.2, without quoted local parts and without SMTPUTF8: what every mail server takes.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_ATOM}(\.{_ATOM})*@([A-Za-z0-9](-*[A-Za-z0-9])*\.)+[A-Za-z](-*[A-Za-z0-9])+", re.ASCII)
_ENVIRONMENT_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_LIST_ID = re.compile(rf"{_ATOM}(\.{_ATOM})+", re.ASCII)
_LIST_LINK = re.compile(r"(https://|mailto:)[!-~]+", re.ASCII)
LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets


@record
class Secrets:
    """What only the environment knows. Its representation shows none of it."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    signing: str = field(default="", repr=False)


def is_address(text: str) -> bool:
    """Whether mail can be sent to this: ASCII, so that no header or command can be smuggled in."""
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def check_settings(settings: NoticeSettings) -> tuple[Problem, ...]:
    """What is wrong with the settings. A value that may be a secret in the wrong place is never repeated."""
    return tuple(
        Problem(location, code, arguments)
        for part in (_check_recipients(settings), _check_smtp(settings.smtp), _check_webhook(settings.webhook))
        for location, code, arguments in part
    )


_Found = Iterator[tuple[Location, str, Mapping[str, object]]]


def _check_recipients(settings: NoticeSettings) -> _Found:
    if settings.smtp is None and settings.webhook is None:
        yield settings.origin.at(), "notices_without_channel", {}
    if settings.smtp and bool(settings.list_address) == bool(settings.recipients_file):
        yield settings.origin.at("smtp"), "notices_recipients", {}
    if settings.list_address and not is_address(settings.list_address):
        yield settings.origin.at("list_address"), "not_email", {"key": "list_address", "found": settings.list_address}


def _check_smtp(smtp: Smtp | None) -> _Found:
    if smtp is None:
        return
    if not is_address(smtp.sender):
        yield smtp.origin.at("sender"), "not_email", {"key": "sender", "found": smtp.sender}
    if smtp.tls == "none" and not is_loopback(smtp.host):
        yield smtp.origin.at("tls"), "mail_without_tls", {"host": smtp.host}
    if bool(smtp.user_env) != bool(smtp.password_env):
        yield smtp.origin.at("user_env"), "mail_login_half", {}
    for key, name in (("user_env", smtp.user_env), ("password_env", smtp.password_env)):
        if name and not _ENVIRONMENT_NAME.fullmatch(name):
            yield smtp.origin.at(key), "not_environment_name", {"key": key}
    if smtp.list_id and not _LIST_ID.fullmatch(smtp.list_id):
        yield smtp.origin.at("list_id"), "not_list_id", {"found": smtp.list_id}
    if smtp.unsubscribe and not _LIST_LINK.fullmatch(smtp.unsubscribe):
        yield smtp.origin.at("unsubscribe"), "not_list_link", {"found": smtp.unsubscribe}
    if not 0 < smtp.port < 2**16:
        yield smtp.origin.at("port"), "not_port", {"found": smtp.port}
    if smtp.timeout < 1:
        yield smtp.origin.at("timeout"), "timeout_zero", {}


def _check_webhook(webhook: Webhook | None) -> _Found:
    if webhook is None:
        return
    try:
        url = urlsplit(webhook.url)
        host, _ = url.hostname or "", url.port
    except ValueError:  # a port that is none, a bracket that stays open
        yield webhook.origin.at("url"), "webhook_address", {}
        return
    if not host or not webhook.url.isascii() or url.username is not None or url.fragment:
        yield webhook.origin.at("url"), "webhook_address", {}
    elif url.scheme != "https" and not is_loopback(host):
        yield webhook.origin.at("url"), "webhook_without_tls", {"host": host}
    if not _ENVIRONMENT_NAME.fullmatch(webhook.secret_env):
        yield webhook.origin.at("secret_env"), "not_environment_name", {"key": "secret_env"}
    if webhook.timeout < 1:
        yield webhook.origin.at("timeout"), "timeout_zero", {}


def read_secrets(settings: NoticeSettings, environment: Mapping[str, str]) -> tuple[Secrets, tuple[Problem, ...]]:
    """The secrets that the settings name. One that is absent or that no channel can carry is a problem, by name."""
    problems: list[Problem] = []

    def secret(record: Record, key: str, name: str | None) -> str:
        if not name:
            return ""
        value = environment.get(name, "")
        if not value:
            problems.append(Problem(record.origin.at(key), "secret_missing", {"name": name}))
        elif not (value.isascii() and value.isprintable()):
            # smtplib logs in with ASCII only, and says in its error which character was wrong.
            problems.append(Problem(record.origin.at(key), "secret_form", {"name": name}))
        return value

    user = password = signing = ""
    if settings.smtp:
        user = secret(settings.smtp, "user_env", settings.smtp.user_env)
        password = secret(settings.smtp, "password_env", settings.smtp.password_env)
    if settings.webhook:
        signing = secret(settings.webhook, "secret_env", settings.webhook.secret_env)
    return Secrets(user, password, signing), tuple(problems)
