"""Checks over the finished pages: links, anchors, ids, translations, and no foreign hosts."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple, TypeVar
from urllib.parse import quote, unquote, urlsplit

from site_builder.elements import Html
from site_builder.memory.files import Files
from site_builder.memory.neighbours import neighbourhood
from site_builder.memory.steps import BuildMemory
from site_builder.memory.store import Place
from site_builder.outline import Outline, outline_of
from site_builder.problem import Location, Problem

Made = TypeVar("Made")

_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}")


def check_links(files: Mapping[str, bytes], base_url: str, memory: BuildMemory | None = None) -> tuple[Problem, ...]:
    """Every broken link, anchor, reference or translation in the pages among `files`, and every foreign host."""
    site = _Linked(Files(files), base_url.rstrip("/") + "/", memory or BuildMemory())
    pages = (path for path in site.files if path.endswith(".html"))
    return tuple(
        problem
        for name, paths in _together(pages, neighbourhood).items()
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


class Beyond(NamedTuple):
    """What pages want of others: files, and with the file that it is in (`FILE#REST`) an anchor or a translation."""

    broken_link: tuple[str, ...]
    broken_anchor: tuple[str, ...]
    hreflang_not_mutual: tuple[str, ...]


class _Linked:
    """Pages and where they lead. What a page wants is known by its bytes alone, and so is what the pages of a version,
    and those of all versions of a year, want of others: whether that is there is then a question of one look."""

    def __init__(self, files: Files, base: str, memory: BuildMemory) -> None:
        self.files, self.base, self.memory = files, base, memory
        self.digests = files.digests() if memory.lasting else {}
        self.pages: dict[str, Links] = {}
        self.listed: dict[Place, str] = {}

    def is_whole(self, name: str, paths: Sequence[str]) -> bool:
        """Whether there is nothing wrong in any of some neighbours."""
        beyond = self._remember("links", name, partial(self._beyond_neighbours, name, paths), *paths)
        return beyond is not None and all(
            self._is_met(code, *_split(want), "")
            for code, wants in zip(Beyond._fields, beyond, strict=True)
            for want in wants
        )

    def problems(self, path: str) -> Iterator[Problem]:
        page = self._page(path)
        for code, found in page.wrong:
            yield Problem(Location(path), code, {"found": found})
        for wanted in page.wanted:
            if not self._is_met(wanted.code, wanted.file, wanted.within, ""):
                yield Problem(Location(path), wanted.code, {"found": wanted.written})

    def _beyond_neighbours(self, name: str, paths: Sequence[str]) -> Beyond | None:
        """What neighbours want of other pages. None when something is wrong in them."""
        around = f"links:{name}"
        versions = _together(paths, version_of)
        found = (
            self._remember("links", version, partial(self._beyond_version, version, own), *own, within=around)
            for version, own in versions.items()
        )
        return self._left(found, frozenset(paths), around)

    def _beyond_version(self, version: str, paths: Sequence[str]) -> Beyond | None:
        found = (None if page.wrong else _beyond(page.wanted) for page in map(self._page, paths))
        return self._left(found, frozenset(paths), f"links:{version}")

    def _left(self, wanted: Iterable[Beyond | None], here: frozenset[str], around: str) -> Beyond | None:
        """What of all that is wanted is not among the files `here`. None when it is not as it should be."""
        left: dict[str, set[str]] = {code: set() for code in Beyond._fields}
        for beyond in wanted:
            if beyond is None:
                return None
            for code, wants in zip(Beyond._fields, beyond, strict=True):
                for want in wants:
                    file, rest = _split(want)
                    if file in here and not self._is_met(code, file, rest, around):
                        return None
                    if file not in here:
                        left[code].add(want)
        return Beyond(*(tuple(sorted(found)) for found in left.values()))

    def _is_met(self, code: str, file: str, rest: str, around: str) -> bool:
        if code == "broken_link":
            return file in self.files
        # What is no page has no anchors and no translations, and what is not there is another problem.
        if not file.endswith(".html") or file not in self.files:
            return True
        return _is_listed(rest, self._ids(file, around) if code == "broken_anchor" else self._alternates(file, around))

    def _page(self, path: str) -> Links:
        if path not in self.pages:
            within = f"links:{version_of(path)}"
            self.pages[path] = self._remember("page links", path, partial(self._find_links, path), path, within=within)
        return self.pages[path]

    def _find_links(self, path: str) -> Links:
        return _links(path, self._outline(path), self.base)

    def _ids(self, path: str, around: str) -> str:
        """The ids in a page as one text, which is read at once."""
        return self._list("ids", path, around, lambda: _list(self._outline(path).ids))

    def _alternates(self, path: str, around: str) -> str:
        """What a page names as its translations."""
        return self._list("alternates", path, around, lambda: self._page(path).alternates)

    def _list(self, what: str, path: str, around: str, make: Callable[[], str]) -> str:
        place = around, f"{what}:{path}"
        if place not in self.listed:
            self.listed[place] = self._remember(what, path, make, path, within=around)
        return self.listed[place]

    def _outline(self, path: str) -> Outline:
        return outline_of(path, lambda: Html(self.files[path].decode()), self.memory)

    def _remember(self, what: str, name: str, make: Callable[[], Made], *paths: str, within: str = "") -> Made:
        """What is made of some pages, known by their bytes."""
        known = (*paths, *map(self.digests.__getitem__, paths)) if self.memory.lasting else ()
        return self.memory.step(f"{what}:{name}", make, self.base, "\0".join(known), within=within)


def version_of(path: str) -> str:
    """The version that a page is of; a page of the whole site is by itself."""
    version = _VERSION.search(path)
    return version[0] if version else path


def _together(paths: Iterable[str], place: Callable[[str], str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(place(path), []).append(path)
    return found


def _beyond(wanted: Iterable[Wanted]) -> Beyond:
    found: dict[str, list[str]] = {code: [] for code in Beyond._fields}
    for want in wanted:
        found[want.code].append(f"{quote(want.file)}#{want.within}" if want.within else quote(want.file))
    return Beyond(*map(tuple, found.values()))


def _list(texts: Iterable[str]) -> str:
    """Texts as one: each on a line of its own, in quotes, with nothing in it that ends a line."""
    return "\n".join(("", *(repr(text) for text in texts), ""))


def _is_listed(text: str, among: str) -> bool:
    return f"\n{text!r}\n" in among


def _split(address: str) -> tuple[str, str]:
    path, _, rest = address.partition("#")
    return unquote(path), rest


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
