"""The languages name the same facts, links, numbers and dates."""

import html
import re
from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Any, NamedTuple

from site_builder.checks.language.passages import register_said
from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.language.data import language
from site_builder.language.quantities import quantities
from site_builder.model import Prose, Section
from site_builder.problem import Location, Severity
from site_builder.prose import SLOT, fill

_HREF = re.compile(r'<a [^>]*?href="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_LANGUAGE_HOST = re.compile(r"(?<=//)(?:www|[a-z]{2})\.")
# The authorities of other countries: only readers of other languages need them (GDPR art. 77).
_AUTHORITIES = "https://edpb.europa.eu"
# “One month” and “a month” say the same.
_ONE = "1"
_WORD = re.compile(r"[^\W\d_]+")


class _Said(NamedTuple):
    """What has to be the same in every language: names of facts, targets of links, and numbers with their units.
    `spoken` are the numbers that stand there in words, whatever follows them; `counts` is whether these are known."""

    place: Location
    numbers: Mapping[str, frozenset[str]]
    spoken: frozenset[str]
    counts: bool
    lookups: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()


def _find(judged: Judged) -> Iterator[Finding]:
    said = {locale: _said(judged, locale) for locale in judged.version.prose}
    for locale, other in permutations(said, 2):
        for section, ours in said[locale].items():
            theirs = said[other].get(section)
            if theirs:
                arguments = {"locale": locale, "section": section}
                yield from (
                    Finding(theirs.place, {**arguments, **found}, kind) for kind, found in _missing(ours, theirs)
                )
    for place, found in _of_register(judged):
        yield Finding(place, found, "register")


def _said(judged: Judged, locale: str) -> Mapping[str, _Said]:
    """What each section of a text says; one that was not edited is not read again."""

    def make() -> dict[str, tuple[Any, ...]]:
        return {section: tuple(said) for section, said in _sections(judged.version.prose[locale])}

    made = judged.memory.step(f"says:{judged.version.id}:{locale}", make, within=judged.step(RULE.id))
    return {section: _Said(*said) for section, said in made.items()}


def _of_register(judged: Judged) -> tuple[tuple[Location, Mapping[str, str]], ...]:
    """What its texts say in one language only; where none was edited they are not read again."""
    name = f"register says:{judged.version.id}"
    return judged.memory.step(name, lambda: tuple(_in_register(judged)), within=judged.step(RULE.id))


def _in_register(judged: Judged) -> Iterator[tuple[Location, Mapping[str, str]]]:
    for entry in register_said(judged):
        if len(entry.texts) > 1:
            told = {locale: _numbers(text, locale, entry.location) for locale, text in entry.texts.items()}
            for locale, other in permutations(told, 2):
                for _, found in _missing(told[locale], told[other]):
                    yield entry.location, {**found, "locale": locale, "other": other}


def _missing(ours: _Said, theirs: _Said) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What one text says and the other does not, reported where it is missing."""
    for path in sorted(ours.lookups - theirs.lookups):
        yield "lookup", {"found": path}
    for link in sorted(ours.links - theirs.links - {_AUTHORITIES}):
        yield "link", {"found": link}
    # Of a language whose words for numbers are not known, nobody can say which are missing.
    for value, units in ours.numbers.items() if theirs.counts and ours.counts else ():
        if value not in theirs.numbers and value not in theirs.spoken and value != _ONE:
            yield "number", {"found": value}
        # Told once, although it is so both ways.
        elif (
            units
            and theirs.numbers.get(value)
            and units.isdisjoint(theirs.numbers[value])
            and min(units) < min(theirs.numbers[value])
        ):
            yield "unit", {"found": value}


def _sections(prose: Prose) -> Iterator[tuple[str, _Said]]:
    for section in prose.sections:
        if section.readable:
            headings = (section.heading, *section.subheadings)
            text = " … ".join([*(heading.title for heading in headings), section.body])
            # Without what it looks up, which is the same in every language.
            plain = html.unescape(_TAG.sub(" ", SLOT.sub("…", text)))
            said = _numbers(plain, prose.locale, section.heading.origin.at())
            lookups = {path for heading in headings for path in heading.lookups} | set(section.lookups)
            yield (
                section.id,
                _Said(
                    said.place,
                    said.numbers,
                    said.spoken,
                    said.counts,
                    frozenset(lookups - set(section.blocks)),
                    frozenset(_links(section)),
                ),
            )


def _numbers(text: str, locale: str, place: Location) -> _Said:
    known = language(locale)
    spoken = {str(known.numbers[word.lower()]) for word in _WORD.findall(text) if word.lower() in known.numbers}
    return _Said(place, quantities(text, known), frozenset(spoken), bool(known.numbers))


def _links(section: Section) -> Iterator[str]:
    """Where a section links to. Of another site only the name counts: each language may have a page of its own."""
    for link in _HREF.findall(section.body):
        target = fill(html.unescape(link), lambda slot: section.lookups[slot])
        yield re.split(r"(?<![:/])[/?#]", _LANGUAGE_HOST.sub("", target))[0] if "//" in target else target


RULE: StatementRule = Rule(
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
