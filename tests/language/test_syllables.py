"""Lists of words counted by hand; how many of them the rules get right is part of the promise."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.language.syllables import count_syllables, words

HERE = Path(__file__).parent


def counted(locale: str) -> list[tuple[str, int]]:
    lines = (HERE / f"syllables-{locale}.txt").read_text().splitlines()
    pairs = [line.split() for line in lines if line and not line.startswith("#")]
    return [(word, int(count)) for word, count in pairs]


@pytest.mark.parametrize(("locale", "accuracy"), [("nl", 0.98), ("en", 0.98)])
def test_the_words_of_the_list(locale: str, accuracy: float) -> None:
    listed = counted(locale)
    wrong = {word: (found, count) for word, count in listed if (found := count_syllables(word, locale)) != count}
    assert len(listed) >= 100
    assert len(wrong) / len(listed) <= 1 - accuracy, wrong


@settings(deadline=None)
@given(st.text(max_size=30), st.sampled_from(["nl", "en"]))
def test_every_word_has_a_syllable(text: str, locale: str) -> None:
    assert all(count_syllables(word, locale) >= 1 for word in words(text))


@settings(deadline=None)
@given(st.sampled_from([word for word, _ in counted("nl") if word.isalpha() and not word.isupper()]))
def test_a_capital_changes_nothing(word: str) -> None:
    assert count_syllables(word.capitalize(), "nl") == count_syllables(word.lower(), "nl")
