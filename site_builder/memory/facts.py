"""What steps may read, by name. A fact of a version is called `KIND:VERSION`, with more behind it or not.

The facts of *neighbours*, which are versions of one year, are known together too: as long as none of them changed,
nobody need look at each of those that a step read.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

_BETWEEN, _BETWEEN_NEIGHBOURS = "\x1f", "\x1e"


class Facts:
    """The facts of one build. What nobody tells is empty."""

    def __init__(self) -> None:
        self._told: dict[str, str] = {}
        self._neighbours: dict[str, list[str]] = {}
        self._digests: dict[str, str] = {}

    def tell(self, facts: Mapping[str, str]) -> None:
        self._told.update(facts)
        by_year: dict[str, dict[str, str]] = {}
        for name, fact in facts.items():
            by_year.setdefault(_year(name), {})[name] = fact
        for year, told in by_year.items():
            self._add(year, told)

    def tell_of(self, version: str, facts: Mapping[str, str]) -> None:
        """Facts of one version by their kinds."""
        year, told = _year(f":{version}"), {f"{kind}:{version}": fact for kind, fact in facts.items()}
        self._told.update(told)
        self._add(year, told)

    def _add(self, year: str, told: Mapping[str, str]) -> None:
        self._neighbours.setdefault(year, []).append(repr(told))
        self._digests.pop(year, None)

    def read(self, names: Iterable[str]) -> str:
        """These facts as they are now, in a form of which `hold` tells whether they still are."""
        by_year: dict[str, list[str]] = {}
        for name in sorted(names):
            by_year.setdefault(_year(name), []).append(name)
        return _BETWEEN_NEIGHBOURS.join(
            _BETWEEN.join((year, self._all(year), self._each(known), *known)) for year, known in by_year.items()
        )

    def hold(self, read: str) -> bool:
        """Whether facts are what they were when they were read."""
        return all(self._holds(*neighbours.split(_BETWEEN, 3)) for neighbours in _split(read))

    def _holds(self, year: str, together: str, each: str, names: str) -> bool:
        return together == self._all(year) or each == self._each(names.split(_BETWEEN))

    def _all(self, year: str) -> str:
        """The digest of all that was told of a year so far."""
        if year not in self._digests:
            told = self._neighbours.get(year, ())
            self._digests[year] = _digest("\n".join(told))
        return self._digests[year]

    def _each(self, names: Iterable[str]) -> str:
        """The digest of some facts."""
        return _digest(repr([*map(self._told.get, names)]))


def names(read: str) -> Iterator[str]:
    """The names of the facts that were read."""
    for neighbours in _split(read):
        yield from neighbours.split(_BETWEEN)[3:]


def _split(read: str) -> list[str]:
    return read.split(_BETWEEN_NEIGHBOURS) if read else []


def _year(name: str) -> str:
    """The year of the version that a fact is of. Whatever else stands there is a neighbourhood too."""
    return name[name.find(":") + 1 :][:4]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
