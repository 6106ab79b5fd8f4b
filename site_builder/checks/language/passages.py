"""A version as its readers read it: passages and their sentences, each with the line on which it was written."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from site_builder.checks.rule import Judged, JudgedText
from site_builder.language.data import Language, language
from site_builder.language.sentences import split_sentences
from site_builder.lookups import find, lookups
from site_builder.model import Heading, Prose, Section
from site_builder.problem import Location
from site_builder.prose import fill
from site_builder.records import record
from site_builder.texts import RegisterText, register_texts
from site_builder.words import Words

Kind = Literal["heading", "paragraph", "item", "cell", "term", "definition", "register"]

_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("h3", "h4", "h5", "h6"), "heading"),
    "li": "item",
    "td": "cell",
    "th": "cell",
    "dt": "term",
    "dd": "definition",
}
_BLOCK_TAG = re.compile(r"<(/?)(p|li|td|th|dt|dd|h[1-6]|blockquote|pre|ul|ol|dl|table|thead|tbody|tr|hr)\b[^>]*>")
_INLINE_TAG = re.compile(r"<[^>]*>")
_LOOKUP = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_TARGET = re.compile(r"\]\([^)\n]*\)")
_WORD = re.compile(r"\w+")
_STOPS, _CLOSING = (".", "!", "?", "…"), "\"'”’»)]"
# What is written as sentences, also where an item is only a few words.
_RUNNING: frozenset[Kind] = frozenset({"paragraph"})


class Sentence(NamedTuple):
    text: str
    location: Location


@record
class Passage:
    """A paragraph, a heading, an item of a list, a cell or a text of the register. `section` is the id of the section
    in which a reader finds it; `field` names a text of the register."""

    section: str
    kind: Kind
    sentences: tuple[Sentence, ...]
    field: str = ""

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def location(self) -> Location:
        return self.sentences[0].location

    @property
    def running(self) -> bool:
        """Whether it is written as sentences, and is no heading, label or note of a few words."""
        return self.kind in _RUNNING or (
            self.kind in ("item", "definition", "register") and self.text.rstrip(_CLOSING).endswith(_STOPS)
        )


@record
class Text:
    """All that a version says in one language."""

    prose: Prose
    language: Language
    passages: tuple[Passage, ...]

    @property
    def locale(self) -> str:
        return self.prose.locale

    @property
    def running(self) -> tuple[tuple[Passage, Sentence], ...]:
        """The sentences of the passages that are written as sentences."""
        return tuple(
            (passage, sentence) for passage in self.passages if passage.running for sentence in passage.sentences
        )

    @property
    def sentences(self) -> tuple[tuple[Passage, Sentence], ...]:
        return tuple((passage, sentence) for passage in self.passages for sentence in passage.sentences)

    def title(self, section: str) -> str:
        """The heading of a section."""
        return next((p.text for p in self.passages if p.section == section and p.kind == "heading"), section)


def read(judged: JudgedText) -> Text:
    """What a version says in a language; nothing in one that has no words."""

    def make() -> Text:
        known = language(judged.locale)
        words = judged.words
        return Text(judged.prose, known, tuple(_passages(judged, words, known)) if words else ())

    return judged.judged.memory.once((read, judged), make)


def register_said(judged: Judged) -> tuple[RegisterText, ...]:
    """The texts of a version's register."""
    return judged.memory.once((register_said, judged), lambda: tuple(register_texts(judged.register)))


def _passages(judged: JudgedText, words: Words, known: Language) -> Iterator[Passage]:
    prose, names = judged.prose, lookups(judged.register)

    def value(path: str) -> str:
        lookup = find(names, path)
        return words.value(lookup) if lookup is not None and lookup.value is not None else ""

    for section in prose.sections:
        yield from _of_section(section, prose.path, value, known)
    for entry in register_said(judged.judged):
        text = entry.texts.get(prose.locale)
        if text:
            yield _passage(entry.section_in(prose), "register", text, _always(entry.location), known, entry.field)


def _of_section(section: Section, path: str, value: Callable[[str], str], known: Language) -> Iterator[Passage]:
    place = _places(section, path, value)

    def heading(source: Heading) -> Passage:
        title = _plain(source.title, source.lookups, value)
        return _passage(section.id, "heading", title, lambda _: source.origin.at(), known)

    yield heading(section.heading)
    subheadings = iter(section.subheadings)
    for kind, fragment in _fragments(section.body):
        if kind == "heading":
            # Headings of another form are a problem of their own, and not among these.
            yield from (heading(source) for source in (next(subheadings, None),) if source is not None)
        elif text := _plain(fragment, section.lookups, value):
            yield _passage(section.id, kind, text, place, known)


def _passage(
    section: str, kind: Kind, text: str, place: Callable[[str], Location], known: Language, field: str = ""
) -> Passage:
    sentences = (sentence.strip() for sentence in split_sentences(text, known))
    return Passage(section, kind, tuple(Sentence(text, place(text)) for text in sentences), field)


def _always(place: Location) -> Callable[[str], Location]:
    return lambda _: place


def _fragments(body: str) -> Iterator[tuple[Kind, str]]:
    """The blocks of HTML that hold text, each with its kind; what is written inside is still HTML."""
    open_tags: list[str] = []
    position = 0
    for tag in _BLOCK_TAG.finditer(body):
        if body[position : tag.start()].strip():
            yield _kind(open_tags), body[position : tag.start()]
        position = tag.end()
        if not tag[1]:
            if tag[2] != "hr":
                open_tags.append(tag[2])
        elif tag[2] in open_tags:
            while open_tags.pop() != tag[2]:
                pass


def _kind(open_tags: Iterable[str]) -> Kind:
    return next((_KINDS[tag] for tag in reversed(list(open_tags)) if tag in _KINDS), "paragraph")


def _plain(fragment: str, paths: tuple[str, ...], value: Callable[[str], str]) -> str:
    """HTML with slots as the text that a reader sees."""
    text = html.unescape(_INLINE_TAG.sub("", fragment.replace("<br>", " ")))
    return " ".join(fill(text, lambda slot: value(paths[slot])).split())


def _places(section: Section, path: str, value: Callable[[str], str]) -> Callable[[str], Location]:
    """Where the sentences of a section begin, asked for in their order.

    The words that are read are those that were written, in the same order, with others (of marks, and of branches that
    do not hold) in between; so the first words of a sentence are looked for behind the sentence before.
    """
    written: list[tuple[str, int]] = []
    for number, line in enumerate(section.source.split("\n"), section.first_line):
        shown = _LOOKUP.sub(lambda match: value(match[1]), _TARGET.sub("]", line))
        written += ((word, number) for word in _WORD.findall(shown))
    words = [word for word, _ in written]
    position = 0

    def place(sentence: str) -> Location:
        nonlocal position
        wanted = _WORD.findall(sentence)
        for length in (5, 3, 2, 1):
            start = _find(words, wanted[:length], position) if len(wanted) >= length or length == 5 else -1
            if start >= 0:
                position = min(start + len(wanted), len(words))
                return Location(path, written[start][1])
        line = written[min(position, len(written) - 1)][1] if written else section.heading.origin.line
        return Location(path, line)

    return place


def _find(words: list[str], wanted: list[str], start: int) -> int:
    if wanted:
        for position in range(start, len(words) - len(wanted) + 1):
            if words[position] == wanted[0] and words[position : position + len(wanted)] == wanted:
                return position
    return -1
