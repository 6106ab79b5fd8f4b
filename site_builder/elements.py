"""The elements of a finished page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from html import unescape

_WRITTEN = r"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*"""
# A comment; an element whose content is no HTML; the start of any other.
_START = re.compile(
    rf"<(?:!--.*?-->"
    rf"|(script|style|textarea|title)(?=[\s/>])({_WRITTEN})>.*?</\1\s*>"
    rf"|([a-z][^\s/>]*)({_WRITTEN})>)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_HIDDEN_START = re.compile(rf"<[a-z]+{_WRITTEN}>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


class Element:
    """The start of an element: its name, its attributes as they are `written`, and the place behind it in the page's
    HTML."""

    __slots__ = ("end", "name", "written")

    def __init__(self, start: re.Match[str]) -> None:
        group = 1 if start[1] else 3
        self.name, self.written, self.end = start[group].lower(), start[group + 1], start.end(group + 1) + 1

    @property
    def attributes(self) -> Mapping[str, str]:
        return _attributes(self.written)

    def relations(self) -> frozenset[str]:
        return frozenset(self.attributes.get("rel", "").lower().split())


# Much is written alike on every page.
@lru_cache(maxsize=4096)
def _attributes(written: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        value = double or single or bare
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found


class Html:
    """The HTML of a page, with those of its elements that somebody asks for."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._named: dict[str, list[Element]] = {}

    def written(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """The name and the attributes of every element that has any, in the order of the document."""
        for start in self._starts:
            written = start[2] or start[4]
            if written:
                yield (start[1] or start[3]).lower(), _attributes(written)

    @cached_property
    def _starts(self) -> Sequence[re.Match[str]]:
        return [*_START.finditer(self.source)]

    @cached_property
    def _by_name(self) -> Mapping[str, list[re.Match[str]]]:
        """Where elements start, by name."""
        found: dict[str, list[re.Match[str]]] = {}
        for start in self._starts:
            name = start[1] or start[3]
            if name:
                found.setdefault(name.lower(), []).append(start)
        return found

    @cached_property
    def _shown(self) -> str:
        # Only what is between is blanked, so that a script keeps its own start.
        return _HIDDEN.sub(_blank, self.source)

    def named(self, *names: str) -> Sequence[Element]:
        """The elements with one of these names, in the order of the document."""
        for name in names:
            if name not in self._named:
                self._named[name] = [Element(start) for start in self._by_name.get(name, ())]
        if len(names) == 1:
            return self._named[names[0]]
        return sorted((element for name in names for element in self._named[name]), key=lambda element: element.end)

    def inside(self, element: Element) -> str:
        """The HTML up to the end of an element that holds none of its own kind."""
        end = self._shown.find(f"</{element.name}", element.end)
        return self._shown[element.end : end if end >= 0 else len(self._shown)]

    def text(self, element: Element) -> str:
        """The words in an element that holds none of its own kind."""
        return words(self.inside(element))

    def says(self, text: str) -> bool:
        """Whether a text is among the words of the page's body."""
        # Mostly it stands there as it is, and the page need not be taken apart.
        plain = not set("<>&") & set(text) and text == " ".join(text.split())
        return (plain and any(map(self._is_word, self._places(text)))) or text in self.words

    def _places(self, text: str) -> Iterator[int]:
        """Where in the body a text stands as it is."""
        body = place = self._shown.find("<body")
        while body >= 0 and (place := self._shown.find(text, place + 1)) >= 0:
            yield place

    def _is_word(self, place: int) -> bool:
        """Whether what stands here is surely neither in a tag nor part of an entity."""
        html = self._shown
        return html.rfind(">", 0, place) > html.rfind("<", 0, place) and "&" not in html[max(0, place - 40) : place]

    @cached_property
    def words(self) -> str:
        """Every word of the page's body."""
        return words(self._shown.partition("<body")[2].partition(">")[2])


def words(html: str) -> str:
    """The words of HTML, with single spaces."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _blank(match: re.Match[str]) -> str:
    start = _HIDDEN_START.match(match[0])
    kept = start[0] if start else ""
    return kept + " " * (len(match[0]) - len(kept))
