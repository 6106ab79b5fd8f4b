"""The data of a language, read from its `.toml` when they are first needed."""

import tomllib
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
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


@cache
def language(locale: str) -> Language:
    """The language of a locale; one that nothing is known of has empty lists."""
    code = locale.replace("_", "-").partition("-")[0]
    file = Path(__file__).with_name(f"{code}.toml")
    if not code.isalpha() or not file.is_file():
        return Language(code)
    data = tomllib.loads(file.read_text("utf-8"))
    sentences: dict[str, Any] = data["sentences"]
    return Language(
        code,
        formula=data["formula"],
        **{name: frozenset(words.split()) for name, words in sentences.items()},
        syllables=data["syllables"],
        respelled=data["respelled"],
        hard_words=data["hard_words"],
        passive={name: frozenset(words.split()) for name, words in data["passive"].items()},
        address={name: frozenset(words.split()) for name, words in data.get("address", {}).items()},
        phrases={name: tuple(patterns) for name, patterns in data["phrases"].items()},
        numbers=data["numbers"],
        units=data["units"],
        months=tuple(data["months"].split()),
    )
