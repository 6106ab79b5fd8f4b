"""What a site publishes about itself, read with suspicion: JSON → records, or the problem with it."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from site_builder.chain import Frozen, FrozenFile
from site_builder.problem import Location, Problem
from site_builder.records import record
from site_builder.verify.reading import is_within

VERSIONS = "versions.json"
MOST_FILES = 200_000

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHA384 = re.compile(r"sha384-[A-Za-z0-9+/]{64}")
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*")

Parsed = TypeVar("Parsed")


@record
class PublishedVersion:
    """A version as the site lists it. `pages` show its text; `files` are all that it names, by path."""

    version: str
    standing: str
    effective_on: date
    digest: str
    pages: tuple[str, ...]
    files: tuple[str, ...]
    banner: str


@record
class Versions:
    """`versions.json`."""

    time_zone: str
    versions: tuple[PublishedVersion, ...]
    chain: tuple[Frozen, ...]


@record
class Bundle:
    """The banner of a locale as its manifest names it."""

    path: str
    sha256: str
    integrity: str
    texts: str
    texts_sha256: str


Manifest = Mapping[str, Bundle]
"""Locale → banner."""


def parse_versions(data: bytes) -> tuple[Versions | None, tuple[Problem, ...]]:
    return _parse(VERSIONS, data, _versions)


def parse_digests(path: str, data: bytes) -> tuple[Mapping[str, str] | None, tuple[Problem, ...]]:
    """Path → SHA-256."""
    return _parse(path, data, _digests)


def parse_manifest(path: str, data: bytes) -> tuple[Manifest | None, tuple[Problem, ...]]:
    return _parse(path, data, _manifest)


def _parse(path: str, data: bytes, read: Callable[[Any], Parsed]) -> tuple[Parsed | None, tuple[Problem, ...]]:
    """What `read` makes of JSON. Whatever is there instead of what should be is a problem."""
    try:
        return read(json.loads(data.decode())), ()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        reason = str(error)[:80] if isinstance(error, _UnexpectedError) else "JSON"
        return None, (Problem(Location(path), "published_unreadable", {"reason": reason}),)


class _UnexpectedError(ValueError):
    """A value is not what belongs there; says where."""


def _versions(value: Any) -> Versions:
    base = _text(value["base_url"])
    zone = _text(value["time_zone"])
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise _UnexpectedError("time_zone") from None
    return Versions(
        zone,
        tuple(_version(entry, base) for entry in _list(value["versions"])),
        tuple(_frozen(entry) for entry in _list(value["chain"])),
    )


def _version(entry: Any, base: str) -> PublishedVersion:
    pages = _paths(entry["urls"], base)
    banner = _path(entry["banner"], base) if entry["banner"] is not None else ""
    others = (*_paths(entry["changes"], base), *_paths(entry["pdfs"], base), *filter(None, [banner]))
    return PublishedVersion(
        version=_day(entry["version"]).isoformat(),
        standing=_text(entry["standing"]),
        effective_on=_day(entry["effective_on"]),
        digest=_matching(_SHA256, entry["digest"]) if entry["digest"] is not None else "",
        pages=pages,
        files=(*pages, *others),
        banner=banner,
    )


def _frozen(entry: Any) -> Frozen:
    return Frozen(
        version=_day(entry["version"]).isoformat(),
        released_on=_day(entry["released_on"]),
        files=tuple(
            FrozenFile(name=_matching(_NAME, file["name"]), sha256=_matching(_SHA256, file["sha256"]))
            for file in _list(entry["files"])
        ),
        digest=_matching(_SHA256, entry["digest"]),
        chain=_matching(_SHA256, entry["chain"]),
    )


def _digests(value: Any) -> Mapping[str, str]:
    files = value["files"]
    if len(files) > MOST_FILES:
        raise _UnexpectedError("files")
    return {_inside(path): _matching(_SHA256, digest) for path, digest in files.items()}


def _manifest(value: Any) -> Manifest:
    return {
        _text(locale): Bundle(
            path=_inside(bundle["path"]),
            sha256=_matching(_SHA256, bundle["sha256"]),
            integrity=_matching(_SHA384, bundle["integrity"]),
            texts=_inside(bundle["texts"]["path"]),
            texts_sha256=_matching(_SHA256, bundle["texts"]["sha256"]),
        )
        for locale, bundle in value["bundles"].items()
    }


def _paths(urls: Any, base: str) -> tuple[str, ...]:
    return tuple(_path(url, base) for url in urls.values())


def _path(url: Any, base: str) -> str:
    """The file behind an address of the site."""
    text = _text(url)
    if not text.startswith(base):
        raise _UnexpectedError(text)
    path = text.removeprefix(base)
    return _inside(f"{path}index.html" if not path or path.endswith("/") else path)


def _inside(path: Any) -> str:
    text = _text(path)
    if not is_within(text):
        raise _UnexpectedError("path")
    return text


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable() or len(value) > 2048:
        raise _UnexpectedError("text")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _UnexpectedError("list")
    return value


def _day(value: Any) -> date:
    return date.fromisoformat(_text(value))


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    text = _text(value)
    if not pattern.fullmatch(text):
        raise _UnexpectedError(text)
    return text
