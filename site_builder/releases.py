"""Released versions are frozen: their digests, each chained to the one before, stand in `content/releases.lock`."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from site_builder.chain import Frozen, FrozenFile, broken_links, files_digest, linked
from site_builder.decode import decode
from site_builder.memory.digested import digests_of, only
from site_builder.memory.steps import BuildMemory
from site_builder.model import Record, Site
from site_builder.problem import Location, Problem
from site_builder.read import CONTENT, TRANSLATIONS, Project
from site_builder.records import record
from site_builder.suggest import suggest

LOCK = f"{CONTENT}/releases.lock"
_ABOVE = f"{CONTENT}/statements/"
# What editors keep for themselves: questions can be answered and warnings weighed without a new version.
_NOTES = ("to_confirm:", "waivers:")
_HEAD = """\
# Written by `site-builder release`: what each released version said, and that nothing was changed, removed or put in
# between since. Do not edit; to change a statement, make a new version.
"""


@record(kw_only=True)
class Lock(Record):
    """Every release, in the order of their dates."""

    releases: tuple[Frozen, ...] = ()


def read_lock(project: Project, memory: BuildMemory | None = None) -> tuple[Lock, tuple[Problem, ...]]:
    """The releases that a project has written down, and every way in which it no longer is what they say."""
    data = project.content.get(LOCK)
    if data is None:
        return Lock(), ()
    text = data.decode("utf-8", "replace")
    memory = memory or BuildMemory()
    lock, problems = memory.step("lock", lambda: decode(Lock, text, LOCK), text)
    if lock is None or problems:
        return Lock(), problems or (Problem(Location(LOCK), "lock_broken"),)
    return lock, tuple(_problems(project, lock, memory))


def freeze(project: Project, version: str, lock: Lock, day: date) -> Lock:
    """The lock with a version added at its end."""
    files = tuple(
        FrozenFile(name=name, sha256=digest) for name, digest in _digests(_versions(project).get(version, {})).items()
    )
    digest = files_digest(files)
    before = lock.releases[-1].chain if lock.releases else ""
    chain = linked(before, version, digest)
    frozen = Frozen(version=version, released_on=day, files=files, digest=digest, chain=chain)
    return Lock(releases=(*lock.releases, frozen))


def release(project: Project, site: Site, version: str, day: date) -> tuple[Lock, tuple[Problem, ...]]:
    """The lock with `version` and every earlier one that it lacks, or what forbids that."""
    lock, problems = read_lock(project)
    arguments: dict[str, object] = {"version": version}
    released = {frozen.version: frozen for frozen in lock.releases}
    known = {found.id: found for found in site.versions}
    if version not in known:
        place = Location(f"{CONTENT}/statements/{version}")
        return lock, (
            *problems,
            Problem(place, "release_unknown", {**arguments, "suggestion": suggest(version, known)}),
        )
    if version in released:
        arguments["released_on"] = released[version].released_on
        return lock, (*problems, Problem(Location(LOCK), "release_twice", arguments))
    waiting = sorted(found for found in known if found <= version and found not in released)
    for found in waiting:
        register = known[found].register
        if register.status == "draft":
            problems += (Problem(register.origin.at("status"), "release_draft", {"version": found}),)
        lock = freeze(project, found, lock, day)
    return lock, problems


def lock_text(lock: Lock) -> str:
    """The lock as it is written."""
    entries = []
    for frozen in lock.releases:
        files = "".join(f"      - {{name: {file.name}, sha256: {file.sha256}}}\n" for file in frozen.files)
        entries.append(
            f'  - version: "{frozen.version}"\n    released_on: {frozen.released_on.isoformat()}\n'
            f"    files:\n{files}    digest: {frozen.digest}\n    chain: {frozen.chain}\n"
        )
    return f"{_HEAD}releases:\n{''.join(entries)}"


def canonical(name: str, data: bytes) -> bytes:
    """What counts of a file: its text, however its lines end, without the editors’ notes."""
    text = data.decode("utf-8-sig", "surrogateescape").replace("\r\n", "\n").replace("\r", "\n")
    if name.endswith(".md"):
        text = _without_notes(text)
    return text.encode("utf-8", "surrogateescape")


def _without_notes(text: str) -> str:
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    kept, skipping = [], False
    for line in lines[:end]:
        # The key and all that is indented, or a list item, below it.
        skipping = line.startswith(_NOTES) or (skipping and line[:1] in (" ", "-", "#", ""))
        if not skipping:
            kept.append(line)
    return "\n".join([*kept, *lines[end:]])


def _versions(project: Project) -> Mapping[str, Mapping[str, bytes]]:
    """The files of every version that count, by its folder."""
    versions: dict[str, list[str]] = {}
    for path in project.content:
        version, _, name = path[len(_ABOVE) :].partition("/")
        if path.startswith(_ABOVE) and name and name != TRANSLATIONS:
            versions.setdefault(version, []).append(path)
    return {version: only(project.content, paths) for version, paths in versions.items()}


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """What each file of a version says, by its name in the folder."""
    return {
        path[len(_ABOVE) :].partition("/")[2]: hashlib.sha256(canonical(path, data)).hexdigest()
        for path, data in sorted(files.items())
    }


def _problems(project: Project, lock: Lock, memory: BuildMemory) -> Iterator[Problem]:
    versions = _versions(project)
    broken = {frozen.version for frozen in broken_links(lock.releases)}
    for frozen in lock.releases:
        arguments = {"version": frozen.version, "released_on": frozen.released_on}
        files = versions.get(frozen.version, {})
        known = repr(sorted(digests_of(files).items()))
        found = memory.step(f"released:{frozen.version}", partial(_digests, files), known)
        folder = f"{CONTENT}/statements/{frozen.version}"
        if not found:
            yield Problem(Location(folder), "released_removed", arguments)
            continue
        expected = {file.name: file.sha256 for file in frozen.files}
        for name in sorted(expected | found):
            if name not in found:
                yield Problem(Location(f"{folder}/{name}"), "released_removed", arguments)
            elif expected.get(name) != found[name]:
                yield Problem(Location(f"{folder}/{name}"), "released_changed", arguments)
        if frozen.version in broken:
            yield Problem(frozen.origin.at("chain"), "lock_broken", arguments)
    locked = [frozen.version for frozen in lock.releases]
    if locked != sorted(locked):
        yield Problem(Location(LOCK), "lock_broken")
    for folder in project.folders:
        version = folder.rpartition("/")[2]
        if folder.startswith(f"{CONTENT}/statements/") and version not in locked and locked and version < max(locked):
            yield Problem(Location(folder), "released_inserted", {"version": version, "newest": max(locked)})
