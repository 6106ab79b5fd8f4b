"""Where sentences end, with the abbreviations of Dutch and English."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.language.data import language
from site_builder.language.sentences import split_sentences

LINES = (Path(__file__).parent / "sentences.txt").read_text().splitlines()
CASES = [line.split(" ", 1) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("locale", "marked"), CASES)
def test_a_sentence_ends_where_it_ends(locale: str, marked: str) -> None:
    text = marked.replace("|", " ")
    assert [sentence.strip() for sentence in split_sentences(text, language(locale))] == marked.split("|")


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 60


PIECES = st.sampled_from(
    [
        "o.a.",
        "art.",
        "B.V.",
        "No.",
        "J.",
        "Wij",
        "we",
        "1.",
        "2.5",
        "…",
        "?",
        "!”",
        "(zo.)",
        "’s",
        "www.x.nl.",
        "  ",
        "\n",
        "etc.",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=6)).map(" ".join), st.sampled_from(["nl", "en", "de"]))
def test_joined_the_sentences_are_the_text(text: str, locale: str) -> None:
    sentences = split_sentences(text, language(locale))
    assert "".join(sentences) == text
    assert all(sentences)


def test_a_language_without_data_is_split_at_its_stops() -> None:
    assert split_sentences("Wir löschen sie. Danach nicht.", language("de")) == ("Wir löschen sie. ", "Danach nicht.")
