"""`site-builder announce`, from the sources of a site to the inbox of a real mail server on this computer."""

import json
import re
import shutil
from collections import Counter
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from site_builder.cli import main
from tests.announce.kit import deaf_port
from tests.announce.test_mail import inbox
from tests.support import BASE
from tests.test_history import LONGER, NEW, SUMMARY, following

SENDER = "privacy@bakery.example"
RECIPIENTS = "# Who asked for it.\njo@example.org\nal@example.org en\n"
ANNOUNCED, IN_FORCE = "2026-04-01", "2026-06-01"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with a version that changes something material, and recipients; who sends is not yet known."""
    folder = tmp_path / "site"
    shutil.copytree(BASE, folder)
    for path, text in following([SUMMARY, LONGER]).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)
    (folder / "recipients.txt").write_text(RECIPIENTS)
    return folder


def sends_to(root: Path, port: int, more: str = "") -> None:
    settings = root / "content" / "site.yaml"
    settings.write_text(
        f"{(BASE / 'content' / 'site.yaml').read_text()}notices:\n  recipients_file: recipients.txt\n"
        f"  smtp: {{host: 127.0.0.1, port: {port}, tls: none, sender: {SENDER}}}\n{more}"
    )


def announce(root: Path, day: str, *options: str) -> int:
    return main(["announce", "--root", str(root), "--as-of", day, "--messages", "en", *options])


def subjects(envelopes: list[tuple[str, bytes]]) -> list[tuple[str, str]]:
    return [(to, message_from_bytes(data, policy=default)["Subject"]) for to, data in envelopes]


def statuses(capsys: pytest.CaptureFixture[str]) -> Counter[str]:
    captured = capsys.readouterr()
    for secret in ("jo@example.org", "al@example.org"):
        assert secret not in captured.out + captured.err
    return Counter(line.partition(":")[0] for line in captured.out.splitlines())


def test_what_is_due_is_sent_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with inbox() as (handler, port):

        def taken() -> list[tuple[str, bytes]]:
            found = []
            for envelope in handler.envelopes:
                # One recipient at a time: they never see one another.
                [to] = envelope.rcpt_tos
                assert isinstance(envelope.content, bytes)
                assert envelope.mail_from == SENDER
                assert to in envelope.content.decode()
                assert len(re.findall(rb"@example\.org", envelope.content)) == 1
                found.append((to, envelope.content))
            handler.envelopes.clear()
            return found

        sends_to(root, port)
        assert announce(root, "2026-03-31") == 0
        assert taken() == []
        assert statuses(capsys) == {"There is nothing to send.": 1}

        before = (root / "announced.jsonl").read_bytes()
        assert announce(root, ANNOUNCED, "--dry-run") == 0
        assert taken() == []
        assert (root / "announced.jsonl").read_bytes() == before
        assert statuses(capsys) == {"would be sent": 2}

        assert announce(root, ANNOUNCED) == 0
        sent = taken()
        assert subjects(sent) == [
            ("jo@example.org", "Vanaf 1 juni 2026 verandert onze privacyverklaring"),
            ("al@example.org", "From June 1, 2026 our privacy statement changes"),
        ]
        assert statuses(capsys) == {"sent": 2}
        assert (root / "announced.jsonl").read_bytes().startswith(before)

        assert announce(root, ANNOUNCED) == 0
        assert announce(root, "2026-05-31") == 0
        assert taken() == []
        assert statuses(capsys)["sent"] == 0

        assert announce(root, IN_FORCE) == 0
        assert [to for to, _ in taken()] == ["jo@example.org", "al@example.org"]
        assert announce(root, IN_FORCE) == 0
        assert taken() == []


def test_the_mail_holds_every_change(root: Path) -> None:
    with inbox() as (handler, port):
        sends_to(root, port)
        announce(root, ANNOUNCED)
    content = handler.envelopes[1].content
    assert isinstance(content, bytes)
    message = message_from_bytes(content, policy=default)
    assert message["To"] == "al@example.org"
    text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "We also ask your name." in text
    assert "3 years" in text
    assert "180 days" in text
    assert f"https://privacy.bakery.example/en/changes/{NEW}/" in text


def test_a_new_recipient_is_told_and_the_others_not_again(root: Path) -> None:
    with inbox() as (handler, port):
        sends_to(root, port)
        announce(root, ANNOUNCED)
        handler.envelopes.clear()
        with (root / "recipients.txt").open("a") as file:
            file.write("mo@example.org nl\n")
        announce(root, "2026-04-02")
        assert [envelope.rcpt_tos for envelope in handler.envelopes] == [["mo@example.org"]]


def test_a_withdrawal_is_told_to_who_was_told(root: Path) -> None:
    withdrawn = f'withdrawn: [{{version: "{NEW}", withdrawn_on: 2026-05-10, reason: {{nl: Fout., en: Wrong.}}}}]\n'
    with inbox() as (handler, port):
        sends_to(root, port)
        announce(root, ANNOUNCED)
        handler.envelopes.clear()
        with (root / "recipients.txt").open("a") as file:
            file.write("mo@example.org nl\n")
        sends_to(root, port, withdrawn)
        announce(root, "2026-05-10")
        told = sorted(envelope.rcpt_tos[0] for envelope in handler.envelopes)
        assert told == ["al@example.org", "jo@example.org"]
        [content] = [e.content for e in handler.envelopes if e.rcpt_tos == ["al@example.org"]]
        assert isinstance(content, bytes)
        assert message_from_bytes(content, policy=default)["Subject"] == (
            "The privacy statement announced for June 1, 2026 is withdrawn"
        )
        handler.envelopes.clear()
        announce(root, IN_FORCE)
        assert handler.envelopes == []


def refused(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert announce(root, ANNOUNCED) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert not (root / "announced.jsonl").exists()
    return captured.err


def test_a_site_without_settings(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(root, capsys).startswith("content/site.yaml: ")


def test_recipients_that_are_not_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sends_to(root, 25)
    (root / "recipients.txt").unlink()
    assert refused(root, capsys).startswith("recipients.txt: ")


def test_recipients_that_are_none(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sends_to(root, 25)
    (root / "recipients.txt").write_text("jo@example.org\nsomebody\n")
    said = refused(root, capsys)
    assert said.startswith("recipients.txt:2: ")
    assert "somebody" not in said


def test_a_site_with_problems_sends_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with inbox() as (handler, port):
        sends_to(root, port)
        (root / "content" / "statements" / NEW / "en.md").write_text("---\ntitle: A\n---\n")
        assert "en.md" in refused(root, capsys)
        assert handler.envelopes == []


def test_a_server_that_is_down_is_tried_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with deaf_port() as port:
        sends_to(root, port)
        assert announce(root, ANNOUNCED) == 1
    assert statuses(capsys)["sent"] == 0
    with inbox() as (handler, port):
        sends_to(root, port)
        assert announce(root, ANNOUNCED) == 0
        assert len(handler.envelopes) == 2


def test_a_dry_run_leaves_no_ledger(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sends_to(root, 25)
    assert announce(root, ANNOUNCED, "--dry-run") == 0
    assert statuses(capsys) == {"would be sent": 2}
    assert not (root / "announced.jsonl").exists()


def test_another_ledger(root: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "elsewhere.jsonl"
    with inbox() as (handler, port):
        sends_to(root, port)
        announce(root, ANNOUNCED, "--ledger", str(ledger))
        announce(root, ANNOUNCED, "--ledger", str(ledger))
        assert len(handler.envelopes) == 2
    assert not (root / "announced.jsonl").exists()
    assert all(isinstance(json.loads(line), dict) for line in ledger.read_text().splitlines())
    assert "example.org" not in ledger.read_text()
