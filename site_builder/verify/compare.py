"""Does a published site still say what it says of itself? Every file against its digest, every release in its chain."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import field
from datetime import date

from site_builder.chain import Frozen, broken_links
from site_builder.day import day_in
from site_builder.digests import DIGESTS, digests_text, list_digest
from site_builder.hosting.rules import UNSERVED
from site_builder.problem import Location, Problem, sort_problems
from site_builder.records import record
from site_builder.verify.published import (
    VERSIONS,
    PublishedVersion,
    Versions,
    parse_digests,
    parse_manifest,
    parse_versions,
)
from site_builder.verify.reading import MISSING, Got, Read

AT_ONCE = 8
"""Files that are read at the same time: enough to keep a line busy, few enough to go unnoticed by a server."""


@record
class Findings:
    """What a site was found to be. `digests` are those that it lists, by path; empty when they cannot be read."""

    problems: tuple[Problem, ...]
    versions: Versions | None = None
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def head(self) -> str:
        """The last link of the chain: it stands for every release."""
        return self.versions.chain[-1].chain if self.versions and self.versions.chain else ""

    @property
    def digest(self) -> str:
        """Stands for every file."""
        return list_digest(self.digests) if self.digests else ""


def compare(read: Read, as_of: date, earlier: Iterable[Frozen] = ()) -> Findings:
    """Read a whole site and say what differs. `earlier` are releases that it was seen to publish before."""
    history, listed = read(VERSIONS), read(DIGESTS)
    if history == MISSING:
        return Findings((Problem(Location(VERSIONS), "published_nothing"),))
    if history.code:
        # The site is down: another file would say the same.
        return Findings(tuple(_unread(VERSIONS, history)))
    versions, wrong = parse_versions(history.data)
    if versions is not None:
        wrong = (*wrong, *_history(versions, as_of, earlier))
    unlike = tuple(_unread(DIGESTS, listed))
    digests = None
    if not listed.code:
        digests, unlike = parse_digests(DIGESTS, listed.data)
    if digests is not None:
        if digests_text(digests).encode() != listed.data:
            unlike = (*unlike, Problem(Location(DIGESTS), "published_changed"))
        unlike = (*unlike, *_files(read, digests, versions))
    # What is wrong with the history weighs most.
    return Findings((*sort_problems(wrong), *sort_problems(unlike)), versions, digests or {})


def _unread(path: str, got: Got) -> Iterator[Problem]:
    if got.code:
        yield Problem(Location(path), got.code, got.arguments)


# --- files ------------------------------------------------------------------------------------------------------------


@record
class _Seen:
    """What is kept of a file when it was read."""

    problems: tuple[Problem, ...]
    kept: bytes = b""
    integrity: str = ""


def _files(read: Read, digests: Mapping[str, str], versions: Versions | None) -> Iterator[Problem]:
    shown = {page: version.digest for version in versions.versions for page in version.pages} if versions else {}
    named = dict(_named(versions.versions)) if versions else {}
    current = {version.banner for version in versions.versions if version.standing == "in_force"} if versions else set()
    manifests = {file for file in (*named, *digests) if file.startswith("consent/manifest")}

    def examine(path: str) -> _Seen:
        got = read(path)
        if got == MISSING and path in UNSERVED:
            return _Seen(())
        if got.code:
            return _Seen(tuple(_unread(path, got)))
        if hashlib.sha256(got.data).hexdigest() != digests[path]:
            return _Seen((Problem(Location(path), "published_changed"),))
        digest = shown.get(path, "")
        if digest.encode() not in got.data:
            return _Seen((Problem(Location(path), "published_digest_unshown", {"digest": digest}),))
        script = path.startswith("consent/") and path.endswith(".js")
        integrity = f"sha384-{b64encode(hashlib.sha384(got.data).digest()).decode()}" if script else ""
        return _Seen((), got.data if path in manifests else b"", integrity)

    with ThreadPoolExecutor(AT_ONCE) as readers:
        seen = dict(zip(digests, readers.map(examine, digests), strict=True))
    for found in seen.values():
        yield from found.problems
    for path, by in sorted(named.items()):
        if path not in digests:
            yield Problem(Location(path), "published_unlisted", {"found": by})
    for path in sorted(manifests & seen.keys()):
        if not seen[path].problems:
            yield from _banners(path, path in current, seen, digests)


def _named(versions: Iterable[PublishedVersion]) -> Iterator[tuple[str, str]]:
    """Every file that has to be there, and what names it."""
    yield VERSIONS, "site-builder"
    for version in versions:
        yield from ((file, VERSIONS) for file in version.files)


def _banners(path: str, current: bool, seen: Mapping[str, _Seen], digests: Mapping[str, str]) -> Iterator[Problem]:
    """Whether the banners are those that their manifest names, and the one in use is among them."""
    manifest, problems = parse_manifest(path, seen[path].kept)
    yield from problems
    for locale, bundle in (manifest or {}).items():
        expected = {bundle.path: bundle.sha256, bundle.texts: bundle.texts_sha256}
        if current:
            expected[f"consent/{locale}.js"] = bundle.sha256
        for file, digest in expected.items():
            if file not in digests:
                yield Problem(Location(file), "published_unlisted", {"found": path})
            elif digests[file] != digest:
                yield Problem(Location(path), "published_banner_unlike", {"found": file})
        found = seen.get(bundle.path)
        if found and not found.problems and found.integrity != bundle.integrity:
            yield Problem(Location(path), "published_banner_unlike", {"found": bundle.path})


# --- history ----------------------------------------------------------------------------------------------------------


def _history(versions: Versions, as_of: date, earlier: Iterable[Frozen]) -> Iterator[Problem]:
    place = Location(VERSIONS)
    released = {frozen.version: frozen for frozen in versions.chain}
    if list(released) != sorted(frozen.version for frozen in versions.chain):
        yield Problem(place, "published_unreadable", {"reason": "chain"})
    for frozen in broken_links(versions.chain):
        yield Problem(place, "published_release_broken", {"version": frozen.version})
    for before in earlier:
        now = released.get(before.version)
        if now is None or now.chain != before.chain:
            arguments = {"version": before.version, "released_on": before.released_on}
            yield Problem(place, "published_release_gone", arguments)
    today = day_in(as_of, versions.time_zone)
    listed = set()
    for version in versions.versions:
        listed.add(version.version)
        expected = released[version.version].digest if version.version in released else ""
        if version.digest != expected:
            yield Problem(place, "published_release_unlike", {"version": version.version})
        if version.standing == "announced" and version.effective_on <= today:
            arguments = {"version": version.version, "effective_on": version.effective_on}
            yield Problem(place, "build_due", arguments)
    if len(listed) != len(versions.versions):
        yield Problem(place, "published_unreadable", {"reason": "versions"})
