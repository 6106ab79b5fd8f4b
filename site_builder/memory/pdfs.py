"""PDFs that were made before, each in a file of its own that can be opened as it is."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Collection
from pathlib import Path

SPARE = 3  # times as many as are in use may stay


def recall(folder: Path, key: str) -> bytes | None:
    """The PDF that is remembered by a key. An entry that was cut short or changed is none."""
    try:
        data, seal = _split(_entry(folder, key).read_bytes())
    except OSError:
        return None
    return data if seal == _seal(data) else None


def keep(folder: Path, key: str, data: bytes) -> None:
    """Remember a PDF: the whole entry or none of it. Where nothing can be written nothing is remembered."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data + _seal(data))
            Path(name).replace(_entry(folder, key))
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def tidy(folder: Path, used: Collection[str]) -> None:
    """Let go of what the last build did not use, when that is much."""
    with contextlib.suppress(OSError):
        kept = [entry for entry in folder.iterdir() if entry.suffix == ".pdf"]
        if len(kept) > SPARE * max(len(used), 16):
            for entry in kept:
                if entry.stem not in used:
                    entry.unlink(missing_ok=True)


def _entry(folder: Path, key: str) -> Path:
    return folder / f"{key}.pdf"


def _seal(data: bytes) -> bytes:
    """A last line that is a comment to readers of PDF, so that the entry can be opened as it is."""
    return f"\n%{hashlib.sha256(data).hexdigest()}\n".encode()


def _split(entry: bytes) -> tuple[bytes, bytes]:
    length = len(_seal(b""))
    return entry[:-length], entry[-length:]
