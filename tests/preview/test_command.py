"""`site-builder serve`, as a process of its own."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.preview.support import DRAFT, make_project

ROOT = Path(__file__).parents[2]


@contextmanager
def command(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command, interrupted at the end as Ctrl+C does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "site_builder", "serve", "--no-open", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=heed_interruption,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
        assert process.stdout
        process.stdout.close()


def heed_interruption() -> None:
    """A process that is started in the background ignores Ctrl+C, and so do those that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def lines(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout
    return iter(process.stdout)


def test_it_says_where_it_is_and_what_is_wrong_and_ends_quietly(tmp_path: Path) -> None:
    make_project(tmp_path)
    with command("--root", str(tmp_path), "--port", "0", "--as-of", "2026-11-22", "--messages", "nl") as process:
        said = lines(process)
        assert re.fullmatch(
            r"Het voorbeeld staat op http://127\.0\.0\.1:\d+/nl/\. Stop het met Ctrl\+C\.\n", next(said)
        )
        path = tmp_path / "content" / "statements" / DRAFT / "nl.md"
        path.write_text(path.read_text().replace("{{ rights }}", "{{ rihgts }}"))
        line = path.read_text().splitlines().index("{{ rihgts }}") + 1
        assert f"nl.md:{line}: Er is geen gegeven “rihgts”." in next(said)
        assert next(said) == "1 probleem\n"
        path.write_text(path.read_text().replace("{{ rihgts }}", "{{ rights }}"))
        assert next(said) == "Geen problemen.\n"
    assert process.returncode == 0


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    make_project(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with command("--root", str(tmp_path), "--port", str(port), "--messages", "en") as process:
            assert process.wait() == 2
            assert f"Nothing can be served at 127.0.0.1:{port}: " in next(lines(process))


def test_who_shows_it_to_others_is_told_so(tmp_path: Path) -> None:
    make_project(tmp_path)
    arguments = ("--root", str(tmp_path), "--port", "0", "--host", "127.0.0.2", "--messages", "en")
    with command(*arguments) as process:
        said = lines(process)
        assert next(said) == "Everybody who can reach 127.0.0.2 can see this preview, drafts included.\n"
        assert "http://127.0.0.2:" in next(said)


def test_the_playground_tells_what_vendors_hear() -> None:
    with command("--playground", "--messages", "en") as process:
        said = lines(process)
        [address] = re.findall(r"http://\S+/en/", next(said))
        assert next(said) == "Below stands what the vendors hear.\n"
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - on loopback
            page = answer.read().decode()
        chat = re.findall(r'data-src="(http://127\.0\.0\.3:\d+)/window"', page)[0]
        urllib.request.urlopen(f"{chat}/window").close()  # noqa: S310
        assert next(said) == "chat: GET /window\n"
    assert process.returncode == 0
