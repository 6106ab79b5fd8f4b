"""The text says who does what."""

import re
from collections.abc import Iterator

from site_builder.checks.language.passages import Sentence, Text, read
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.language.data import Language
from site_builder.problem import Severity

MOST = 0.10
# In a shorter text one sentence would decide.
ENOUGH = 10
_CLAUSE = re.compile(r"[,;:.!?()–—]+")
_WORD = re.compile(r"[^\W\d_]+")
# Compiled for the first text in the language.
_DUTCH = (
    r"(?:aan|achter|af|bij|dicht|door|in|los|mee|na|om|op|over|samen|tegen|terug|toe|uit|vast|voor|vrij|weg)?"
    r"(?:(?:ge|be|ver|ont|her|er)[^\W\d_]{2,}[dt]|ge[^\W\d_]{2,}en)"
)
_ENGLISH = r"[^\W\d_]{2,}ed"
_ADVERBS = 2


def _find(judged: JudgedText) -> Iterator[Finding]:
    text = read(judged)
    sentences = [sentence for _, sentence in text.running]
    passive = [sentence for sentence in sentences if _is_passive(sentence.text, text.language)]
    if len(sentences) >= ENOUGH and len(passive) / len(sentences) > MOST:
        yield Finding(passive[0].location, _arguments(text, sentences, passive))


def _arguments(text: Text, sentences: list[Sentence], passive: list[Sentence]) -> dict[str, object]:
    lines = sorted({sentence.location.line for sentence in passive if sentence.location.path == text.prose.path})
    return {
        "share": round(100 * len(passive) / len(sentences)),
        "sentence": passive[0].text,
        "lines": [str(line) for line in lines],
    }


def _is_passive(sentence: str, known: Language) -> bool:
    auxiliaries = known.passive.get("auxiliaries", frozenset())
    for clause in _CLAUSE.split(sentence):
        words = [word.lower() for word in _WORD.findall(clause)]
        for position, word in enumerate(words):
            if word in auxiliaries and _participle_near(words, position, known):
                return True
    return False


def _participle_near(words: list[str], position: int, known: Language) -> bool:
    """In Dutch the participle stands anywhere in the clause, in English behind the auxiliary and an adverb or two."""
    if known.code == "nl":
        return any(_is_participle(word, _DUTCH, known) for word in words)
    behind = words[position + 1 : position + 2 + _ADVERBS]
    for word in behind:
        if _is_participle(word, _ENGLISH, known):
            return True
        if not word.endswith("ly") and word not in ("not", "also", "only", "always", "never", "no", "longer", "being"):
            return False
    return False


def _is_participle(word: str, pattern: str, known: Language) -> bool:
    return word in known.passive["participles"] or (
        re.fullmatch(pattern, word) is not None and word not in known.passive["others"]
    )


RULE: StatementRule = Rule(
    id="NLT-PASSIVE",
    severity=Severity.WARNING,
    source=N_("WP260 rev.01, par. 12; practice for texts at language level B1"),
    requirement=N_("Say who does what: at most one sentence in ten is passive."),
    messages=N_("%(share)s %% of the sentences are passive (lines %(lines)s); 10 %% is the most. Say who does it, first here: “%(sentence)s”"),
    example=N_("We keep your data for two years. Not: Your data are kept for two years."),
    find_in=_find,
)  # fmt: skip
