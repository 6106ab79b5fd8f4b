"""Dates, durations, countries and lists as Dutch and English readers write them."""

from datetime import date

import pytest

from site_builder.formats import Formats

NL, EN, EN_NL = Formats("nl"), Formats("en"), Formats("en", "NL")


@pytest.mark.parametrize(
    ("duration", "dutch", "english"),
    [
        ("P180D", "180 dagen", "180 days"),
        ("P1D", "1 dag", "1 day"),
        ("P2Y", "2 jaar", "2 years"),
        ("P1Y", "1 jaar", "1 year"),
        ("P1M", "1 maand", "1 month"),
        ("P6M", "6 maanden", "6 months"),
        ("P4W", "4 weken", "4 weeks"),
        ("P1Y6M", "1 jaar en 6 maanden", "1 year and 6 months"),
        ("PT30M", "30 minuten", "30 minutes"),
        ("PT1H30M", "1 uur en 30 minuten", "1 hour and 30 minutes"),
        ("P1DT12H", "1 dag en 12 uur", "1 day and 12 hours"),
        ("PT1S", "1 seconde", "1 second"),
    ],
)
def test_durations(duration: str, dutch: str, english: str) -> None:
    assert NL.duration(duration) == dutch
    assert EN.duration(duration) == english


def test_dates() -> None:
    day = date(2018, 11, 28)
    assert NL.date(day) == "28 november 2018"
    assert EN.date(day) == "November 28, 2018"
    assert EN_NL.date(day) == "28 November 2018"


def test_a_territory_that_no_locale_knows_changes_nothing() -> None:
    assert Formats("nl", "AQ").date(date(2027, 1, 1)) == "1 januari 2027"


def test_countries_are_named_and_put_in_the_order_of_the_alphabet() -> None:
    assert NL.country("DE") == "Duitsland"
    assert EN.country("DE") == "Germany"
    assert EN.country("ZZZ") == "ZZZ"
    assert NL.countries(["US", "DE", "BE"]) == "België, Duitsland en Verenigde Staten"
    assert EN.countries(["US", "BE"]) == "Belgium and United States"


def test_lists() -> None:
    assert NL.list(["a", "b", "c"]) == "a, b en c"
    assert NL.list(["a"]) == "a"
    assert NL.list([]) == ""
    assert NL.list(["a", "b"], "or") == "a of b"
    assert EN.list(["a", "b", "c"]).replace(", and", " and") == "a, b and c"


def test_a_language_is_called_by_its_own_name() -> None:
    assert (NL.own_name, EN.own_name, EN_NL.own_name) == ("Nederlands", "English", "English")


def test_the_direction_of_writing() -> None:
    assert NL.direction == "ltr"
    assert Formats("ar").direction == "rtl"
