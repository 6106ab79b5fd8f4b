"""The languages name the same facts, links, numbers and dates."""

import html
import re
from collections.abc import Iterator, Mapping
from itertools import combinations, permutations

from site_builder.checks.rule import Finding, Judged, Rule
from site_builder.labels import N_
from site_builder.language.data import Language, language
from site_builder.language.quantities import ONE, quantities
from site_builder.model import Prose, Section
from site_builder.problem import Severity
from site_builder.prose import SLOT, fill
from site_builder.texts import register_texts

_HREF = re.compile(r'<a [^>]*?href="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_LANGUAGE_HOST = re.compile(r"(?<=//)(?:www|[a-z]{2})\.")


def _find(judged: Judged) -> Iterator[Finding]:
    proses = list(judged.version.prose.values())
    for first, other in combinations(proses, 2):
        for section, same in _pairs(first, other):
            yield from _differences(first, section, other, same)
            yield from _differences(other, same, first, section)
            yield from _unlike_units(first, section, other, same)
    for entry in register_texts(judged.register):
        for one, another in permutations([locale for locale in entry.texts if locale], 2):
            ours, theirs = (quantities(entry.texts[locale], language(locale)) for locale in (one, another))
            for value in _missing(ours, theirs, entry.texts[another], language(another)):
                yield Finding(entry.location, {"found": value, "locale": one, "other": another}, "register")


def _pairs(first: Prose, other: Prose) -> Iterator[tuple[Section, Section]]:
    sections = {section.id: section for section in other.sections if section.readable}
    for section in first.sections:
        if section.id in sections and section.readable:
            yield section, sections[section.id]


def _differences(prose: Prose, section: Section, other: Prose, same: Section) -> Iterator[Finding]:
    """What stands in a section of `prose` and not in the same one of `other`, reported where it is missing."""
    place = same.heading.origin.at()
    arguments = {"locale": prose.locale, "section": same.id}
    lookups, theirs = _lookups(section), _lookups(same)
    for path in sorted(lookups - theirs - set(section.blocks)):
        yield Finding(place, {**arguments, "found": path}, "lookup")
    for link in sorted(_links(section) - _links(same)):
        yield Finding(place, {**arguments, "found": link}, "link")
    words = language(other.locale)
    for value in _missing(_quantities(prose, section), _quantities(other, same), _plain(same), words):
        yield Finding(place, {**arguments, "found": value}, "number")


def _missing(
    ours: Mapping[str, frozenset[str]], theirs: Mapping[str, frozenset[str]], text: str, words: Language
) -> list[str]:
    """The numbers that one text has and the other has not, in digits or in words."""
    written = {word.lower() for word in re.findall(r"[^\W\d_]+", text)}
    spoken = {str(number) for word, number in words.numbers.items() if word in written}
    return sorted(value for value in ours if value not in theirs and value not in spoken and value != ONE)


def _unlike_units(first: Prose, section: Section, other: Prose, same: Section) -> Iterator[Finding]:
    theirs = _quantities(other, same)
    for value, units in _quantities(first, section).items():
        if units and theirs.get(value) and not units & theirs[value]:
            arguments = {"found": value, "locale": first.locale, "section": same.id}
            yield Finding(same.heading.origin.at(), arguments, "unit")


def _lookups(section: Section) -> set[str]:
    return {path for heading in (section.heading, *section.subheadings) for path in heading.lookups} | set(
        section.lookups
    )


def _links(section: Section) -> set[str]:
    """Where a section links to. Of another site only the name counts: each language may have a page of its own."""
    links = (fill(html.unescape(link), lambda slot: section.lookups[slot]) for link in _HREF.findall(section.body))
    return {
        re.split(r"(?<![:/])[/?#]", _LANGUAGE_HOST.sub("", link), maxsplit=1)[0] if "//" in link else link
        for link in links
    }


def _quantities(prose: Prose, section: Section) -> Mapping[str, frozenset[str]]:
    return quantities(_plain(section), language(prose.locale))


def _plain(section: Section) -> str:
    """The text of a section without what it looks up, which is the same in every language."""
    parts = [section.heading.title, *(heading.title for heading in section.subheadings), section.body]
    return html.unescape(_TAG.sub(" ", SLOT.sub("…", " … ".join(parts))))


RULE = Rule(
    id="WP260-13-DRIFT",
    severity=Severity.WARNING,
    source=N_("WP260 rev.01, par. 13"),
    requirement=N_("The languages show the same facts, link to the same places and give the same numbers and dates, section by section."),
    messages={
        "lookup": N_("The text in “%(locale)s” shows {{ %(found)s }} in the section “%(section)s”; this text does not."),
        "link": N_("The text in “%(locale)s” links to %(found)s in the section “%(section)s”; this text does not."),
        "number": N_("The text in “%(locale)s” says %(found)s in the section “%(section)s”; this text does not."),
        "unit": N_("“%(found)s” has another unit in “%(locale)s” than here, in the section “%(section)s”."),
        "register": N_("The text in “%(locale)s” says %(found)s; the text in “%(other)s” does not."),
    },
    find=_find,
)  # fmt: skip
