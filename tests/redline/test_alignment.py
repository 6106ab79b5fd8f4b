"""Alignment and likeness, on plain numbers."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from site_builder.changes.redline.align import common_length, edits, edits_around, heaviest_rising
from site_builder.changes.redline.similarity import candidates, similarity

numbers = st.lists(st.integers(0, 5), max_size=12)


@given(numbers, numbers)
def test_edits_cover_both_sides(old: list[int], new: list[int]) -> None:
    found = edits(old, new)
    assert [n for edit in found for n in old[edit.old_start : edit.old_end]] == old
    assert [n for edit in found for n in new[edit.new_start : edit.new_end]] == new
    kept = [old[edit.old_start : edit.old_end] for edit in found if edit.equal]
    assert kept == [new[edit.new_start : edit.new_end] for edit in found if edit.equal]
    assert sum(map(len, kept)) == common_length(old, new) == _longest(old, new)
    assert all(left.equal != right.equal for left, right in pairwise(found))


def _longest(old: list[int], new: list[int]) -> int:
    """The length of a longest common subsequence, as it is defined."""
    lengths = [0] * (len(new) + 1)
    for before in old:
        above = lengths
        lengths = [0]
        for place, after in enumerate(new):
            lengths.append(above[place] + 1 if before == after else max(above[place + 1], lengths[place]))
    return lengths[-1]


def test_edits_keep_what_is_anchored() -> None:
    old, new = [1, 2, 2, 2], [2, 2, 2, 1]
    assert [edit[:3] for edit in edits(old, new)] == [(False, 0, 1), (True, 1, 4), (False, 4, 4)]
    assert [edit[:3] for edit in edits_around([(0, 3)], old, new)] == [(False, 0, 0), (True, 0, 1), (False, 1, 4)]


@given(st.permutations(range(7)), st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_the_heaviest_choice_stays(places: list[int], weights: list[int]) -> None:
    pairs = list(enumerate(places))
    chosen = heaviest_rising(pairs, weights)
    rising = [places[i] for i in sorted(chosen)]
    assert rising == sorted(rising)
    best = 0
    for mask in range(1 << 7):
        picked = [i for i in range(7) if mask >> i & 1]
        if all(places[a] < places[b] for a, b in pairwise(picked)):
            best = max(best, sum(weights[i] for i in picked))
    assert sum(weights[i] for i in chosen) == best


def test_of_many_pieces_the_like_ones_are_candidates() -> None:
    chance = random.Random(1)
    old = [[chance.randrange(500) for _ in range(12)] for _ in range(40)]
    new = [[*piece[:8], 900, 901] for piece in old]
    chance.shuffle(new)
    pairs = candidates(old, new)
    assert len(pairs) < 40 * 40 / 4
    for i, piece in enumerate(old):
        assert any(new[j][:8] == piece[:8] for place, j in pairs if place == i)


def test_rare_words_weigh_more() -> None:
    def weight(word: int) -> float:
        return 0.1 if word < 10 else 1.0

    assert similarity([1, 2, 50], [3, 4, 50], weight) > 0.8
    assert similarity([1, 2, 50], [1, 2, 60], weight) < 0.2
    assert similarity([], [1], weight) == 0
