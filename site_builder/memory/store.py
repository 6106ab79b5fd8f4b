"""Steps and what they made, on disk: one SQLite file. Whatever is wrong with it, what it cannot give is absent."""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

_TABLES = {
    "steps": "CREATE TABLE steps (room TEXT, around TEXT, name TEXT, key BLOB, reads TEXT, value TEXT, seal INTEGER, "
    "PRIMARY KEY (room, around, name)) WITHOUT ROWID",
    "blobs": "CREATE TABLE blobs (digest BLOB PRIMARY KEY, data BLOB)",
}
_WITHIN = """
WITH RECURSIVE gone (name) AS (
  SELECT :name UNION SELECT steps.name FROM steps JOIN gone ON steps.room = :room AND steps.around = gone.name
)
DELETE FROM steps WHERE room = :room AND around IN gone
"""
_LONGEST = 1 << 26  # bytes: no page is longer, and what claims to be is not unpacked
_SPARE = 3  # times as many blobs as are in use may stay
_PATIENCE = 2.0  # seconds to wait for another build that is writing


Place = tuple[str, str]  # the name of the step around a step, empty where there is none, and its own


class Row(NamedTuple):
    """What a step read and made. `key` is the digest of all that it was made from."""

    key: bytes
    reads: str
    value: str

    @property
    def seal(self) -> int:
        """What tells a value that was damaged. Names and reads are part of the key."""
        return zlib.crc32(self.value.encode("ascii", "replace"))


_CELLS = (bytes, str, str)


class Store:
    """The file, opened when it is there. Without a `file` it lives as long as the process."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self.unsaved: dict[bytes, bytes] = {}
        self.connection: sqlite3.Connection | None = None
        self.ground = 0
        if file is None or file.is_file():
            with suppress(sqlite3.Error, OSError):
                self.connection = _open(file)

    def stand_on(self, ground: str) -> None:
        """From here on steps stand on this. Those in the file that stand on something else go when it is written."""
        self.ground = zlib.crc32(ground.encode("utf-8", "surrogatepass")) >> 1  # fits in the head of the file

    def rows(self, room: str, around: str = "") -> dict[str, Row]:
        """Every step of a room within one, or those within none, by its name. Rows that were changed are none."""
        if self.connection is None:
            return {}
        try:
            asked = self.connection.execute(
                "SELECT name, key, reads, value, seal FROM steps WHERE room = ? AND around = ?", (room, around)
            )
            return {
                name: row
                for name, key, reads, value, seal in asked
                if (type(key), type(reads), type(value)) == _CELLS and (row := Row(key, reads, value)).seal == seal
            }
        except (sqlite3.Error, TypeError, UnicodeError):
            return {}

    def blob(self, digest: bytes) -> bytes | None:
        """The bytes with a SHA-256, if they are kept."""
        if digest in self.unsaved:
            return self.unsaved[digest]
        if self.connection is None:
            return None
        try:
            found = self.connection.execute("SELECT data FROM blobs WHERE digest = ?", (digest,)).fetchone()
            data = zlib.decompressobj().decompress(found[0], _LONGEST) if found else None
        except (sqlite3.Error, zlib.error, TypeError):
            return None
        return data if data is not None and sha256(data).digest() == digest else None

    def keep(self, data: bytes) -> bytes:
        """Keep bytes under their SHA-256, which is given back."""
        digest = sha256(data).digest()
        self.unsaved.setdefault(digest, data)
        return digest

    def save(self, room: str, changed: Mapping[Place, Row], gone: Iterable[Place], used: set[bytes] | None) -> None:
        """Write what is new, all of it or nothing. With what is `gone` goes what is within it; bytes that are not
        `used` go when they are many."""
        if not changed and not self.unsaved:
            return
        try:
            self._write(room, changed, gone, used)
        except (sqlite3.OperationalError, OSError, UnicodeError):
            return  # busy, full or closed to us: the next build makes it again
        except sqlite3.DatabaseError:
            self._remove()
            with suppress(sqlite3.Error, OSError, UnicodeError):
                self._write(room, changed, gone, used)

    def _write(self, room: str, changed: Mapping[Place, Row], gone: Iterable[Place], used: set[bytes] | None) -> None:
        if self.connection is None:
            if self.file is None:
                return
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.connection = _open(self.file)
        with self.connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA user_version").fetchone() != (self.ground,):
                connection.execute("DELETE FROM steps")
                connection.execute(f"PRAGMA user_version = {self.ground:d}")
            connection.executemany(
                "DELETE FROM steps WHERE room = ? AND (around, name) = (?, ?)", [(room, *place) for place in gone]
            )
            connection.executemany(_WITHIN, [{"room": room, "name": name} for _, name in gone])
            connection.executemany(
                "INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(room, *place, *row, row.seal) for place, row in changed.items()],
            )
            connection.executemany(
                "INSERT OR IGNORE INTO blobs VALUES (?, ?)",
                [(digest, zlib.compress(data, 1)) for digest, data in self.unsaved.items()],
            )
            [kept] = connection.execute("SELECT count(*) FROM blobs").fetchone()
            if used is not None and kept > _SPARE * max(len(used), 64):
                everything = [digest for (digest,) in connection.execute("SELECT digest FROM blobs")]
                connection.executemany(
                    "DELETE FROM blobs WHERE digest = ?", [(digest,) for digest in everything if digest not in used]
                )
        self.unsaved.clear()

    def clear(self) -> None:
        """What is there is no store of ours, or no longer one."""
        self.unsaved.clear()
        self._remove()

    def _remove(self) -> None:
        self.close()
        with suppress(OSError):
            if self.file is not None:
                self.file.unlink(missing_ok=True)

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def _open(file: Path | None) -> sqlite3.Connection:
    """The store in a file. Raises DatabaseError when there is something in it that we cannot have written."""
    connection = sqlite3.connect(file or ":memory:", timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        # A power cut may break the file; then it is forgotten. Nothing in it may call anything.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA trusted_schema = OFF")
        found = _tables(connection)
        if not found:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                # Another build may have been here first.
                for name in _TABLES.keys() - _tables(connection).keys():
                    connection.execute(_TABLES[name])
            found = _tables(connection)
        if found != _TABLES:
            raise sqlite3.DatabaseError("not a store of ours")
    except UnicodeError as error:
        connection.close()
        raise sqlite3.DatabaseError("what is said of a damaged file may be damaged too") from error
    except BaseException:
        connection.close()
        raise
    return connection


def _tables(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))
