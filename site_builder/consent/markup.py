"""The banner's markup as nested lists, from which a script builds it without an HTML sink."""

import re
from html.parser import HTMLParser
from typing import Any

Tree = str | list[Any]

_VOID = {"br", "img", "input"}
_UNWANTED = {"script", "style", "iframe", "object", "embed", "link", "base"}


class _Reader(HTMLParser):
    """Markup as nested lists: a tag, its attributes if any, its children. A script builds that without an HTML sink."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[list[Any]] = [[""]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNWANTED or any(name == "style" or name.startswith("on") for name, _ in attrs):
            raise ValueError(f"<{tag}> in the banner's markup would need what a strict site forbids")
        element: list[Any] = [tag, {name: value or "" for name, value in attrs}] if attrs else [tag]
        self.open[-1].append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop()[0] != tag:
            raise ValueError(f"</{tag}> closes what is not open")

    def handle_data(self, data: str) -> None:
        if text := re.sub(r"\s*\n\s*", "", data):
            self.open[-1].append(re.sub(r"\s+", " ", text))


def tree(markup: str) -> Tree:
    """A template's one element as nested lists. A line break between two elements is no space."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    [root] = reader.open[0][1:]
    result: Tree = root
    return result


def text_of(branch: Tree) -> str:
    """The words in a tree, a line for each block."""
    if isinstance(branch, str):
        return branch
    tag, *parts = branch
    text = "".join(text_of(part) for part in parts if not isinstance(part, dict))
    return text if tag in {"a", "b", "span"} else f"{text.strip()}\n" if text.strip() else ""
