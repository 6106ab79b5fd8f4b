"""The chain of releases: each link holds the digests of a version's files and is bound to the link before it.

Whoever noted the last link can tell later that no release was changed, removed or put in between.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date

from site_builder.model import Record
from site_builder.records import record


@record(kw_only=True)
class FrozenFile(Record):
    """A file of a released version and the SHA-256 of its text."""

    name: str
    sha256: str


@record(kw_only=True)
class Frozen(Record):
    """A released version. `digest` is that of its files; `chain` that of the chain so far and this version."""

    version: str
    released_on: date
    files: tuple[FrozenFile, ...]
    digest: str
    chain: str


def files_digest(files: Iterable[FrozenFile]) -> str:
    """The digest of a version: SHA-256 of the lines that `sha256sum` would print for its files."""
    return hashlib.sha256("".join(f"{file.sha256}  {file.name}\n" for file in files).encode()).hexdigest()


def linked(before: str, version: str, digest: str) -> str:
    """The link of a version behind the link `before`, which is empty for the first."""
    return hashlib.sha256(f"{before}\n{version}\n{digest}\n".encode()).hexdigest()


def broken_links(releases: Iterable[Frozen]) -> Iterator[Frozen]:
    """The releases whose digest is not that of their files, or that do not fit behind the one before."""
    before = ""
    for frozen in releases:
        if files_digest(frozen.files) != frozen.digest or linked(before, frozen.version, frozen.digest) != frozen.chain:
            yield frozen
        before = frozen.chain
