"""The number in front of a heading or a clause, which says where it stands and not what it says."""

import re

from site_builder.changes.words import Tokens

_NUMBER = re.compile(r"(?:\d{1,2}|[a-z]|[ivx]+)(?:\.\d{1,2})*", re.IGNORECASE)
_WORDS = frozenset({"artikel", "article", "section", "paragraaf", "hoofdstuk", "chapter", "art.", "§"})
_STOPS = frozenset({".", ")", ":"})


def numbering_length(tokens: Tokens, *, needs_stop: bool = False) -> int:
    """How many tokens of a heading are its number, as in "3.", "2.1" or "Article 4:"; 0 when it has none.

    With `needs_stop` a bare number does not do: in a sentence "2 years" is no numbering.
    """
    length = 0
    if not needs_stop and tokens and tokens[0].key.casefold() in _WORDS:
        length = 1
    if length >= len(tokens):
        return 0
    key = tokens[length].key
    stopped = key.endswith(".")
    if not _NUMBER.fullmatch(key.rstrip(".")):
        return 0
    named = length == 1
    length += 1
    if length < len(tokens) and not tokens[length].space and tokens[length].key in _STOPS:
        length += 1
        stopped = True
    is_number = any(character.isdigit() for character in key)
    if not stopped and (needs_stop or not (named or is_number)):
        return 0
    return length if length < len(tokens) or named else 0
