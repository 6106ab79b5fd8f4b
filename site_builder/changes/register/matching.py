"""Which record of the old register is which of the new one: by id, else by what it is called."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from site_builder.changes.register.comparing import plain
from site_builder.records import record

Matched = TypeVar("Matched")
Identity = Callable[[Matched], Hashable]


@record
class Matching(Generic[Matched]):
    """Records that are the same thing, old and new, in the new order; and those that are in one register alone."""

    pairs: tuple[tuple[Matched, Matched], ...]
    added: tuple[Matched, ...]
    removed: tuple[Matched, ...]

    def in_order(self, after: Sequence[Matched]) -> Iterator[tuple[Matched | None, Matched | None]]:
        """Old and new, in the order of the new register; what was removed comes last."""
        old = {id(new): old for old, new in self.pairs}
        yield from ((old.get(id(new)), new) for new in after)
        yield from ((record, None) for record in self.removed)


def match(
    before: Sequence[Matched],
    after: Sequence[Matched],
    *identities: Identity[Matched],
    accept: Callable[[Matched, Matched], bool] | None = None,
) -> Matching[Matched]:
    """Records that agree in the first identity are the same; of the others those that alone agree in the next one.

    An identity is None where it says nothing. What `accept` turns down is no pair.
    """
    olds, news = dict(enumerate(before)), dict(enumerate(after))
    found: dict[int, Matched] = {}
    for identity in identities:
        candidates = _alone(olds, identity)
        for key, position in _alone(news, identity).items():
            old = candidates.get(key)
            if old is not None and (accept is None or accept(olds[old], news[position])):
                found[position] = olds.pop(old)
                del news[position]
    return Matching(
        pairs=tuple((found[position], new) for position, new in enumerate(after) if position in found),
        added=tuple(news.values()),
        removed=tuple(olds.values()),
    )


def _alone(records: Mapping[int, Matched], identity: Identity[Matched]) -> dict[Hashable, int]:
    """The records by identity, as far as no two share it."""
    positions: dict[Hashable, list[int]] = {}
    for position, member in records.items():
        key = identity(member)
        if key is not None:
            positions.setdefault(key, []).append(position)
    return {key: found[0] for key, found in positions.items() if len(found) == 1}


def ids(matching: Matching[Any]) -> Mapping[str, str | None]:
    """The new id of each old one, None for what was removed. An id that is not here refers to nothing."""
    removed: dict[str, str | None] = {old.id: None for old in matching.removed}
    return removed | {old.id: new.id for old, new in matching.pairs}


def by_id(record: Any) -> Hashable:
    return str(record.id)


def by(*names: str) -> Identity[Any]:
    """The identity that these fields give together, when each of them says something."""

    def identity(record: Any) -> Hashable:
        values = tuple(plain(getattr(record, name)) for name in names)
        return values if all(values) else None

    return identity
