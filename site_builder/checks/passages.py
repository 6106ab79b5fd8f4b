"""What stands under each heading of a text, as words: what rules can read."""

import re
from collections.abc import Iterable, Iterator, Mapping

from site_builder.model import Heading, Prose, Section
from site_builder.problem import Location
from site_builder.prose import SLOT, fill
from site_builder.records import record

_HEADING = re.compile(r'<h[3-6] id="([^"]*)">.*?</h[3-6]>', re.S)
_LINK = re.compile(r'<a href="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
# A link in a sentence, where its tag stood.
LINKED = "\ue002"


@record
class Passage:
    """What stands between a heading and the next. In `text` look-ups are left out; `links` are addresses and, for
    those that are looked up, the names of the facts."""

    heading: Heading
    text: str
    lookups: frozenset[str]
    links: tuple[str, ...]

    @property
    def location(self) -> Location:
        return self.heading.origin.at()

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(re.split(r"(?<=[.!?:])\s+", self.text))


def passages(prose: Prose) -> tuple[Passage, ...]:
    """The passages of a text, in order."""
    return tuple(passage for section in prose.sections for passage in _passages(section))


def _passages(section: Section) -> Iterator[Passage]:
    parts = _HEADING.split(section.body)
    headings = {heading.id: heading for heading in section.subheadings}
    yield _passage(section.heading, parts[0], section.lookups)
    for heading, html in zip(parts[1::2], parts[2::2], strict=True):
        if heading in headings:
            yield _passage(headings[heading], html, section.lookups)


def _passage(heading: Heading, html: str, lookups: tuple[str, ...]) -> Passage:
    used = frozenset(lookups[int(slot)] for slot in SLOT.findall(html))
    links = tuple(fill(link, lambda slot: lookups[slot]) for link in _LINK.findall(html))
    marked = fill(html, lambda _: "").replace("<a ", f"{LINKED}<a ").replace("</", " </")
    text = re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\s+", " ", _TAG.sub("", marked))).strip()
    return Passage(heading, text, used, links)


def part_of(section: Section, passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages of one section."""
    ids = {section.id, *(heading.id for heading in section.subheadings)}
    return (passage for passage in passages if passage.heading.id in ids)


def language(locale: str) -> str:
    """The language of a locale: `nl` of `nl-BE`."""
    return locale.partition("-")[0].partition("_")[0]


def says(words: Mapping[str, str], locale: str, text: str) -> bool:
    """Whether a text holds words that match the pattern of its language; a language without one is not judged."""
    pattern = words.get(language(locale))
    return pattern is None or re.search(pattern, text, re.IGNORECASE) is not None


def mentions(words: Mapping[str, str], locale: str, text: str) -> str:
    """The words in a text that match the pattern of its language; empty without such words or such a pattern."""
    pattern = words.get(language(locale))
    match = re.search(pattern, text, re.IGNORECASE) if pattern else None
    return match[0].strip() if match else ""
