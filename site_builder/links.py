"""Checks over the finished pages: links, anchors, ids, translations, and no foreign hosts."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from html import unescape
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from site_builder.memory.files import Files
from site_builder.memory.neighbours import neighbourhood
from site_builder.memory.steps import BuildMemory
from site_builder.memory.store import Place
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
    site = _Linked(Files(files), base_url.rstrip("/") + "/", memory or BuildMemory())
    neighbours: dict[str, list[str]] = {}
    for path in site.files:
        if path.endswith(".html"):
            neighbours.setdefault(neighbourhood(path), []).append(path)
    return tuple(
        problem
        for name, paths in neighbours.items()
        if not site.is_whole(name, paths)
        for path in paths
        for problem in site.problems(path)
    )


class Wanted(NamedTuple):
    """What a link needs: a file, an anchor in it, or that it names an address as its translation; else `code` is the
    problem with what is `written`."""

    code: str
    file: str
    within: str
    written: str


class Links(NamedTuple):
    """What is wrong in a page alone, each with its code; what it wants of others; what it names as translations."""

    wrong: tuple[tuple[str, str], ...]
    wanted: tuple[Wanted, ...]
    alternates: str


class _Linked:
    """Pages and where they lead. What a page wants is known by its bytes alone, and of pages that are neighbours what
    they want of all others: whether that is there is then a question of one look."""

    def __init__(self, files: Files, base: str, memory: BuildMemory) -> None:
        self.files, self.base, self.memory = files, base, memory
        self.pages: dict[str, Links] = {}
        self.ids: dict[Place, str] = {}

    def is_whole(self, name: str, paths: Sequence[str]) -> bool:
        """Whether there is nothing wrong in any of some neighbours."""
        known = (part for path in paths for part in (path, self._digest(path)))
        beyond = self.memory.step(f"links:{name}", lambda: self._beyond(paths), self.base, *known)
        if beyond is None:
            return False
        files, anchors, translations = beyond
        return (
            all(file in self.files for file in files)
            and all(self._has_anchor(*_split(address)) for address in anchors)
            and all(self._translates(*_split(address)) for address in translations)
        )

    def problems(self, path: str) -> Iterator[Problem]:
        page = self._page(path)
        for code, found in page.wrong:
            yield Problem(Location(path), code, {"found": found})
        for wanted in page.wanted:
            if not self._is_met(wanted):
                yield Problem(Location(path), wanted.code, {"found": wanted.written})

    def _beyond(self, paths: Sequence[str]) -> tuple[tuple[str, ...], ...] | None:
        """What some pages want of others: files, anchors and translations. None when something is wrong in them."""
        here = frozenset(paths)
        wanted: dict[str, set[str]] = {"broken_link": set(), "broken_anchor": set(), "hreflang_not_mutual": set()}
        for path in paths:
            page = self._page(path)
            if page.wrong:
                return None
            for want in page.wanted:
                if want.file not in here:
                    wanted[want.code].add(f"{quote(want.file)}#{want.within}" if want.within else want.file)
                elif not self._is_met(want, neighbourhood(path)):
                    return None
        return tuple(tuple(sorted(found)) for found in wanted.values())

    def _is_met(self, wanted: Wanted, around: str = "") -> bool:
        if wanted.code == "broken_link":
            return wanted.file in self.files
        if wanted.code == "broken_anchor":
            return self._has_anchor(wanted.file, wanted.within, around)
        return self._translates(wanted.file, wanted.within)

    def _has_anchor(self, path: str, anchor: str, around: str = "") -> bool:
        """Whether an anchor is in a file. What is no page has none, and what is not there is another problem."""
        return not self._is_page(path) or _is_listed(anchor, self._ids(path, around))

    def _translates(self, path: str, address: str) -> bool:
        """Whether a page names an address as its translation; what is no page cannot, and need not."""
        return not self._is_page(path) or _is_listed(address, self._page(path).alternates)

    def _is_page(self, path: str) -> bool:
        return path.endswith(".html") and path in self.files

    def _page(self, path: str) -> Links:
        if path not in self.pages:
            within = f"links:{neighbourhood(path)}"
            find = partial(self._find_links, path)
            self.pages[path] = self.memory.step(
                f"page links:{path}", find, self.base, self._digest(path), within=within
            )
        return self.pages[path]

    def _find_links(self, path: str) -> Links:
        return _links(path, self._outline(path), self.base)

    def _ids(self, path: str, around: str) -> str:
        """The ids in a page as one text, which is read at once."""
        if (around, path) not in self.ids:
            within = f"links:{around}" if around else ""
            find = partial(self._list_ids, path)
            self.ids[around, path] = self.memory.step(f"ids:{path}", find, self._digest(path), within=within)
        return self.ids[around, path]

    def _list_ids(self, path: str) -> str:
        return _list(self._outline(path).ids)

    def _outline(self, path: str) -> "Outline":
        return self.memory.once(("outline", path), lambda: outline(self.files[path].decode()))

    def _digest(self, path: str) -> str:
        return self.files.digest(path) if self.memory.lasting else ""


def _list(texts: Iterable[str]) -> str:
    """Texts as one: each on a line of its own, in quotes, with nothing in it that ends a line."""
    return "\n".join(("", *(repr(text) for text in texts), ""))


def _is_listed(text: str, among: str) -> bool:
    return f"\n{text!r}\n" in among


def _split(address: str) -> tuple[str, str]:
    path, _, rest = address.partition("#")
    return unquote(path), rest


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


def _links(path: str, page: Outline, base: str) -> Links:
    anchors, addresses = frozenset(page.ids), (*page.links, *page.fetched, *page.alternates)
    wrong = [("duplicate_element_id", used) for used, times in sorted(Counter(page.ids).items()) if times > 1]
    wrong += [("broken_anchor", f"#{reference}") for reference in page.references if reference not in anchors]
    wrong += [
        ("foreign_host", address)
        for address in page.fetched
        if _local(address, path, base) is None and not address.startswith("data:")
    ]
    wanted: list[Wanted] = []
    for address in addresses:
        file, anchor = _local(address, path, base) or ("", "")
        if file and file != path:
            wanted.append(Wanted("broken_link", file, "", address))
        if anchor and (file != path or anchor not in anchors):
            wanted.append(Wanted("broken_anchor", file, anchor, address))
    own = base + _permalink(path)
    for address in page.alternates:
        target = _local(address, path, base)
        if target:
            wanted.append(Wanted("hreflang_not_mutual", target[0], own, address))
    return Links(tuple(wrong), tuple(dict.fromkeys(wanted)), _list(page.alternates))


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
