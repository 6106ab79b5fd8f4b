"""Scores, worked out by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.language.readability import Counts, count, reading_ease, total


@pytest.mark.parametrize(
    ("sentence", "locale", "counts"),
    [
        ("Wij bewaren je gegevens.", "nl", Counts(1, 4, 8)),
        ("Mail naar conny@123samenleven.nl of kijk op www.voorbeeld.nl/contact.", "nl", Counts(1, 5, 5)),
        ("We keep your data for 2 years.", "en", Counts(1, 7, 8)),
        ("…", "nl", Counts()),
    ],
)
def test_counts(sentence: str, locale: str, counts: Counts) -> None:
    assert count(sentence, locale) == counts


def test_flesch_douma() -> None:
    counts = total([count("Wij bewaren je gegevens.", "nl"), count("Dat mag.", "nl")])
    assert counts == Counts(2, 6, 10)
    assert reading_ease(counts, "nl") == pytest.approx(206.84 - 0.93 * 3 - 77 * 10 / 6)


def test_flesch_reading_ease() -> None:
    assert reading_ease(Counts(2, 20, 30), "en") == pytest.approx(206.835 - 1.015 * 10 - 84.6 * 1.5)


def test_a_language_without_a_formula_and_a_text_without_words_have_no_score() -> None:
    assert reading_ease(Counts(1, 4, 8), "de") is None
    assert reading_ease(Counts(), "nl") is None


@settings(deadline=None)
@given(st.integers(1, 50), st.integers(1, 50), st.integers(0, 200))
def test_longer_sentences_and_longer_words_are_harder(sentences: int, extra: int, syllables: int) -> None:
    words = sentences + extra
    short = reading_ease(Counts(sentences + 1, words, words + syllables), "nl")
    score = reading_ease(Counts(sentences, words, words + syllables), "nl")
    long_words = reading_ease(Counts(sentences, words, words + syllables + 1), "nl")
    assert short is not None
    assert score is not None
    assert long_words is not None
    assert short > score > long_words
