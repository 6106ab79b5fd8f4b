"""Checks over the finished pages: links, anchors, ids, translations, and no foreign hosts."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from html import unescape
from urllib.parse import unquote, urlsplit

from site_builder.memory.files import Files
from site_builder.memory.steps import BuildMemory
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


def check_links(files: Mapping[str, bytes], base_url: str, memory: BuildMemory | None = None) -> tuple[Problem, ...]:
    """Every broken link, anchor, reference or translation in the pages among `files`, and every foreign host."""
    memory = memory or BuildMemory()
    whole, base = Files(files), base_url.rstrip("/") + "/"
    known = Targets(whole, memory)
    found: list[Problem] = []
    for path in whole:
        if path.endswith(".html"):
            check = partial(_page_problems, path, known, base)
            found += memory.step(f"links:{path}", check, whole.digest(path) if memory.lasting else "", base)
    return tuple(found)


_YES, _NO = "yes", "no"


class Targets:
    """What pages can lead to. What is asked is noted: whether a file is there, an anchor in it, a translation."""

    def __init__(self, files: Files, memory: BuildMemory) -> None:
        self.files, self.memory = files, memory
        self.ends: dict[str, tuple[str, str]] = {}
        memory.tell({f"file:{path}": "there" for path in files})
        memory.tell_kind("anchor", lambda asked: _YES if self._has_anchor(*_split(asked)) else _NO)
        memory.tell_kind("translation", lambda asked: _YES if self._translates(*_split(asked)) else _NO)

    def outline(self, path: str) -> "Outline":
        return self.memory.once(("outline", path), lambda: outline(self.files[path].decode()))

    def has_file(self, path: str) -> bool:
        self.memory.note(f"file:{path}")
        return path in self.files

    def has_anchor(self, path: str, anchor: str) -> bool:
        self.memory.note(f"anchor:{path}#{anchor}")
        return self._has_anchor(path, anchor)

    def translates(self, path: str, address: str) -> bool:
        """Whether a page names an address as its translation; what is no page cannot, and need not."""
        self.memory.note(f"translation:{path}#{address}")
        return self._translates(path, address)

    def _has_anchor(self, path: str, anchor: str) -> bool:
        return not self._is_page(path) or _is_listed(anchor, self._ends(path)[0])

    def _translates(self, path: str, address: str) -> bool:
        return not self._is_page(path) or _is_listed(address, self._ends(path)[1])

    def _is_page(self, path: str) -> bool:
        return path.endswith(".html") and path in self.files

    def _ends(self, path: str) -> tuple[str, str]:
        """The anchors of a page and the addresses of its translations, each a list in one text: read at once."""
        if path not in self.ends:

            def find() -> tuple[str, str]:
                found = self.memory.unnoted(lambda: self.outline(path))
                return _list(found.ids), _list(found.alternates)

            known = self.files.digest(path) if self.memory.lasting else ""
            self.ends[path] = self.memory.step(f"ends:{path}", find, known)
        return self.ends[path]


def _list(texts: Iterable[str]) -> str:
    """Texts as one: each on a line of its own, in quotes, with nothing in it that ends a line."""
    return "\n".join(("", *(repr(text) for text in texts), ""))


def _is_listed(text: str, among: str) -> bool:
    return f"\n{text!r}\n" in among


def _split(asked: str) -> tuple[str, str]:
    path, _, rest = asked.partition("#")
    return path, rest


def _page_problems(path: str, known: Targets, base: str) -> tuple[Problem, ...]:
    return tuple(_problems(path, known.outline(path), known, base))


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


def _problems(path: str, page: Outline, known: Targets, base: str) -> Iterator[Problem]:
    here, anchors = Location(path), frozenset(page.ids)
    for element_id in sorted(used for used, times in Counter(page.ids).items() if times > 1):
        yield Problem(here, "duplicate_element_id", {"found": element_id})
    for reference in page.references:
        if reference not in anchors:
            yield Problem(here, "broken_anchor", {"found": f"#{reference}"})
    for address in page.fetched:
        if _local(address, path, base) is None and not address.startswith("data:"):
            yield Problem(here, "foreign_host", {"found": address})
    for address in (*page.links, *page.fetched, *page.alternates):
        target = _local(address, path, base)
        if target is None:
            continue
        file, anchor = target
        if not known.has_file(file):
            yield Problem(here, "broken_link", {"found": address})
        elif anchor and not (anchor in anchors if file == path else known.has_anchor(file, anchor)):
            yield Problem(here, "broken_anchor", {"found": address})
    own = base + _permalink(path)
    for address in page.alternates:
        target = _local(address, path, base)
        if target and not known.translates(target[0], own):
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
