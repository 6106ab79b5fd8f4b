"""Hard words are replaced, or explained where the reader meets them."""

import re
from collections.abc import Iterator
from functools import cache

from site_builder.checks.language.passages import Text, read
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.language.data import language
from site_builder.problem import Severity

_WORD = re.compile(r"\w+(?:[-‑]\w+)*")
_LONGEST = 4
# Names of laws and agreements are as they are.
_NAMES = ("law", "agreement")


def _find(judged: JudgedText) -> Iterator[Finding]:
    text = read(judged)
    told = _explained(text)
    for passage, sentence in text.sentences:
        if passage.kind == "term" or passage.field in _NAMES:
            continue
        for term in _hard_words(text, sentence.text):
            if term not in told:
                told.add(term)  # once is enough to know it
                instead = text.language.hard_words[term]
                yield Finding(sentence.location, {"found": term, "instead": instead})


def _hard_words(text: Text, sentence: str) -> Iterator[str]:
    words = [word.lower() for word in _WORD.findall(sentence)]
    beginnings = _beginnings(text.language.code)
    for start, word in enumerate(words):
        if word not in beginnings:
            continue
        terms = (" ".join(words[start : start + length]) for length in range(_LONGEST, 0, -1))
        longest = next((term for term in terms if term in text.language.hard_words), "")
        if text.language.hard_words.get(longest):
            yield longest


@cache
def _beginnings(code: str) -> frozenset[str]:
    """The first words of all hard words."""
    return frozenset(term.split()[0] for term in language(code).hard_words)


def _explained(text: Text) -> set[str]:
    """The hard words that a definition list explains, in singular and plural, as one explains the other."""
    terms = {passage.text.lower() for passage in text.passages if passage.kind == "term"}
    return {
        word for word in text.language.hard_words if any(word == term or (_stem(word) == _stem(term)) for term in terms)
    }


@cache
def _stem(term: str) -> str:
    """A term without the ending of a plural or an adjective, so that one form explains the other."""
    return " ".join(re.sub(r"(ies|en|es|s|e|y)\Z", "", word) for word in term.split())


RULE: StatementRule = Rule(
    id="NLT-WORDS",
    severity=Severity.WARNING,
    source=N_("Practice for texts at language level B1; WP260 rev.01, par. 12-13"),
    requirement=N_("Use everyday words. Explain a legal term that has to be there in a definition list."),
    messages=N_("“%(found)s” is a hard word. Say “%(instead)s”, or explain it in a definition list."),
    example=N_("""\
Processor
: A company that uses data on our instructions, and not for itself."""),
    find_in=_find,
)  # fmt: skip
