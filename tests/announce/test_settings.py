"""Settings and recipients: what is wrong with them, said without repeating a secret or an address."""

from dataclasses import replace

import pytest

from site_builder.decode import decode
from site_builder.model import EmailAddress, NoticeSettings
from site_builder.notices.recipients import Recipient, parse_recipients
from site_builder.notices.settings import check_settings, is_address, is_loopback, read_secrets
from tests.announce.kit import ENVIRONMENT, PASSWORD, SECRETS, hook, mail_settings, smtp, smtp_with_login

SITE = """\
smtp:
  host: smtp.example.nl
  port: 465
  tls: implicit
  sender: privacy@example.nl
  user_env: SMTP_USER
  password_env: SMTP_PASSWORD
recipients_file: recipients.txt
webhook:
  url: https://hooks.example.nl/privacy
  secret_env: WEBHOOK_SECRET
in_force_from: fundamental
"""


def test_the_settings_are_read_from_yaml() -> None:
    settings, problems = decode(NoticeSettings, SITE, "content/site.yaml")
    assert settings is not None
    assert problems == check_settings(settings) == ()
    assert settings.smtp is not None
    assert (settings.smtp.port, settings.smtp.tls, settings.smtp.timeout) == (465, "implicit", 30)
    assert settings.in_force_from == "fundamental"
    broken = replace(settings, smtp=replace(settings.smtp, tls="none"))
    assert [str(problem.location) for problem in check_settings(broken)] == ["content/site.yaml:4"]


GOOD = NoticeSettings(smtp=smtp(25), recipients_file="recipients.txt", webhook=hook(80))


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (NoticeSettings(), "notices_without_channel"),
        (replace(GOOD, recipients_file=None), "notices_recipients"),
        (replace(GOOD, list_address=EmailAddress("list@example.nl")), "notices_recipients"),
        (NoticeSettings(smtp=smtp(25), list_address=EmailAddress("a,b@example.nl")), "not_email"),
        (mail_settings(25, host="smtp.example.nl"), "mail_without_tls"),
        (mail_settings(25, sender="privacy@example.nl\r\nRCPT TO:<x@y.nl>"), "not_email"),
        (mail_settings(25, user_env="SMTP_USER"), "mail_login_half"),
        (replace(GOOD, smtp=smtp_with_login(25, password_env="s3cret!")), "not_environment_name"),  # noqa: S106 - no secret, a mistake
        (mail_settings(25, list_id="no id"), "not_list_id"),
        (mail_settings(25, unsubscribe="javascript:leave()"), "not_list_link"),
        (mail_settings(25, unsubscribe="https://a.nl/>\r\nBcc: x"), "not_list_link"),
        (mail_settings(0), "not_port"),
        (mail_settings(25, timeout=0), "timeout_zero"),
        (NoticeSettings(webhook=hook(80, url="http://hooks.example.nl/")), "webhook_without_tls"),
        (NoticeSettings(webhook=hook(80, url="https://me:pass@hooks.example.nl/")), "webhook_address"),
        (NoticeSettings(webhook=hook(80, url="https://hooks.example.nl:port/")), "webhook_address"),
        (NoticeSettings(webhook=hook(80, secret_env="the secret itself")), "not_environment_name"),  # noqa: S106 - no secret, a mistake
        (NoticeSettings(webhook=hook(80, timeout=0)), "timeout_zero"),
    ],
)
def test_what_is_wrong_with_settings(settings: NoticeSettings, code: str) -> None:
    [problem] = check_settings(settings)
    assert problem.code == code
    assert "s3cret!" not in str(problem)
    assert "pass@" not in str(problem)


def test_good_settings() -> None:
    assert check_settings(GOOD) == ()
    assert is_loopback("127.0.0.9") and is_loopback("::1") and is_loopback("localhost")
    assert not is_loopback("127.0.0.1.example.nl")


@pytest.mark.parametrize("address", ["jo@example.nl", "j.o+x@mail.example.nl", "o'neil@xn--mnchen-3ya.de"])
def test_an_address(address: str) -> None:
    assert is_address(address)


@pytest.mark.parametrize(
    "address",
    ["jo", "jo@localhost", "@example.nl", "a b@example.nl", "jo@example.nl\n", "jo@example.nl,al@example.nl",
     "<jo@example.nl>", "jo@exämple.nl", ".jo@example.nl", f"{'a' * 250}@b.nl", 'jo"@example.nl'],
)  # fmt: skip
def test_no_address(address: str) -> None:
    assert not is_address(address)


def test_secrets_come_from_the_environment_and_are_never_shown() -> None:
    settings = replace(GOOD, smtp=smtp_with_login(25))
    secrets, problems = read_secrets(settings, ENVIRONMENT)
    assert problems == ()
    assert (secrets.user, secrets.password, secrets.signing) == SECRETS
    assert not any(secret in repr(secrets) + str(secrets) for secret in SECRETS)


@pytest.mark.parametrize(
    ("password", "code"),
    [(None, "secret_missing"), ("", "secret_missing"), ("pässword", "secret_form"), (f"{PASSWORD}\n", "secret_form")],
)
def test_secrets_that_cannot_be_used(password: str | None, code: str) -> None:
    settings = NoticeSettings(smtp=smtp_with_login(25))
    environment = {name: value for name, value in ENVIRONMENT.items() if name != "SMTP_PASSWORD"}
    if password is not None:
        environment["SMTP_PASSWORD"] = password
    [problem] = read_secrets(settings, environment)[1]
    assert (problem.code, problem.arguments) == (code, {"name": "SMTP_PASSWORD"})


def test_a_file_of_recipients() -> None:
    text = "\ufeff# who asked to be told\njo@example.nl\n\nAl@Example.nl en  # moved\r\n"
    found, problems = parse_recipients(text.encode(), "recipients.txt", ["nl", "en"], "nl")
    assert problems == ()
    assert [(recipient.address, recipient.locales) for recipient in found] == [
        ("jo@example.nl", ("nl",)),
        ("Al@Example.nl", ("en",)),
    ]
    assert found[0].masked == "j…@example.nl"
    assert "jo@" not in repr(found)


def test_what_is_wrong_with_recipients_is_told_without_their_addresses() -> None:
    text = "jo@example.nl\njo at example\nal@example.nl de\nJO@example.nl\nal@example.nl nl x\n\xff@example.nl"
    found, problems = parse_recipients(text.encode("latin-1"), "recipients.txt", ["nl", "en"], "nl")
    assert [recipient.address for recipient in found] == ["jo@example.nl"]
    assert [(str(problem.location), problem.code) for problem in problems] == [
        ("recipients.txt:2", "recipient_form"),
        ("recipients.txt:3", "recipient_locale"),
        ("recipients.txt:4", "recipient_twice"),
        ("recipients.txt:5", "recipient_form"),
        ("recipients.txt:6", "recipient_form"),
    ]
    assert "example" not in str(problems)


def test_a_recipient_is_the_same_in_capitals() -> None:
    assert Recipient("Jo@Example.nl", ("nl",)).same_as == Recipient("jo@example.nl", ("en",)).same_as
