"""Confirmed translations: what each section said in each language when somebody found that they say the same.

They stand beside the version, so a version that begins as a copy begins with what was confirmed of the one before.
"""

import hashlib
from collections.abc import Collection, Mapping

from site_builder.decode import decode
from site_builder.model import LocalizedText, Record, Version
from site_builder.problem import Problem
from site_builder.read import CONTENT, TRANSLATIONS, Project
from site_builder.records import record
from site_builder.texts import register_texts

_HEAD = """\
# Written by `site-builder confirm`: what each section said in each language when somebody read them side by side and
# found that they say the same. Do not edit.
"""

Digests = Mapping[str, Mapping[str, str]]
"""Section id → locale → digest of what it says."""


@record(kw_only=True)
class ConfirmedSection(Record):
    """A section by its id, and the SHA-256 of what it said, by locale."""

    id: str
    sha256: LocalizedText


@record(kw_only=True)
class Confirmed(Record):
    """The sections of a version that were confirmed."""

    sections: tuple[ConfirmedSection, ...] = ()

    @property
    def digests(self) -> Digests:
        return {section.id: section.sha256 for section in self.sections}


def confirmed_path(version: str) -> str:
    return f"{CONTENT}/statements/{version}/{TRANSLATIONS}"


def read_confirmed(project: Project, version: str) -> tuple[Confirmed | None, tuple[Problem, ...]]:
    """What was confirmed of a version, if anything was."""
    path = confirmed_path(version)
    data = project.content.get(path)
    if data is None:
        return None, ()
    confirmed, problems = decode(Confirmed, data.decode("utf-8", "replace"), path)
    return (None if problems else confirmed), problems


def section_digests(version: Version) -> Digests:
    """What each section of a version says, and its summary: the prose and the texts of the register in it."""
    said: dict[str, dict[str, list[str]]] = {}
    for locale, prose in version.prose.items():
        for section in prose.sections:
            headings = (section.heading, *section.subheadings)
            said.setdefault(section.id, {})[locale] = [
                *(f"{heading.title} {' '.join(heading.lookups)}" for heading in headings),
                " ".join(section.source.split()),
            ]
    for entry in register_texts(version.register):
        for locale, text in entry.texts.items():
            where = version.prose.get(locale)
            section_id = entry.section_in(where) if where else ""
            if section_id:
                said.setdefault(section_id, {}).setdefault(locale, []).append(text)
    return {
        section: {locale: hashlib.sha256("\n".join(lines).encode()).hexdigest() for locale, lines in texts.items()}
        for section, texts in said.items()
    }


def confirm(version: Version, before: Confirmed | None, sections: Collection[str] = ()) -> Confirmed:
    """The confirmations with those of `sections`, or of all, made anew; what is no section any more goes."""
    old = before.digests if before else {}
    new = section_digests(version)
    kept = {
        section: digests if not sections or section in sections else old[section]
        for section, digests in new.items()
        if not sections or section in sections or section in old
    }
    return Confirmed(sections=tuple(ConfirmedSection(id=section, sha256=digests) for section, digests in kept.items()))


def confirmed_text(confirmed: Confirmed) -> str:
    """The confirmations as they are written."""
    entries = []
    for section in confirmed.sections:
        digests = "".join(f'\n      {locale}: "{digest}"' for locale, digest in sorted(section.sha256.items()))
        entries.append(f'  - id: "{section.id}"\n    sha256:{digests}\n')
    return f"{_HEAD}sections:\n{''.join(entries)}"
