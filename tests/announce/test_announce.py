"""Announcing as a whole: once, to each alone, and what a person decides."""

import traceback
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from site_builder.model import EmailAddress, NoticeSettings, Smtp
from site_builder.notices.announce import Report, announce, list_recipients
from site_builder.notices.ledger import SENT, Outcome, read_ledger
from site_builder.notices.mail import SendMail
from site_builder.notices.message import stationery
from site_builder.notices.notice import Notice
from site_builder.notices.recipients import Recipient
from site_builder.notices.settings import Secrets
from site_builder.notices.webhook import Answer
from site_builder.problem import SiteError
from tests.announce.kit import (
    ENVIRONMENT,
    NOTICE,
    SECRETS,
    TODAY,
    hook,
    http_receiver,
    mail_settings,
    now,
    paper,
    scripted_smtp,
    smtp,
    smtp_with_login,
)

JO, AL = Recipient("jo@example.org", ("nl",)), Recipient("Al@example.org", ("en",))
MAIL = mail_settings(25)
BOTH = replace(MAIL, webhook=hook(80))
NOTICES = tuple(replace(NOTICE, moment=moment) for moment in ("announced", "in_force"))
REJECTED = Outcome("failed", "mail_rejected", {"reply": "550 5.1.1"})
DOWN = Outcome("failed", "mail_unreachable", {"host": "127.0.0.1", "reason": "refused"}, down=True)
UNANSWERED = Outcome("uncertain", "mail_unanswered", {"reason": "timeout"})


@dataclass
class World:
    """A mail server and a receiver that answer as they are told, first what is listed and then that all is well."""

    path: Path
    outcomes: list[Outcome] = field(default_factory=list)
    mails: list[tuple[str, bytes]] = field(default_factory=list)
    posts: list[bytes] = field(default_factory=list)
    opened: int = 0

    @contextmanager
    def open_mail(self, _settings: Smtp, _secrets: Secrets) -> Iterator[SendMail]:
        self.opened += 1

        def send(recipient: str, data: bytes) -> Outcome:
            self.mails.append((recipient, data))
            return self.outcomes.pop(0) if self.outcomes else SENT

        yield send

    def post(self, _url: str, _headers: Mapping[str, str], body: bytes, _timeout: float) -> Answer:
        self.posts.append(body)
        return Answer(200)

    def run(
        self,
        recipients: Sequence[Recipient] = (JO, AL),
        settings: NoticeSettings = MAIL,
        notices: Sequence[Notice] = NOTICES,
        as_of: date = TODAY,
        environment: Mapping[str, str] = ENVIRONMENT,
        dry_run: bool = False,
        resend: Collection[str] = (),
        mark_sent: Collection[str] = (),
    ) -> Report:
        return announce(
            notices, recipients, settings, self.path, environment, paper=paper(), as_of=as_of, now=now,
            dry_run=dry_run, resend=resend, mark_sent=mark_sent,
            open_mail=self.open_mail, post=self.post, sleep=lambda _: None,
        )  # fmt: skip


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "ledger.jsonl")


def told(report: Report) -> list[str]:
    return [f"{line.key.moment} {line.key.locale} {line.recipient} {line.status}" for line in report.lines]


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


def test_once_and_then_it_is_already_sent(world: World) -> None:
    first = world.run(settings=BOTH)
    assert told(first) == [
        "announced nl j…@example.org sent",
        "announced en A…@example.org sent",
        "announced all 127.0.0.1 sent",
    ]
    assert first.problems == ()
    assert [to for to, _ in world.mails] == ["jo@example.org", "Al@example.org"]
    again = world.run(settings=BOTH)
    assert {line.status for line in again.lines} == {"already"}
    assert (len(world.mails), len(world.posts)) == (2, 1)


def test_each_gets_a_message_of_their_own_in_their_language(world: World) -> None:
    world.run()
    (_, to_jo), (_, to_al) = world.mails
    assert b"Content-Language: nl" in to_jo
    assert b"Content-Language: en" in to_al
    assert b"Al@example.org" not in to_jo
    assert b"jo@example.org" not in to_al


def test_who_reads_a_language_that_the_notice_lacks_gets_its_first(world: World) -> None:
    report = world.run([Recipient("jemand@example.org", ("de",))])
    assert told(report) == ["announced de j…@example.org sent"]
    [(_, mail)] = world.mails
    assert b"Content-Language: nl" in mail


def test_a_list_gets_a_notice_in_the_languages_that_it_has(world: World) -> None:
    settings = NoticeSettings(smtp=smtp(25), list_address=EmailAddress("list@example.nl"))
    world.run(list_recipients(settings, ("de", "nl", "en")), settings)
    assert len(world.mails) == 2


def test_a_list_gets_every_language(world: World) -> None:
    settings = NoticeSettings(smtp=smtp(25), list_address=EmailAddress("list@example.nl"))
    report = world.run(list_recipients(settings, ("nl", "en")), settings)
    assert told(report) == ["announced nl l…@example.nl sent", "announced en l…@example.nl sent"]
    assert list_recipients(MAIL, ("nl",)) == ()


def test_when_it_takes_effect_it_is_told_again(world: World) -> None:
    world.run()
    report = world.run(as_of=NOTICE.effective_on)
    assert [line.key.moment for line in report.having("sent")] == ["in_force", "in_force"]
    assert [line.key.moment for line in report.having("already")] == ["announced", "announced"]


def test_a_withdrawal_reaches_those_who_were_told(world: World) -> None:
    world.run([JO])
    withdrawn = (*NOTICES, replace(NOTICE, moment="withdrawn"))
    report = world.run([JO, AL], notices=withdrawn)
    assert told(report) == ["announced nl j…@example.org already", "withdrawn nl j…@example.org sent"]


def test_who_changes_language_is_not_told_again(world: World) -> None:
    world.run([JO])
    assert world.run([replace(JO, locales=("en",))]).having("sent") == ()
    assert world.run([replace(JO, address="JO@example.org")]).having("sent") == ()


def test_somebody_new_is_told(world: World) -> None:
    world.run([JO])
    assert [line.recipient for line in world.run([JO, AL]).having("sent")] == ["A…@example.org"]


def test_what_was_refused_is_tried_again(world: World) -> None:
    world.outcomes = [REJECTED]
    report = world.run()
    assert told(report) == ["announced nl j…@example.org failed", "announced en A…@example.org sent"]
    [problem] = report.problems
    assert (problem.code, problem.arguments) == (
        "mail_rejected",
        {"reply": "550 5.1.1", "recipient": "j…@example.org"},
    )
    assert [line.recipient for line in world.run().having("sent")] == ["j…@example.org"]


def test_a_channel_that_is_down_is_tried_once_and_said_once(world: World) -> None:
    world.outcomes = [DOWN]
    report = world.run(settings=BOTH)
    assert [line.status for line in report.lines] == ["failed", "failed", "sent"]
    assert codes(report) == ["mail_unreachable"]
    assert len(world.mails) == 1
    assert len(world.run(settings=BOTH).having("sent")) == 2


def test_what_is_uncertain_waits_for_a_person(world: World) -> None:
    world.outcomes = [UNANSWERED]
    [uncertain] = world.run().having("uncertain")
    for _ in range(2):
        report = world.run()
        assert [line.status for line in report.lines] == ["uncertain", "already"]
        assert [(problem.code, problem.arguments) for problem in report.problems] == [
            ("notice_uncertain", {"key": str(uncertain.key), "recipient": "j…@example.org"})
        ]
    assert len(world.mails) == 2


def test_a_person_says_send_it_again(world: World) -> None:
    world.outcomes = [UNANSWERED]
    [uncertain] = world.run().having("uncertain")
    before = world.mails[0]
    # Also when its time is over.
    report = world.run(resend=[str(uncertain.key)], as_of=date(2028, 1, 1))
    assert [line.key for line in report.having("sent")] == [uncertain.key]
    assert world.mails[-1] == before
    assert {line.status for line in world.run().lines} == {"already"}


def test_a_person_says_it_was_sent(world: World) -> None:
    world.outcomes = [UNANSWERED]
    [uncertain] = world.run().having("uncertain")
    report = world.run(mark_sent=[str(uncertain.key)])
    assert [line.status for line in report.lines] == ["already", "already"]
    assert (len(world.mails), report.problems) == (2, ())


@pytest.mark.parametrize("key", ["mail/2027-01-01/announced/nl/0", "jo@example.org", ""])
def test_only_what_is_uncertain_can_be_decided(world: World, key: str) -> None:
    report = world.run(resend=[key])
    assert codes(report) == ["not_uncertain"]
    assert world.mails == []
    [sent, _] = world.run().having("sent")
    assert codes(world.run(resend=[str(sent.key)])) == codes(world.run(mark_sent=[str(sent.key)])) == ["not_uncertain"]


def test_a_decision_cannot_be_both(world: World) -> None:
    world.outcomes = [UNANSWERED]
    [uncertain] = world.run().having("uncertain")
    report = world.run(resend=[str(uncertain.key)], mark_sent=[str(uncertain.key)])
    assert codes(report) == ["decided_twice"]
    assert len(world.mails) == 2


def test_what_should_be_sent_again_but_to_nobody_any_more(world: World) -> None:
    world.outcomes = [UNANSWERED]
    [uncertain] = world.run([JO]).having("uncertain")
    assert codes(world.run([AL], resend=[str(uncertain.key)])) == ["resend_gone"]


def test_a_dry_run_does_nothing(world: World) -> None:
    report = world.run(settings=BOTH, dry_run=True, environment={})
    assert [line.status for line in report.lines] == ["dry"] * 3
    assert "jo@" not in repr(report)
    assert not world.path.exists()
    world.outcomes = [UNANSWERED]
    world.run([JO])
    before = world.path.read_bytes() + b'{"torn'
    world.path.write_bytes(before)
    assert [line.status for line in world.run(dry_run=True).lines] == ["uncertain", "dry"]
    assert world.path.read_bytes() == before
    assert (world.opened, len(world.mails)) == (1, 1)


def test_wrong_settings_or_missing_secrets_stop_everything(world: World) -> None:
    assert codes(world.run(settings=NoticeSettings())) == ["notices_without_channel"]
    assert codes(world.run(settings=BOTH, environment={})) == ["secret_missing"]
    assert (world.mails, world.path.exists()) == ([], False)


def test_nobody_to_tell_is_a_warning(world: World) -> None:
    assert codes(world.run([])) == ["no_recipients"]


def test_a_ledger_that_cannot_be_trusted_stops_everything(world: World) -> None:
    world.path.write_text("damaged\n\n")
    with pytest.raises(SiteError):
        world.run()
    assert world.mails == []


def test_a_broken_template_stops_before_anything_is_sent(world: World) -> None:
    # It breaks at the second message only.
    template = b"{% if locale == 'en' %}{{ nothing }}{% endif %}"
    own = stationery({"notices/message.txt": template, "notices/message.html": b""}, paper().words)
    with pytest.raises(SiteError):
        announce(NOTICES, [JO, AL], MAIL, world.path, {}, paper=own, as_of=TODAY, now=now, open_mail=world.open_mail)
    assert world.mails == []


def test_the_ledger_says_what_was_told_and_to_nobody_by_name(world: World) -> None:
    world.outcomes = [REJECTED]
    world.run()
    text = world.path.read_text()
    assert f'"digest": "{NOTICE.digest}"' in text
    assert '"code": "mail_rejected", "reply": "550 5.1.1"' in text
    assert "@" not in text
    assert set(read_ledger(world.path).values()) == {"failed", "sent"}


def test_no_secret_leaks(tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    """Not with servers that repeat what they were sent, not in a traceback of an error of ours."""
    secret = "|".join(SECRETS)
    reports: list[str] = []
    path = tmp_path / "ledger.jsonl"
    with (
        scripted_smtp(ehlo="250-here|250 AUTH PLAIN LOGIN", auth=f"535 5.7.8 {secret}") as mails,
        http_receiver((400, {"X-Echo": secret})) as posts,
    ):
        settings = replace(MAIL, smtp=smtp_with_login(mails.port), webhook=hook(posts.port))
        report = announce(
            NOTICES, [JO], settings, path, ENVIRONMENT, paper=paper(), as_of=TODAY, now=now, sleep=lambda _: None
        )
        assert codes(report) == ["mail_login_refused", "webhook_rejected"]
        reports += [repr(report), repr(settings)]

    @contextmanager
    def broken(settings: Smtp, secrets: Secrets) -> Iterator[SendMail]:
        def send(recipient: str, data: bytes) -> Outcome:
            raise RuntimeError(f"our bug with {secrets!r}")

        yield send

    try:
        announce(NOTICES, [JO], settings, path, ENVIRONMENT, paper=paper(), as_of=TODAY, now=now, open_mail=broken)
    except RuntimeError:
        reports.append(traceback.format_exc())
    said = capfd.readouterr()
    everything = "".join([*reports, said.out, said.err, caplog.text, path.read_text()])
    assert "our bug" in everything
    for hidden in (*SECRETS, "jo@example.org"):
        assert hidden not in everything
