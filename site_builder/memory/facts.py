"""What steps may read, by name. A fact of a version is called `KIND:VERSION`, with more behind it or not.

The facts of *neighbours*, which are versions of one year, are known together too: as long as none of them changed,
nobody need look at each of those that a step read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

_BETWEEN_NEIGHBOURS, _BETWEEN, _BETWEEN_KINDS, _AND = "\x1e", "\x1f", "\x1d", "\x1c"


class Facts:
    """The facts of one build. What nobody tells is empty."""

    def __init__(self) -> None:
        self._told: dict[str, str] = {}
        self._neighbours: dict[str, Any] = defaultdict(sha256)
        self._digests: dict[str, str] = {}

    def tell(self, facts: Mapping[str, str]) -> None:
        self._told.update(facts)
        by_year: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for fact in facts.items():
            by_year[_year(fact[0])].append(fact)
        for year, told in by_year.items():
            self._add(year, told)

    def tell_of(self, version: str, facts: Mapping[str, str]) -> None:
        """Facts of one version by their kinds."""
        for kind, fact in facts.items():
            self._told[f"{kind}:{version}"] = fact
        self._add(version[:4], (version, facts))

    def _add(self, year: str, told: object) -> None:
        self._neighbours[year].update(_bytes(repr(told)))
        self._digests.pop(year, None)

    def read(self, names: Iterable[str]) -> str:
        """These facts as they are now, in a form of which `hold` tells whether they still are."""
        by_year: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names):
            by_year[_year(name)].append(name)
        return _BETWEEN_NEIGHBOURS.join(
            _BETWEEN.join((year, self._all(year), self._each(known), _listed(known))) for year, known in by_year.items()
        )

    def hold(self, read: str) -> bool:
        """Whether facts are what they were when they were read."""
        return all(self._holds(*neighbours.split(_BETWEEN, 3)) for neighbours in _split(read))

    def _holds(self, year: str, together: str, each: str, listed: str) -> bool:
        return together == self._all(year) or each == self._each(sorted(_each_of(listed)))

    def _all(self, year: str) -> str:
        """The digest of all that was told of a year so far."""
        if year not in self._digests:
            self._digests[year] = self._neighbours[year].hexdigest()
        return self._digests[year]

    def _each(self, names: Iterable[str]) -> str:
        """The digest of some facts."""
        return sha256(_bytes(repr([*map(self._told.get, names)]))).hexdigest()


def names(read: str) -> Iterator[str]:
    """The names of the facts that were read."""
    for neighbours in _split(read):
        yield from _each_of(neighbours.split(_BETWEEN, 3)[3])


def _split(read: str) -> list[str]:
    return read.split(_BETWEEN_NEIGHBOURS) if read else []


def _listed(names: Iterable[str]) -> str:
    """Names as one text. Who reads facts of several kinds mostly reads them of the same versions: these stand there
    once."""
    versions_of: dict[str, list[str]] = defaultdict(list)
    for name in names:
        kind, colon, version = name.partition(":")
        versions_of[kind].append(colon + version)
    kinds: dict[str, list[str]] = defaultdict(list)
    for kind, versions in versions_of.items():
        kinds[_AND.join(versions)].append(kind)
    return _BETWEEN.join(f"{_AND.join(alike)}{_BETWEEN_KINDS}{versions}" for versions, alike in kinds.items())


def _each_of(listed: str) -> Iterator[str]:
    for alike in listed.split(_BETWEEN):
        kinds, _, versions = alike.partition(_BETWEEN_KINDS)
        for version in versions.split(_AND):
            for kind in kinds.split(_AND):
                yield kind + version


def _year(name: str) -> str:
    """The year of the version that a fact is of. Whatever else stands there is a neighbourhood too."""
    at = name.find(":") + 1
    return name[at : at + 4]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
