"""The numbers and dates in a text, in a form that is the same in every language."""

import re
from collections.abc import Mapping

from site_builder.language.data import Language

_TOKEN = re.compile(
    r"(?P<number>(?<![\w.,+])\d{1,3}(?:[.,]\d{3})+(?![\d.,]*\d)|(?<![\w.,+])\d+(?:[.,]\d+)?(?![\d.,]*\d))"
    r"(?P<ordinal>st|nd|rd|th|ste|de|e)?(?=\W|\Z)|(?P<word>[^\W\d_]+)|(?P<sign>[%€$£])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


def quantities(text: str, language: Language) -> Mapping[str, frozenset[str]]:
    """The numbers in a text, each with its units (where they are known): `{"180": {"day"}, "2027": set()}`.

    A number in words counts when a unit follows: “two months”, not “the two”. That of “one month” does not, as “a
    month” says the same. Months of a date are written as `month-1` to `month-12`.
    """
    if not language.numbers.keys() & {word.lower() for word in _WORD.findall(text)} and not _DIGIT.search(text):
        return {}
    found: dict[str, set[str]] = {}
    tokens = list(_TOKEN.finditer(text))
    for position, token in enumerate(tokens):
        unit = _unit(tokens[position + 1 : position + 3], language)
        if token["number"]:
            value = _plain(token["number"])
        elif token["word"] and unit:
            value = str(language.numbers.get(token["word"].lower(), ""))
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
        if unit or token["word"] is None:
            return unit
    return ""


def _month(tokens: "list[re.Match[str]]", position: int, language: Language) -> str:
    """The month beside a number: 1 January, January 1, January 2027."""
    for beside in (position - 1, position + 1):
        # As the language writes it: “May” is a month, “may” is none.
        if 0 <= beside < len(tokens) and tokens[beside][0] in language.months:
            return f"month-{language.months.index(tokens[beside][0]) + 1}"
    return ""
