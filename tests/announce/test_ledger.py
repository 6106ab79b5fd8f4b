"""The ledger: what it remembers, torn lines, damage, and two at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.notices.ledger import Key, open_ledger, read_ledger, recipient_hash
from site_builder.problem import SiteError
from tests.announce.kit import NOON, ROOT

ONE = Key("mail", "2027-01-01", "announced", "nl", recipient_hash("jo@example.nl"))
TWO = ONE._replace(locale="en")


def codes(error: SiteError) -> list[str]:
    return [f"{problem.location.line} {problem.code}" for problem in error.problems]


def test_the_last_state_counts(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    with open_ledger(path) as ledger:
        assert ledger.states == {}
        ledger.note(ONE, "sending", NOON, digest="ab")
        ledger.note(TWO, "sending", NOON)
        ledger.note(ONE, "sent", NOON)
    assert read_ledger(path) == {ONE: "sent", TWO: "sending"}
    with open_ledger(path) as ledger:
        assert ledger.states == {ONE: "sent", TWO: "sending"}
    first = json.loads(path.read_text().splitlines()[0])
    assert first == {"at": "2026-12-01T12:00:00+00:00", "key": str(ONE), "state": "sending", "digest": "ab"}


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.jsonl"):
        assert (tmp_path / "ledger.jsonl").stat().st_mode & 0o777 == 0o600


def test_no_address_is_in_it(tmp_path: Path) -> None:
    assert "jo" not in recipient_hash("jo@example.nl")
    assert recipient_hash("jo@example.nl") != recipient_hash("jo@example.org")


def test_a_torn_last_line_is_forgotten_wherever_it_is_torn(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    with open_ledger(path) as ledger:
        ledger.note(ONE, "sent", NOON)
        whole = path.read_bytes()
        ledger.note(TWO, "sending", NOON)
    both = path.read_bytes()
    for length in range(len(whole), len(both) + 1):
        path.write_bytes(both[:length])
        # The line counts when only its end of line is missing.
        expected = {ONE: "sent", TWO: "sending"} if length >= len(both) - 1 else {ONE: "sent"}
        assert read_ledger(path) == expected
        with open_ledger(path) as ledger:
            assert ledger.states == expected
            ledger.note(TWO, "sent", NOON)
        assert read_ledger(path) == {ONE: "sent", TWO: "sent"}


@pytest.mark.parametrize(
    "tail", [b"\0" * 50, b"\0" * 50 + b"\n", b'{"key": 1}', b"[]\n", b"\xff", b'{"key":"a/b","state":"sent"}']
)
def test_whatever_a_power_failure_leaves_at_the_end_is_forgotten(tail: bytes, tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    with open_ledger(path) as ledger:
        ledger.note(ONE, "sent", NOON)
    path.write_bytes(path.read_bytes() + tail)
    with open_ledger(path) as ledger:
        assert ledger.states == {ONE: "sent"}


def test_damage_before_the_end_stops_everything(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    with open_ledger(path) as ledger:
        ledger.note(ONE, "sending", NOON)
        ledger.note(TWO, "sending", NOON)
    path.write_bytes(path.read_bytes().replace(b"sending", b"s?nding", 1))
    for use in (read_ledger, lambda path: open_ledger(path).__enter__()):
        with pytest.raises(SiteError) as caught:
            use(path)
        assert codes(caught.value) == ["1 ledger_damaged"]


def test_a_ledger_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SiteError) as caught, open_ledger(tmp_path / "none" / "ledger.jsonl"):
        pass
    assert codes(caught.value) == ["0 ledger_unwritable"]

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with open_ledger(tmp_path / "ledger.jsonl") as ledger:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(SiteError):
            ledger.note(ONE, "sending", NOON)


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    program = (
        "import fcntl, sys; from pathlib import Path; from site_builder.notices.ledger import open_ledger\n"
        "lock = fcntl.flock\n"
        "fcntl.flock = lambda *arguments: (print('locks', flush=True), lock(*arguments))\n"
        "with open_ledger(Path(sys.argv[1])) as ledger: print(sorted(ledger.states.values()), flush=True)"
    )
    with open_ledger(path) as ledger:
        second = subprocess.Popen(
            [sys.executable, "-c", program, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert second.stdout is not None
        assert second.stdout.readline() == "locks\n"
        ledger.note(ONE, "sent", NOON)
    assert second.communicate(timeout=600)[0] == "['sent']\n"
