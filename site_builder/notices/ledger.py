"""What was sent: a file with a line before and a line after each send, so that a crash at any point is harmless.

A line is on disk before a message leaves. Whoever dies in between leaves a message that is *sending*: it may have gone
out, so only a person can decide to send it again. A line that did not reach the disk as a whole announces nothing.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from site_builder.problem import Location, Problem, SiteError
from site_builder.records import record

Channel = Literal["mail", "webhook"]
State = Literal["sending", "sent", "failed", "uncertain", "resend", "marked"]
"""`resend` and `marked` are a person's decisions on what was uncertain: send it again, or count it as sent."""

UNCERTAIN: tuple[State, ...] = ("sending", "uncertain")
DONE: tuple[State, ...] = ("sent", "marked")
ALL_LOCALES = "all"


class Key(NamedTuple):
    """Names one send: a channel, a moment of a version, a locale, and to whom, as a hash."""

    channel: str
    version: str
    moment: str
    locale: str
    recipient: str

    def __str__(self) -> str:
        return "/".join(self)


def recipient_hash(address: str) -> str:
    """Stands for an address, so that the ledger can be kept with the site without listing people.

    A plain hash: a salt would have to lie beside it and so stop nobody. It is a pseudonym (GDPR art. 4(5)), not more:
    who suspects an address can test it. 64 bits do not collide among the recipients of one site.
    """
    return sha256(address.encode()).hexdigest()[:16]


@record
class Outcome:
    """How a send ended. `code` and `arguments` are those of the problem; `down` says the channel is of no use now."""

    state: Literal["sent", "failed", "uncertain"]
    code: str = ""
    arguments: Mapping[str, object] = field(default_factory=dict)
    down: bool = False


SENT = Outcome("sent")


@dataclass(slots=True)
class Ledger:
    """The open file, held by one run at a time, and the last state of everything in it."""

    path: Path
    descriptor: int
    states: dict[Key, State]

    def note(self, key: Key, state: State, at: datetime, **details: str) -> None:
        """Write a line and wait until it is on disk."""
        line = {"at": at.isoformat(timespec="seconds"), "key": str(key), "state": state, **details}
        # ASCII, so that a line cut off anywhere can still be read as text.
        data = json.dumps(line).encode("ascii") + b"\n"
        try:
            while data:
                data = data[os.write(self.descriptor, data) :]
            os.fsync(self.descriptor)
        except OSError as error:
            raise _unwritable(self.path, error) from error
        self.states[key] = state


@contextmanager
def open_ledger(path: Path) -> Iterator[Ledger]:
    """Hold the ledger: who comes second waits, and then finds what the first has sent. Raises SiteError."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        try:
            _lock(descriptor)
            data = _read(descriptor)
            states, whole = _states(data, path)
            if whole < len(data):
                os.ftruncate(descriptor, whole)
            elif data and not data.endswith(b"\n"):
                os.write(descriptor, b"\n")
            os.fsync(descriptor)
            _sync_folder(path.absolute().parent)
        except OSError as error:
            raise _unwritable(path, error) from error
        yield Ledger(path, descriptor, states)
    finally:
        os.close(descriptor)  # and with it the lock


def read_ledger(path: Path) -> Mapping[Key, State]:
    """What the ledger says, without holding or mending it. Raises SiteError."""
    try:
        return _states(path.read_bytes(), path)[0]
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SiteError([Problem(Location(str(path)), "unreadable", {"reason": error.strerror or ""})]) from error


def _states(data: bytes, path: Path) -> tuple[dict[Key, State], int]:
    """The last state of every key, and how many bytes of the file are whole lines.

    Only the last line can be torn by a crash. An earlier one that makes no sense was damaged by something else, and
    what it said is unknown: then nothing may be sent.
    """
    states: dict[Key, State] = {}
    lines = data.splitlines(keepends=True)
    for number, line in enumerate(lines, 1):
        entry = _entry(line)
        if entry is None and number == len(lines):
            return states, len(data) - len(line)
        if entry is None:
            raise SiteError([Problem(Location(str(path), number), "ledger_damaged")])
        key, state = entry
        states[key] = state
    return states, len(data)


def _entry(line: bytes) -> tuple[Key, State] | None:
    try:
        entry = json.loads(line)
        key, state = Key(*entry["key"].split("/")), entry["state"]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return (key, state) if state in get_args(State) else None


def _read(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    parts = []
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _lock(descriptor: int) -> None:
    """The system lets go of the lock when its holder dies."""
    if sys.platform == "win32":
        import msvcrt

        # A lock there keeps others from reading too: take a byte far behind the end.
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _sync_folder(folder: Path) -> None:
    """A new file is safe only when its folder knows it (fsync(2))."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(path: Path, error: OSError) -> SiteError:
    return SiteError([Problem(Location(str(path)), "ledger_unwritable", {"reason": error.strerror or str(error)})])
