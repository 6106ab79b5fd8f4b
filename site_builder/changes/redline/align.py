"""Alignment of sequences of numbers that stand for words, sentences or blocks."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """The old items from `old_start` to `old_end` stand where now stand the new from `new_start` to `new_end`.

    `equal` says that they are the same items.
    """

    equal: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def common_pairs(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Positions of a longest common subsequence."""
    return [
        (edit.old_start + offset, edit.new_start + offset)
        for edit in edits(old, new)
        if edit.equal
        for offset in range(edit.old_end - edit.old_start)
    ]


def common_length(old: Sequence[int], new: Sequence[int]) -> int:
    """The length of a longest common subsequence."""
    free = (1 << len(old)) - 1
    for row in _rows(old, new):
        free = row
    return len(old) - free.bit_count()


def _rows(old: Sequence[int], new: Sequence[int]) -> Iterator[int]:
    """For each new item a set of old positions, as bits: those where a longest common subsequence of the new items so
    far and the old ones up to there is no longer than without that position (Hyyrö 2004)."""
    places: dict[int, int] = {}
    for place, item in enumerate(old):
        places[item] = places.get(item, 0) | 1 << place
    free = everything = (1 << len(old)) - 1
    for item in new:
        met = free & places.get(item, 0)
        if met:
            free = ((free + met) | (free - met)) & everything
        yield free


def _pairs(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    if not old or not new:
        return []
    rows = [(1 << len(old)) - 1, *_rows(old, new)]
    pairs = []
    i, j = len(old), len(new)
    while i and j:
        if rows[j] >> (i - 1) & 1:
            i -= 1
        elif rows[j - 1] >> (i - 1) & 1:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        else:
            j -= 1
    return pairs[::-1]


def edits(old: Sequence[int], new: Sequence[int]) -> list[Edit]:
    """What is equal and what is not, alternating, by a longest common subsequence."""
    head = _common_head(old, new)
    tail = _common_head(old[head:][::-1], new[head:][::-1])
    middle = _pairs(old[head : len(old) - tail], new[head : len(new) - tail])
    runs = [(0, 0, head), *((i + head, j + head, 1) for i, j in middle), (len(old) - tail, len(new) - tail, tail)]
    found: list[Edit] = []
    old_end = new_end = 0
    for i, j, length in runs:
        if i > old_end or j > new_end:
            _append(found, Edit(False, old_end, i, new_end, j))
        old_end, new_end = i + length, j + length
        if length:
            _append(found, Edit(True, i, old_end, j, new_end))
    return found


def edits_around(anchors: Sequence[tuple[int, int]], old: Sequence[int], new: Sequence[int]) -> list[Edit]:
    """As `edits`, where pairs that are given as anchors, in rising order, are equal in any case."""
    found: list[Edit] = []
    old_end = new_end = 0
    for i, j in [*anchors, (len(old), len(new))]:
        for edit in edits(old[old_end:i], new[new_end:j]):
            shifted = (
                edit.old_start + old_end,
                edit.old_end + old_end,
                edit.new_start + new_end,
                edit.new_end + new_end,
            )
            _append(found, Edit(edit.equal, *shifted))
        if i < len(old):
            _append(found, Edit(True, i, i + 1, j, j + 1))
        old_end, new_end = i + 1, j + 1
    return found


def _append(found: list[Edit], edit: Edit) -> None:
    if found and found[-1].equal == edit.equal:
        last = found.pop()
        edit = Edit(edit.equal, last.old_start, edit.old_end, last.new_start, edit.new_end)
    found.append(edit)


def _common_head(old: Sequence[int], new: Sequence[int]) -> int:
    length = 0
    for before, after in zip(old, new, strict=False):
        if before != after:
            break
        length += 1
    return length


def heaviest_rising(pairs: Sequence[tuple[int, int]], weights: Sequence[int]) -> set[int]:
    """Which pairs can stay where they are: the heaviest choice whose two positions rise together.

    The rest has moved. Gives indices into `pairs`; no position may occur twice on a side.
    """
    order = sorted(range(len(pairs)), key=pairs.__getitem__)
    # For each second position that ends a chain, in rising order, the weight of the best chain ending there.
    ends: list[int] = []
    totals: list[int] = []
    last: list[int] = []
    previous: dict[int, int] = {}
    for index in order:
        place = bisect_left(ends, pairs[index][1])
        total = weights[index] + (totals[place - 1] if place else 0)
        previous[index] = last[place - 1] if place else -1
        stop = place
        while stop < len(ends) and totals[stop] <= total:
            stop += 1
        ends[place:stop] = [pairs[index][1]]
        totals[place:stop] = [total]
        last[place:stop] = [index]
    chosen: set[int] = set()
    index = last[-1] if last else -1
    while index >= 0:
        chosen.add(index)
        index = previous[index]
    return chosen
