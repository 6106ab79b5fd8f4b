"""The reader is addressed in one way."""

import re
from collections.abc import Iterable, Iterator

from site_builder.checks.language.passages import Sentence, read
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

# An initial, an hour and the end of U.A. are no way to speak to somebody.
_WORD = re.compile(r"(?<![\w.])[^\W\d_]+(?!\.\w)")
_HOUR = re.compile(r"\d+ u\b")
Spoken = Iterable[tuple[Sentence, list[str]]]


def _find(judged: JudgedText) -> Iterator[Finding]:
    text = read(judged)
    forms = text.language.address
    spoken = [(sentence, _WORD.findall(_HOUR.sub("", sentence.text))) for _, sentence in text.sentences if forms]
    used = {form: list(_uses(spoken, words)) for form, words in forms.items()}
    if len(used) == 2 and all(used.values()):
        rare, common = sorted(used, key=lambda form: len(used[form]))
        for word, sentence in used[rare]:
            yield Finding(sentence.location, {"found": word, "common": used[common][0][0].lower()})


def _uses(spoken: Spoken, words: frozenset[str]) -> Iterator[tuple[str, Sentence]]:
    """The first of `words` in each sentence."""
    for sentence, said in spoken:
        for word in said:
            if word.lower() in words and (word != "U" or sentence.text.startswith(("U ", "“U "))):
                yield word, sentence
                break


RULE: StatementRule = Rule(
    id="NLT-ADDRESS",
    severity=Severity.ERROR,
    source=N_("The style of this project"),
    requirement=N_("Address the reader in one way throughout: in Dutch “u” or “je”."),
    messages=N_("“%(found)s” addresses the reader in another way than the rest, which says “%(common)s”. Choose one for the whole text."),
    find_in=_find,
)  # fmt: skip
