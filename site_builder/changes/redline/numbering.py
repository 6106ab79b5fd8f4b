"""The number in front of a heading or a clause, which says where it stands and not what it says."""

import re

from site_builder.changes.redline.words import Tokens

_NUMBER = re.compile(r"(?:\d{1,2}|[a-z]|[ivx]+)(?:\.\d{1,2})*\.?", re.IGNORECASE)
_NAMES = frozenset({"artikel", "article", "section", "paragraaf", "hoofdstuk", "chapter", "art.", "§"})
_STOPS = frozenset({".", ")", ":"})


def numbering_length(tokens: Tokens, *, heading: bool = True) -> int:
    """How many tokens in front are a number, as in "3.", "2.1" or "Article 4:"; 0 when there is none.

    When in doubt it is no numbering, for a change in a number matters: "18 years and older", "Article 9 GDPR",
    "1.5 years". Only a heading may be numbered without a stop.
    """
    named = heading and bool(tokens) and tokens[0].key.casefold() in _NAMES
    length = 1 if named else 0
    if length == len(tokens) or not _NUMBER.fullmatch(tokens[length].key):
        return 0
    number = tokens[length].key
    length += 1
    stopped = number.endswith(".")
    if length < len(tokens) and not tokens[length].space and tokens[length].key in _STOPS:
        length += 1
        stopped = True
    if length == len(tokens):
        return length if named else 0
    if stopped or (heading and (named or "." in number) and _begins_title(tokens[length].text)):
        return length
    return 0


def _begins_title(word: str) -> bool:
    return word[:1].isupper() and not word.isupper()
