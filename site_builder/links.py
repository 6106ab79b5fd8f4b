"""Checks over the finished pages: links, anchors, ids, translations, and no foreign hosts."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from urllib.parse import unquote, urlsplit

from site_builder.problem import Location, Problem

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


def check_links(files: Mapping[str, bytes], base_url: str) -> tuple[Problem, ...]:
    """Every broken link, anchor, reference or translation in the pages among `files`, and every foreign host."""
    outlines = {path: outline(data.decode()) for path, data in files.items() if path.endswith(".html")}
    base = base_url.rstrip("/") + "/"
    anchors = {path: frozenset(page.ids) for path, page in outlines.items()}
    return tuple(
        problem for path, page in outlines.items() for problem in _problems(path, page, outlines, anchors, files, base)
    )


_WRITTEN = r"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*"""
# A comment; an element whose content is no HTML; the start of any other that has attributes.
_TAG = re.compile(
    rf"<!--.*?-->|<(script|style|textarea|title)(?=[\s/>])({_WRITTEN})>.*?</\1\s*>|<([a-z][^\s/>]*)\s({_WRITTEN})>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")


def outline(html: str) -> Outline:
    """What a page contains of ids and links."""
    found = Outline()
    for match in _TAG.finditer(html):
        tag, written = match[1] or match[3], match[2] or match[4]
        if not written:
            continue
        attributes: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(written):
            value = double or single or bare
            attributes.setdefault(name.lower(), unescape(value) if "&" in value else value)
        _note(found, tag.lower(), attributes)
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


def _problems(
    path: str,
    page: Outline,
    outlines: Mapping[str, Outline],
    anchors: Mapping[str, frozenset[str]],
    files: Mapping[str, bytes],
    base: str,
) -> Iterator[Problem]:
    here = Location(path)
    for element_id in sorted(used for used, times in Counter(page.ids).items() if times > 1):
        yield Problem(here, "duplicate_element_id", {"found": element_id})
    for reference in page.references:
        if reference not in anchors[path]:
            yield Problem(here, "broken_anchor", {"found": f"#{reference}"})
    for address in page.fetched:
        if _local(address, path, base) is None and not address.startswith("data:"):
            yield Problem(here, "foreign_host", {"found": address})
    for address in (*page.links, *page.fetched, *page.alternates):
        target = _local(address, path, base)
        if target is None:
            continue
        file, anchor = target
        if file not in files:
            yield Problem(here, "broken_link", {"found": address})
        elif anchor and file in anchors and anchor not in anchors[file]:
            yield Problem(here, "broken_anchor", {"found": address})
    own = base + _permalink(path)
    for address in page.alternates:
        target = _local(address, path, base)
        if target and target[0] in outlines and own not in outlines[target[0]].alternates:
            yield Problem(here, "hreflang_not_mutual", {"found": address})


@lru_cache(maxsize=65536)
def _local(address: str, path: str, base: str) -> tuple[str, str] | None:
    """The file and anchor that an address leads to within the site; None when it leads elsewhere."""
    root = urlsplit(base).path
    if address.startswith(base):
        address = root + address.removeprefix(base)
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    if parts.path.startswith("/"):
        if not parts.path.startswith(root):
            return parts.path, parts.fragment
        file = parts.path.removeprefix(root)
    elif parts.path:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path))
        file += "/" if parts.path.endswith(("/", "..")) or parts.path == "." else ""
        file = "" if file in (".", "./") else file
    else:
        file = path
    file = unquote(file)
    return (f"{file}index.html" if not file or file.endswith("/") else file), unquote(parts.fragment)


def _permalink(path: str) -> str:
    return path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
