"""Where sentences end, in Dutch and in English."""

from site_builder.changes.redline.words import Token, Tokens, is_word

_STOPS = frozenset({".", "!", "?", "..."})
_CLOSERS = frozenset({'"', ")", "]", "}"})
_OPEN_ENDED = frozenset({"etc.", "enz.", "e.d.", "a.m.", "p.m."})


def split_sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """The sentences as ranges of tokens. A stop inside an abbreviation is part of its word and ends nothing."""
    ranges: list[tuple[int, int]] = []
    start = index = 0
    while index < len(tokens):
        stop = tokens[index].key
        index += 1
        if index < len(tokens) and "\n" in tokens[index].space:
            ranges.append((start, index))
            start = index
        elif stop in _STOPS or stop in _OPEN_ENDED:
            while index < len(tokens) and not tokens[index].space and tokens[index].key in _STOPS | _CLOSERS:
                index += 1
            if index < len(tokens) and tokens[index].space and _may_begin(tokens, index, stop):
                ranges.append((start, index))
                start = index
    if start < len(tokens):
        ranges.append((start, len(tokens)))
    return ranges


def _may_begin(tokens: Tokens, index: int, stop: str) -> bool:
    word = next((token for token in tokens[index : index + 3] if is_word(token.key)), None)
    if word is None:
        return True
    return _is_capital(word) or (stop in _STOPS and not _is_lower(word))


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _is_lower(token: Token) -> bool:
    # Dutch sentences may begin with an apostrophe and a small letter: 's Avonds, 't Is.
    return token.text[:1].islower() and token.key not in ("s", "t", "n", "k")
