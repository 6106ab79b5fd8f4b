"""Text → sentences, by what is known of the abbreviations of its language."""

import re

from site_builder.language.data import Language

_STOP = re.compile(r"(?P<marks>[.!?…]+)[\"'”’»)\]]*(?P<space>\s+)")
_LAST_TOKEN = re.compile(r"\S+\Z")
_NEXT = re.compile(r"[\"'“„‘’«»(\[\s]*(?P<word>[^\W_]+|[€$£])")
_NUMBERING = re.compile(r"\s*[(\[]?(\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_OPENING = "\"'“„‘’«»(["


def split_sentences(text: str, language: Language) -> tuple[str, ...]:
    """The sentences of a text, each with the space behind it: joined they are the text."""
    sentences: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop.end() < len(text) and _ends(text, start, stop, language):
            sentences.append(text[start : stop.end()])
            start = stop.end()
    if start < len(text):
        sentences.append(text[start:])
    return tuple(sentences)


def _ends(text: str, start: int, stop: "re.Match[str]", language: Language) -> bool:
    following = _NEXT.match(text, stop.end())
    if following is None or not _may_begin(text[: following.start("word")], following["word"], language):
        return False
    if stop["marks"] != ".":
        return True
    before = text[start : stop.start()]
    if _NUMBERING.match(before):
        return False
    token = _LAST_TOKEN.search(before)
    word = token[0].lstrip(_OPENING) if token else ""
    opener = following["word"].lower() in language.openers
    key = word.lower()
    if key in language.unending or (key in language.numbered and following["word"].isdigit()):
        return False
    if key in language.ending or _DOTTED.fullmatch(word):
        return opener
    if len(word) == 1 and word.isupper():
        # An initial: what follows is a name, which may begin with “De” or “Van”.
        return opener and following["word"].lower() not in language.particles
    return True


def _may_begin(before: str, word: str, language: Language) -> bool:
    """Whether a sentence can begin with `word`."""
    if word[0].islower():
        # ’s Avonds, ’t Is; and names such as iDEAL.
        return (before[-1:] in "'’‘" and word in language.clitics) or word[1:2].isupper()
    return True
