"""Versions → releases: each version with what changed since the one before and how much that matters."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from site_builder.changes.change import Change
from site_builder.changes.locales import in_locales
from site_builder.changes.prose import prose_operations
from site_builder.changes.redline import Operation
from site_builder.changes.significance import Significance, significance_of
from site_builder.model import Version
from site_builder.records import record
from site_builder.timeline import Timeline

Made = TypeVar("Made")
Compared = Callable[[Version, Version | None], "Release"]

# Words that turn a sentence round, in the languages that have been looked at.
_NEGATIONS = {"niet", "geen", "nooit", "niemand", "niets", "nergens", "zonder", "behalve", "tenzij"} | {
    "not", "no", "never", "nobody", "nothing", "nowhere", "without", "except", "unless", "cannot", "don't", "doesn't",
}  # fmt: skip


@record
class Release:
    """A version as it was published. The first has no `previous`, and nothing changed in it."""

    version: Version
    previous: Version | None
    changes: tuple[Change, ...]
    significance: Significance

    @property
    def id(self) -> str:
        return self.version.id

    def compared_in(self, locale: str) -> bool:
        """Whether readers of a locale can be told what changed: both versions are in it."""
        return self.previous is not None and locale in self.previous.locales and locale in self.version.locales

    def remember(self, what: str, make: Callable[[], Made], within: str = "") -> Made:  # noqa: ARG002 - for one that remembers
        """What `make` gives of this release alone; `what` names it. There may be a release that remembers it, also
        while the step `within` which it is needed is not made."""
        return make()


def history(timeline: Timeline, compared: Compared | None = None) -> tuple[Release, ...]:
    """The releases as they follow each other, oldest first; a withdrawn one against what was to come before it."""
    release = compared or compare
    found = list(releases(timeline.oldest_first, release))
    for version in timeline.withdrawn:
        before = [other for other in timeline.oldest_first if other.id < version.id]
        found.append(release(version, before[-1] if before else None))
    return tuple(sorted(found, key=lambda release: release.id))


def releases(versions: Iterable[Version], compared: Compared | None = None) -> tuple[Release, ...]:
    """The releases of versions that are ordered oldest first."""
    ordered, release = tuple(versions), compared or compare
    return tuple(release(version, previous) for version, previous in zip(ordered, (None, *ordered), strict=False))


def compare(version: Version, previous: Version | None) -> Release:
    """What changed in a version since the one before."""
    if previous is None:
        return Release(version, None, (), Significance.EDITORIAL)
    shared = tuple(locale for locale in version.locales if locale in previous.locales)
    before, after = (
        one.register if one.locales == shared else in_locales(one.register, shared) for one in (previous, version)
    )
    from site_builder.changes.register import register_changes  # only where facts are compared

    changes = register_changes(before, after)
    return Release(version, previous, changes, max(least_significance(changes, previous, version), _said(version)))


def least_significance(changes: tuple[Change, ...], previous: Version, version: Version) -> Significance:
    """How much a version matters by what changed in it, whatever its author says."""
    facts = significance_of(changes)
    if facts >= Significance.FACTUAL:
        return facts
    shared = [locale for locale in version.prose if locale in previous.prose]
    texts = (prose_operations(previous.prose[locale], version.prose[locale]) for locale in shared)
    telling = any(changes_meaning(operation, previous) for operations in texts for operation in operations)
    return Significance.FACTUAL if telling else facts


def changes_meaning(operation: Operation, previous: Version) -> bool:
    """Whether a change of words touches a number, a recipient or a “not” (WP260 rev.01, par. 29)."""
    names = {recipient.name.casefold() for recipient in previous.register.recipients}
    before, after = (_telling_words(text, names) for text in _changed_texts(operation))
    return before != after


def _changed_texts(operation: Operation) -> tuple[str, str]:
    if operation.parts:
        return (
            "".join(text for status, text in operation.parts if status == "-"),
            "".join(text for status, text in operation.parts if status == "+"),
        )
    return operation.before, operation.after


def _telling_words(text: str, names: set[str]) -> tuple[list[str], set[str]]:
    words = re.findall(r"[\w'’]+(?:[.,]\d+)*", text.casefold().replace("’", "'"))
    telling = sorted(word for word in words if word in _NEGATIONS or re.search(r"\d", word))
    return telling, {name for name in names if name in text.casefold()}


def _said(version: Version) -> Significance:
    said = version.register.significance
    return Significance[said.upper()] if said else Significance.EDITORIAL
