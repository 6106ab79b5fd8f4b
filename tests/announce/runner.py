"""A program that announces to the servers it is told of; it can be killed before any of its steps.

`python -m tests.announce.runner FOLDER MAIL_PORT WEB_PORT [crash]`. With `crash` it goes through a whole run, killing a
copy of itself (SIGKILL) at the first step, then in a new ledger at the second, and so on, and lets each be followed by
an undisturbed run. A step is a call into the system: open, lock, write, sync, connect, send, receive, close; between
two of them nothing happens that anybody could notice.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

from site_builder.model import NoticeSettings
from site_builder.notices.announce import Report, announce
from site_builder.notices.message import messages
from site_builder.notices.recipients import Recipient
from tests.announce.kit import ENVIRONMENT, NOTICE, TODAY, hook, now, paper, smtp

STEPS = {
    "open", "close", "write", "fsync", "flock", "ftruncate", "read", "lseek", "connect", "sendall", "send", "recv_into",
    "shutdown",
}  # fmt: skip


def is_step(function: object) -> bool:
    """Writing to a buffer in memory reaches nobody."""
    return getattr(function, "__name__", "") in STEPS and not isinstance(
        getattr(function, "__self__", None), StringIO | BytesIO
    )


def run(ledger: Path, recipients: tuple[Recipient, ...], mail_port: int, web_port: int) -> Report:
    settings = NoticeSettings(
        smtp=smtp(mail_port),
        recipients_file="recipients.txt",
        webhook=hook(web_port, retries=0),
    )
    return announce(
        [NOTICE], recipients, settings, ledger, ENVIRONMENT, paper=paper(), as_of=TODAY, now=now, sleep=lambda _: None
    )


def short(report: Report) -> dict[str, str]:
    return {f"{line.key.channel} {line.recipient}": line.status for line in report.lines}


def say(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def two(number: int) -> tuple[Recipient, ...]:
    """Recipients of this attempt alone."""
    return tuple(Recipient(f"{name}-{number}@example.org", ("nl",)) for name in ("a", "b"))


def killed_at(step: int, action: Callable[[], object]) -> bool:
    """Run in a copy of this process that is killed at a step; False when it had fewer steps."""
    child = os.fork()
    if child == 0:
        count = 0

        def watch(frame: object, event: str, function: object) -> None:
            nonlocal count
            if event == "c_call" and is_step(function):
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                count += 1

        sys.setprofile(watch)
        action()
        sys.setprofile(None)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def crash_everywhere(folder: Path, mail_port: int, web_port: int) -> None:
    """Says for every step what the run after the crash reported."""
    messages(NOTICE, paper(), NoticeSettings())  # the templates are compiled once, not in every copy
    step = 0
    while True:
        ledger, recipients = folder / f"{step}.jsonl", two(step)
        killed = killed_at(step, lambda: run(ledger, recipients, mail_port, web_port))  # noqa: B023 - called at once
        report = run(ledger, recipients, mail_port, web_port)
        say({"step": step, "killed": killed, "lines": short(report)})
        if not killed:
            return
        step += 1


if __name__ == "__main__":
    place, mail, web = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    if sys.argv[4:] == ["crash"]:
        crash_everywhere(place, mail, web)
    else:
        say(short(run(place / "ledger.jsonl", two(0), mail, web)))
