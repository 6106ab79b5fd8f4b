"""The numbers and dates in a text, in a form that is the same in every language."""

import re
from collections.abc import Mapping

from site_builder.language.data import Language

_TOKEN = re.compile(
    r"(?P<number>(?<![\w.,+])\d{1,3}(?:[.,]\d{3})+(?![\d.,]*\d)|(?<![\w.,+])\d+(?:[.,]\d+)?(?![\d.,]*\d))"
    r"(?P<ordinal>st|nd|rd|th|ste|de|e)?(?=\W|\Z)|(?P<word>[^\W\d_]+)|(?P<sign>[%€$£])",
    re.IGNORECASE,
)
ONE = "1"


def quantities(text: str, language: Language) -> Mapping[str, frozenset[str]]:
    """The numbers in a text, each with its units (where they are known): `{"180": {"day"}, "2027": set()}`.

    A number in words counts when a unit follows: “two months”, not “the two”. Months of a date are written as
    `month-1` to `month-12`.
    """
    found: dict[str, set[str]] = {}
    tokens = list(_TOKEN.finditer(text))
    for position, token in enumerate(tokens):
        unit = _unit(tokens[position + 1 : position + 3], language)
        if token["number"]:
            value = _plain(token["number"])
        elif token["word"] and unit:
            word = token["word"].lower()
            value = ONE if word in language.articles else str(language.numbers.get(word, ""))
        else:
            continue
        if value and not (len(value) > 1 and value[0] == "0" and value.isdigit()):
            found.setdefault(value, set()).update([unit] if unit else [])
        month = _month(tokens, position, language) if token["number"] else ""
        if month:
            found.setdefault(month, set())
    return {value: frozenset(units) for value, units in found.items()}


def _plain(number: str) -> str:
    """A number without its separators of thousands, with a point before its decimals."""
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", number):
        return re.sub(r"[.,]", "", number)
    whole, _, decimals = number.replace(",", ".").partition(".")
    return f"{whole}.{decimals}" if decimals.strip("0") else whole


def _unit(following: "list[re.Match[str]]", language: Language) -> str:
    """The unit behind a number, at once or after one other word: “two working days”."""
    for token in following:
        unit = language.units.get(token[0].lower(), "")
        if unit or token["number"] or token["word"] is None or token["word"].lower() in language.articles:
            return unit
    return ""


def _month(tokens: "list[re.Match[str]]", position: int, language: Language) -> str:
    """The month beside a number: 1 January, January 1, January 2027."""
    for beside in (position - 1, position + 1):
        # As the language writes it: “May” is a month, “may” is none.
        if 0 <= beside < len(tokens) and tokens[beside][0] in language.months:
            return f"month-{language.months.index(tokens[beside][0]) + 1}"
    return ""
