"""Which old and new pieces of text are versions of one another, found without comparing all with all."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

_ALL_WITH_ALL = 100
_MAX_POSTINGS = 12
_MAX_CANDIDATES = 5

Words = Sequence[int]
Weight = Callable[[int], float]


def similarity(old: Words, new: Words, weight: Weight) -> float:
    """How much two bags of words share, 0 to 1; rare words weigh more than common ones."""
    if not old or not new:
        return 0.0
    old_counts, new_counts = Counter(old), Counter(new)
    common = sum(
        weight(word) * min(count, new_counts[word]) for word, count in old_counts.items() if word in new_counts
    )
    total = sum(weight(word) * count for word, count in old_counts.items())
    total += sum(weight(word) * count for word, count in new_counts.items())
    return 2 * common / total if total else 0.0


def containment(old: Words, new: Words, weight: Weight) -> float:
    """How much of the smaller bag of words is in the larger, 0 to 1."""
    if not old or not new:
        return 0.0
    old_counts, new_counts = Counter(old), Counter(new)
    common = sum(
        weight(word) * min(count, new_counts[word]) for word, count in old_counts.items() if word in new_counts
    )
    smaller = min(sum(weight(word) * n for word, n in counts.items()) for counts in (old_counts, new_counts))
    return common / smaller if smaller else 0.0


def candidates(old: Sequence[Words], new: Sequence[Words]) -> list[tuple[int, int]]:
    """Pairs of pieces worth comparing: all of a few, and of many those that share words few others have."""
    if len(old) * len(new) <= _ALL_WITH_ALL:
        return [(i, j) for i in range(len(old)) for j in range(len(new))]
    postings: dict[int | tuple[int, int], list[int]] = defaultdict(list)
    for j, words in enumerate(new):
        for feature in _features(words):
            postings[feature].append(j)
    pairs: list[tuple[int, int]] = []
    for i, words in enumerate(old):
        shared: dict[int, float] = defaultdict(float)
        for feature in _features(words):
            found = postings.get(feature, ())
            if len(found) <= _MAX_POSTINGS:
                for j in found:
                    shared[j] += 1 / len(found)
        pairs += [(i, j) for j in sorted(shared, key=lambda j: (-shared[j], abs(i - j), j))[:_MAX_CANDIDATES]]
    return pairs


def _features(words: Words) -> set[int | tuple[int, int]]:
    return {*words, *pairwise(words)}
