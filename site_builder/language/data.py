"""The data of a language, loaded from its module when they are first needed."""

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from importlib import import_module
from typing import Any, Literal

from site_builder.records import record

Formula = Literal["douma", "flesch"]


@record
class Language:
    """What the rules know of a language. Words are in lower case; phrases are regular expressions by the list they
    belong to.

    `syllables` are those of words that the rules count wrong; `respelled` are parts of words, written as they are said;
    `hard_words` come with what to say instead.
    """

    code: str
    formula: Formula | None = None
    unending: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    ending: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    clitics: frozenset[str] = frozenset()
    syllables: Mapping[str, int] = field(default_factory=dict)
    respelled: Mapping[str, str] = field(default_factory=dict)
    hard_words: Mapping[str, str] = field(default_factory=dict)
    passive: Mapping[str, frozenset[str]] = field(default_factory=dict)
    address: Mapping[str, frozenset[str]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    months: tuple[str, ...] = ()


_KNOWN = ("en", "nl")


@cache
def language(locale: str) -> Language:
    """The language of a locale; one that nothing is known of has empty lists."""
    code = locale.replace("_", "-").partition("-")[0]
    if code not in _KNOWN:
        return Language(code)
    known: Any = import_module(f"site_builder.language.{code}")
    return Language(
        code,
        formula=known.FORMULA,
        **_words(known.SENTENCES),
        syllables=known.SYLLABLES,
        respelled=known.RESPELLED,
        hard_words=known.HARD_WORDS,
        passive=_words(known.PASSIVE),
        address=_words(known.ADDRESS),
        phrases=known.PHRASES,
        numbers=known.NUMBERS,
        units=known.UNITS,
        months=tuple(known.MONTHS.split()),
    )


def _words(lists: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in lists.items()}
