"""Phrases that a rule looks for, in the sentences of a text."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from site_builder.checks.language.passages import Passage, Sentence, Text
from site_builder.language.data import language


def found(
    text: Text, phrases: str, among: Iterable[tuple[Passage, Sentence]]
) -> Iterator[tuple[str, Passage, Sentence]]:
    """Each sentence with a phrase of a list of the language, and the first that stands in it."""
    pattern = _pattern(text.language.code, phrases)
    for passage, sentence in among:
        match = pattern.search(sentence.text) if pattern else None
        if match:
            yield match[0].strip(), passage, sentence


def has(text: Text, phrases: str, sentence: str) -> bool:
    """Whether a phrase of a list stands in a sentence."""
    pattern = _pattern(text.language.code, phrases)
    return pattern is not None and pattern.search(sentence) is not None


@cache
def _pattern(code: str, phrases: str) -> "re.Pattern[str] | None":
    patterns = language(code).phrases.get(phrases, ())
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE) if patterns else None


def in_block(text: Text, *blocks: str) -> Iterator[tuple[Passage, Sentence]]:
    """The sentences of the sections that show a block of the register."""
    sections = {section.id for section in text.prose.sections if set(blocks) & set(section.blocks)}
    return ((passage, sentence) for passage, sentence in text.sentences if passage.section in sections)
