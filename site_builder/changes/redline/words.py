"""Text as tokens: whole words and punctuation, each with the key by which it is compared.

Tokens read the same when their keys are equal. How quotes and dashes are written and where soft hyphens stand is not
part of a key, so a change in them alone is typography. Nor is the space before a token: a change in it is whitespace.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

LINE_BREAK = "\u2028"
"""Stands for a forced line break in the text given to `tokenise`."""

_ABBREVIATIONS = """
    aanv afd afz alg art bijl bijv blz bv ca cf co corp dhr dept dr drs e.g enz etc evt excl fa fig gebr
    hfst i.e i.p.v i.v.m inc incl ing jr jl lid ltd m.b.t mevr mgr mr mrs ms mw nl nr nrs nv o.a max min pag plc prof
    ref resp sec sect sr tel t.a.v t.o.v vgl viz vs zgn
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
"""Words that keep the full stop behind them, which then ends no sentence."""

_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_CHUNK = re.compile(rf"([\s{_INVISIBLE}]*)([^\s{_INVISIBLE}]\S*)")
_INNER = re.compile(r"(—|―|--+|…|\.\.\.+|(?<=[^\W\d_])[,;](?=[^\W\d_]))")
_ELLIPSIS = re.compile(r"\.\.\.+|--+|.", re.DOTALL)
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}|[^\W\d_a-z]")
_COLLAPSIBLE = re.compile(r"[ \t\n\r\f]+")
_SINGLE_QUOTES = "‘’‚‛′`´ʼ"
_DOUBLE_QUOTES = "“”„‟″«»‹›"
_DASHES = "‐‑‒–—―−"
_PLAIN_FORMS = str.maketrans(
    {
        **dict.fromkeys(_SINGLE_QUOTES, "'"),
        **dict.fromkeys(_DOUBLE_QUOTES, '"'),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_INVISIBLE, None),
        "…": "...",
    }
)


class Marks(NamedTuple):
    """How a run of text is formatted and where it links to; `variant` is "sup", "sub", "s" (struck out) or nothing."""

    target: str = ""
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    variant: str = ""


PLAIN = Marks()


class Token(NamedTuple):
    """A word or a punctuation mark, the space before it, and its text in runs of equal formatting."""

    key: str
    space: str
    runs: tuple[tuple[str, Marks], ...]

    @property
    def text(self) -> str:
        return self.runs[0][0] if len(self.runs) == 1 else "".join(text for text, _ in self.runs)

    @property
    def marks(self) -> Marks:
        return self.runs[0][1]


Tokens = tuple[Token, ...]


def text_of(tokens: Iterable[Token]) -> str:
    """The tokens as they are read, without the space before the first; a line break becomes a space."""
    parts: list[str] = []
    for token in tokens:
        if parts and token.space:
            parts.append(" " if "\n" in token.space else token.space)
        parts.append(token.text)
    return "".join(parts)


@lru_cache(maxsize=1 << 16)
def normalise(text: str) -> str:
    """A word as it is compared: NFC, plain quotes and dashes, nothing invisible."""
    return unicodedata.normalize("NFC", text).translate(_PLAIN_FORMS)


@lru_cache(maxsize=1 << 16)
def is_word(key: str) -> bool:
    """Whether a key holds a letter or a digit, and so is more than punctuation."""
    return any(character.isalnum() for character in key)


def tokenise(pieces: Iterable[tuple[str, Marks]], *, verbatim: bool = False) -> Tokens:
    """Formatted pieces of text as tokens. `verbatim` keeps line breaks and indents, as in a block of code."""
    tokens: list[Token] = []
    pending_space = ""
    for variant, runs in _by_variant(pieces):
        text = "".join(run for run, _ in runs)
        ends = _ends(runs)
        position = 0
        for chunk in _CHUNK.finditer(text):
            space = pending_space + chunk[1]
            pending_space = ""
            start = chunk.start(2)
            for atom in _atoms(chunk[2]):
                end = start + len(atom)
                key = _key(atom, variant)
                space = space if verbatim else _collapse(space)
                tokens.append(Token(key, space if tokens or verbatim else "", _cut(runs, ends, start, end)))
                space, start = "", end
            position = chunk.end()
        pending_space += text[position:]
    return tuple(tokens)


def _by_variant(pieces: Iterable[tuple[str, Marks]]) -> Iterator[tuple[str, list[tuple[str, Marks]]]]:
    """Runs up to where superscript, subscript or strike-out begins or ends: there a word ends too."""
    group: list[tuple[str, Marks]] = []
    for text, marks in pieces:
        if not text:
            continue
        if group and group[-1][1].variant != marks.variant:
            yield group[-1][1].variant, group
            group = []
        group.append((unicodedata.normalize("NFC", text), marks))
    if group:
        yield group[-1][1].variant, group


def _ends(runs: list[tuple[str, Marks]]) -> list[int]:
    ends, end = [], 0
    for text, _ in runs:
        end += len(text)
        ends.append(end)
    return ends


def _cut(runs: list[tuple[str, Marks]], ends: list[int], start: int, end: int) -> tuple[tuple[str, Marks], ...]:
    """The part of the runs between two offsets, equal neighbours joined."""
    if len(runs) == 1:
        return ((runs[0][0][start:end], runs[0][1]),)
    cut: list[tuple[str, Marks]] = []
    begin = 0
    for (text, marks), stop in zip(runs, ends, strict=True):
        if stop > start and begin < end:
            part = text[max(start - begin, 0) : end - begin]
            if cut and cut[-1][1] == marks:
                cut[-1] = (cut[-1][0] + part, marks)
            else:
                cut.append((part, marks))
        begin = stop
        if begin >= end:
            break
    return tuple(cut)


@lru_cache(maxsize=1 << 16)
def _atoms(chunk: str) -> tuple[str, ...]:
    """Text without spaces as leading punctuation, words, and trailing punctuation. An abbreviation keeps its stop."""
    start, end = 0, len(chunk)
    while start < end and _is_punctuation(chunk[start]):
        start += 1
    while end > start and _is_punctuation(chunk[end - 1]):
        end -= 1
    core = chunk[start:end]
    if chunk[end : end + 1] == "." and chunk[end : end + 2] != ".." and _is_abbreviation(core):
        end += 1
        core = chunk[start:end]
    atoms = _ELLIPSIS.findall(chunk[:start])
    if core:
        atoms += [atom for atom in _INNER.split(core) if atom] if "://" not in core else [core]
    atoms += _ELLIPSIS.findall(chunk[end:])
    for index in range(len(atoms) - 1, 0, -1):
        if not atoms[index].strip(_INVISIBLE):
            atoms[index - 1 : index + 1] = [atoms[index - 1] + atoms[index]]
    return tuple(atoms)


def _is_abbreviation(core: str) -> bool:
    return core.casefold() in ABBREVIATIONS or _DOTTED.fullmatch(core) is not None


@lru_cache(maxsize=4096)
def _is_punctuation(character: str) -> bool:
    return character in _INVISIBLE or unicodedata.category(character)[0] in "PS"


@lru_cache(maxsize=1 << 16)
def _key(atom: str, variant: str) -> str:
    key = normalise(atom)
    if key == "'":
        # A single quote that stands by itself quotes, as a double one does; inside a word it is an apostrophe.
        key = '"'
    elif key and set(key) == {"-"}:
        key = "-"
    return f"{variant}:{key}" if variant else key


def _collapse(space: str) -> str:
    if space in ("", " "):
        return space
    return "\n" if LINE_BREAK in space else _COLLAPSIBLE.sub(" ", space)
