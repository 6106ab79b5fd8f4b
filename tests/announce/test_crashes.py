"""Whatever stops a run, wherever: every message arrives once, or is named as uncertain; none arrives twice."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from site_builder.model import NoticeSettings, Smtp
from site_builder.notices.announce import announce
from site_builder.notices.ledger import Outcome, open_ledger
from site_builder.notices.mail import SendMail
from site_builder.notices.recipients import Recipient
from site_builder.notices.settings import Secrets
from site_builder.notices.webhook import Answer
from tests.announce.kit import ENVIRONMENT, NOON, NOTICE, ROOT, TODAY, hook, http_receiver, paper, scripted_smtp, smtp


def test_killed_between_every_two_steps(tmp_path: Path) -> None:
    with scripted_smtp() as mails, http_receiver() as posts:
        command = [
            sys.executable,
            "-m",
            "tests.announce.runner",
            str(tmp_path),
            str(mails.port),
            str(posts.port),
            "crash",
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(results) > 50
    assert [result["killed"] for result in results] == [True] * (len(results) - 1) + [False]
    arrived = Counter(recipient for recipient, _ in mails.mails)
    seen: Counter[str] = Counter()
    web = 0
    for result in results:
        for name in ("a", "b"):
            masked, recipient = f"mail {name}…@example.org", f"{name}-{result['step']}@example.org"
            status = result["lines"][masked]
            seen[status] += 1
            if status == "uncertain":
                assert arrived[recipient] <= 1, result
            else:
                assert status in ("sent", "already")
                assert arrived[recipient] == 1, result
        # At most one message is uncertain after one crash.
        assert list(result["lines"].values()).count("uncertain") <= 1, result
        web += result["lines"]["webhook 127.0.0.1"] != "uncertain"
    # The receiver cannot tell the attempts apart: it got all that are certain, and at most all of them.
    assert web <= len(posts.posts) <= len(results)
    assert set(seen) == {"sent", "already", "uncertain"}
    # Both ways it can be uncertain do occur: the message was taken, and it was not.
    uncertain = [
        arrived[f"{name}-{result['step']}@example.org"]
        for result in results
        for name in ("a", "b")
        if result["lines"][f"mail {name}…@example.org"] == "uncertain"
    ]
    assert set(uncertain) == {0, 1}


def test_two_at_once_send_once(tmp_path: Path) -> None:
    with scripted_smtp() as mails, http_receiver() as posts:
        command = [sys.executable, "-m", "tests.announce.runner", str(tmp_path), str(mails.port), str(posts.port)]
        runs = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
        said = [json.loads(run.communicate(timeout=600)[0]) for run in runs]
    assert len(mails.mails) == 2
    assert len(posts.posts) == 1
    assert sorted(str(set(lines.values())) for lines in said) == ["{'already'}", "{'already'}", "{'sent'}"]


class Crash(BaseException):
    """Not an Exception: nothing may catch it."""


@dataclass
class World:
    """Every effect as a step that can be the last one; `taken` is what arrived."""

    last: int
    steps: int = 0
    taken: list[str] = field(default_factory=list)

    def step(self) -> None:
        self.steps += 1
        if self.steps > self.last:
            raise Crash

    def now(self) -> datetime:
        self.step()
        return NOON

    def post(self, url: str, _headers: object, _body: bytes, _timeout: float) -> Answer:
        self.step()
        self.taken.append(url)
        self.step()
        return Answer(204)

    @contextmanager
    def open_mail(self, _settings: Smtp, _secrets: Secrets) -> Iterator[SendMail]:
        def send(recipient: str, _data: bytes) -> Outcome:
            self.step()
            self.taken.append(recipient)
            self.step()
            return Outcome("sent")

        yield send


RECIPIENTS = (Recipient("jo@example.org", ("nl",)), Recipient("list@example.org", ("nl", "en")))
SETTINGS = NoticeSettings(smtp=smtp(25), recipients_file="recipients.txt", webhook=hook(80))


def run(world: World, path: Path) -> Counter[str]:
    report = announce(
        [NOTICE], RECIPIENTS, SETTINGS, path, ENVIRONMENT, paper=paper(), as_of=TODAY, now=world.now,
        open_mail=world.open_mail, post=world.post, sleep=lambda _: None,
    )  # fmt: skip
    return Counter(line.status for line in report.lines)


def test_an_exception_at_every_effect_and_then_another_in_the_next_run(tmp_path: Path) -> None:
    whole = World(10**6)
    assert run(whole, tmp_path / "whole.jsonl") == {"sent": 4}
    for first in range(whole.steps):
        for second in {first // 2, first, whole.steps}:
            path = tmp_path / f"{first}-{second}.jsonl"
            taken: list[str] = []
            for last in (first, second):
                world = World(last)
                with suppress(Crash):
                    run(world, path)
                taken += world.taken
            world = World(10**6)
            statuses = run(world, path)
            taken += world.taken
            wanted = Counter({"jo@example.org": 1, "list@example.org": 2, hook(80).url: 1})
            assert not Counter(taken) - wanted, (first, second)
            assert sum((wanted - Counter(taken)).values()) <= statuses["uncertain"], (first, second)
            assert sum(statuses.values()) == 4
            assert statuses["uncertain"] <= 2
            # And again: nothing more is sent, and the same is uncertain.
            world = World(10**6)
            again = run(world, path)
            assert world.taken == []
            assert again == {"already": 4 - statuses["uncertain"]} | (
                {"uncertain": statuses["uncertain"]} if statuses["uncertain"] else {}
            )


def test_a_torn_line_at_the_crash_changes_nothing(tmp_path: Path) -> None:
    whole = World(10**6)
    path = tmp_path / "ledger.jsonl"
    run(whole, path)
    lines = path.read_bytes().splitlines(keepends=True)
    for number, line in enumerate(lines):
        # What had arrived when this line was being written.
        arrived = (number + 1) // 2
        for length in (0, 1, len(line) // 2, len(line) - 2):
            path.write_bytes(b"".join(lines[:number]) + line[:length])
            world = World(10**6)
            statuses = run(world, path)
            doubtful = number % 2
            assert statuses["uncertain"] == doubtful
            assert len(world.taken) + arrived == 4
            with open_ledger(path) as ledger:
                assert len(ledger.states) == 4
