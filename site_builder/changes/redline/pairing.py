"""Pairs of nodes: those that read the same, and those that are most alike."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple

from site_builder.changes.redline.align import common_pairs
from site_builder.changes.redline.nodes import Node


class Score(NamedTuple):
    """How alike two nodes are, and how far apart they stand in their own rows."""

    value: float
    distance: float
    old: Node
    new: Node


def unpaired(nodes: Iterable[Node], key: Callable[[Node], Hashable] = lambda node: True) -> list[Node]:
    """The nodes without a mate, of those that have a key."""
    return [node for node in nodes if not node.mate and key(node)]


def pair_equal(old: list[Node], new: list[Node], key: Callable[[Node], Hashable]) -> None:
    """Pairs nodes of equal key: first those that keep their order, then the others as they come."""
    left, right = unpaired(old), unpaired(new)
    numbers: dict[Hashable, int] = {}
    shared = {key(node) for node in left} & {key(node) for node in right}
    left = [node for node in left if key(node) in shared]
    right = [node for node in right if key(node) in shared]
    old_keys = [numbers.setdefault(key(node), len(numbers)) for node in left]
    new_keys = [numbers.setdefault(key(node), len(numbers)) for node in right]
    for i, j in common_pairs(old_keys, new_keys):
        left[i].pair_with(right[j])
    waiting: dict[int, deque[Node]] = defaultdict(deque)
    for node, number in zip(right, new_keys, strict=True):
        if not node.mate:
            waiting[number].append(node)
    for node, number in zip(left, old_keys, strict=True):
        if not node.mate and node.kind != "rule" and waiting[number]:
            node.pair_with(waiting[number].popleft())


def best(scores: Iterable[Score]) -> list[Score]:
    """The best pairs, each node once. Of equals the nearest; a whole before its parts, as it stands before them."""
    taken: set[Node] = set()
    found = []
    for score in sorted(scores, key=lambda score: (-score.value, score.distance, -score.old.size)):
        if score.old not in taken and score.new not in taken:
            taken |= {score.old, score.new}
            found.append(score)
    return found


def pair_best(scores: Iterable[Score]) -> None:
    """Pairs the nodes of the best scores."""
    for score in best(scores):
        score.old.pair_with(score.new)
