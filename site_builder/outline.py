"""What of a page matters to others: its ids, and where it points to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from site_builder.elements import Html
from site_builder.memory.steps import BuildMemory

# What a browser fetches by itself, as opposed to a link that a reader follows.
_FETCHED = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "img": ("src", "srcset"),
    "input": ("src",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "video": ("src", "poster"),
}
_FETCHED_RELATIONS = {
    "stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch", "prefetch", "manifest"
}  # fmt: skip
_REFERENCES = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"}


@dataclass(slots=True)
class Outline:
    """The ids of a page and everything in it that points somewhere."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    alternates: list[str] = field(default_factory=list)


def outline_of(path: str, read: Callable[[], Html], memory: BuildMemory) -> Outline:
    """The outline of a page of a build, made once for whoever looks at it."""
    return memory.once(("outline", path), lambda: outline(read()))


def outline(html: Html) -> Outline:
    """What a page contains of ids and links."""
    found = Outline()
    for tag, attributes in html.written():
        _note(found, tag, attributes)
    return found


def _note(found: Outline, tag: str, attributes: Mapping[str, str]) -> None:
    if "id" in attributes:
        found.ids.append(attributes["id"])
    if tag in ("a", "area") and "href" in attributes:
        found.links.append(attributes["href"])
    elif tag == "link":
        _note_relation(found, attributes)
    for name in _FETCHED.get(tag, ()):
        if name in attributes:
            found.fetched += [part.split()[0] for part in attributes[name].split(",") if part.strip()]
    for name in _REFERENCES & attributes.keys():
        found.references += attributes[name].split()


def _note_relation(found: Outline, attributes: Mapping[str, str]) -> None:
    relations = set(attributes.get("rel", "").split())
    if relations & _FETCHED_RELATIONS:
        found.fetched.append(attributes.get("href", ""))
    elif "alternate" in relations and "hreflang" in attributes:
        found.alternates.append(attributes.get("href", ""))
    else:
        found.links.append(attributes.get("href", ""))
