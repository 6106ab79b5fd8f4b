"""How hard a text is to read, by the lengths of its sentences and words: Flesch-Douma for Dutch, Flesch for English.

Formulas are weak evidence: one long word that has to be there lowers a score, and short words do not make sense clear.
"""

from collections.abc import Iterable, Mapping

from site_builder.language.data import Formula, language
from site_builder.language.syllables import count_syllables, words
from site_builder.records import record

# What a score begins with, and what the words of a sentence and the syllables of a word take from it
# (Flesch 1948; Douma 1960).
_FORMULAS: Mapping[Formula, tuple[float, float, float]] = {
    "flesch": (206.835, 1.015, 84.6),
    "douma": (206.84, 0.93, 77.0),
}


@record
class Counts:
    """What a score is made of."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.sentences + other.sentences, self.words + other.words, self.syllables + other.syllables)


def count(sentence: str, locale: str) -> Counts:
    """The words of a sentence and their syllables; a sentence without words is none."""
    found = words(sentence)
    return Counts(1, len(found), sum(count_syllables(word, locale) for word in found)) if found else Counts()


def total(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())


def reading_ease(counts: Counts, locale: str) -> float | None:
    """The score, mostly from 0 (very hard) to 100 (very easy), or None without a formula or without words."""
    formula = language(locale).formula
    if formula is None or not counts.words:
        return None
    start, per_word, per_syllable = _FORMULAS[formula]
    return start - per_word * counts.words / counts.sentences - per_syllable * counts.syllables / counts.words
