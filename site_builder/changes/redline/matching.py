"""Finds for every piece of the old document its mate in the new one, from section down to sentence.

What reads the same is paired first, then what is alike; first within the section, list or paragraph it stood in, then
anywhere in the document. Where a piece lies does not count until all pairs are known: then those that rise together
stay where they are, and the rest has moved.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable
from itertools import pairwise

from site_builder.changes.redline.align import common_length, heaviest_rising
from site_builder.changes.redline.columns import Column, columns_of, rows_of
from site_builder.changes.redline.loose import is_free, loose, loose_blocks, size_worth_moving
from site_builder.changes.redline.nodes import Node, Vocabulary
from site_builder.changes.redline.numbering import numbering_length
from site_builder.changes.redline.pairing import Score, best, pair_best, pair_equal, unpaired
from site_builder.changes.redline.similarity import candidates, containment, similarity

_ALIKE = 0.5
_ALIKE_WHEN_MOVED = 0.65
_CONTAINED = 0.8
_NEARLY_EQUAL = 0.95
_HARDLY_ALIKE = 0.1
_ALIKE_BETWEEN_NEIGHBOURS = 0.3
_MIN_WORDS_MOVED = 5
_REPLACED_IN_PLACE = frozenset({"paragraph", "item", "sentence", "quote", "code", "term", "definition", "list"})


class Matching:
    """The pairs found between two trees; `staying` holds the nodes that kept their place."""

    def __init__(self, old: Node, new: Node, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._columns: dict[Node, list[Column] | None] = {}
        self.staying: set[Node] = set()
        old.pair_with(new)
        self._match_sections(old, new)
        pairs = [(section, section.mate) for section in old.children if section.mate]
        for section, mate in pairs:
            section.children[0].pair_with(mate.children[0])
            self._match_equal(section, mate)
        self._match_loose(loose_blocks(old), loose_blocks(new), size_worth_moving)
        for section, mate in pairs:
            self._match_alike(section, mate)
        for section in old.children:
            for block in section.children:
                if block.mate:
                    self._match_inside(block, block.mate)
        self._match_loose(list(loose(old)), list(loose(new)), size_worth_moving)
        self._match_loose_alike(old, new, lambda node: node.kind not in ("sentence", "row"))
        self._match_loose_alike(old, new, lambda node: node.kind == "sentence")
        self._settle(old)

    def columns(self, old: Node, new: Node) -> list[Column] | None:
        """The columns of a pair of tables; None when the tables cannot be compared cell by cell."""
        if old not in self._columns:
            self._columns[old] = columns_of(old, new)
        return self._columns[old]

    def is_comparable(self, old: Node, new: Node) -> bool:
        """Whether a pair can be compared child by child."""
        return old.kind == new.kind and (old.kind != "table" or self.columns(old, new) is not None)

    def _match_sections(self, old: Node, new: Node) -> None:
        def identifier(node: Node) -> str:
            return node.section.id if node.section else ""

        def heading(node: Node) -> tuple[int, ...]:
            numbers, tokens = node.children[0].numbers, node.children[0].tokens
            return tuple(numbers[numbering_length(tokens) :])

        def has_heading(node: Node) -> bool:
            return node.section is not None and node.section.level > 0

        left = [node for node in old.children if has_heading(node)]
        right = [node for node in new.children if has_heading(node)]
        for before in old.children[:1]:
            for after in new.children[:1]:
                if not has_heading(before) and not has_heading(after):
                    before.pair_with(after)
        pair_equal(left, right, lambda node: (identifier(node), node.key))
        pair_equal(left, right, lambda node: node.key)
        pair_equal(unpaired(left, identifier), unpaired(right, identifier), identifier)
        pair_equal(unpaired(left, heading), unpaired(right, heading), heading)
        scores = self._scores(unpaired(left), unpaired(right), lambda a, b: len(a.words) > 4 < len(b.words))
        pair_best(score for score in scores if score.value >= _ALIKE)
        self._match_between_neighbours(left, right)

    def _match_between_neighbours(self, old: list[Node], new: list[Node]) -> None:
        """Pairs sections that were renamed and rewritten but stand between the same two; the title always does."""
        places = {(_sibling(node, -1), _sibling(node, 1)): node for node in unpaired(new)}
        for section in unpaired(old):
            above, below = _sibling(section, -1), _sibling(section, 1)
            mate = places.get((above and above.mate, below and below.mate))
            if mate and not mate.mate and section.section and mate.section:
                is_title = section.section.level == mate.section.level == 1
                likeness = similarity(section.words, mate.words, self._vocabulary.weight)
                if is_title or likeness >= _ALIKE_BETWEEN_NEIGHBOURS:
                    section.pair_with(mate)

    def _match_inside(self, old: Node, new: Node) -> None:
        """Pairs the children of a pair, and theirs in turn."""
        if old.key == new.key or not self.is_comparable(old, new):
            return
        if old.kind == "table":
            self._match_rows(old, new)
        elif _are_only_children(old, new):
            old.children[0].pair_with(new.children[0])
        else:
            self._match_equal(old, new)
            self._match_alike(old, new)
        for child in old.children:
            if child.mate and child.mate.parent is new:
                self._match_inside(child, child.mate)

    def _match_equal(self, old: Node, new: Node) -> None:
        pair_equal(unpaired(old.children), unpaired(new.children), lambda node: (node.kind, node.key))

    def _match_alike(self, old: Node, new: Node) -> None:
        pair_equal(unpaired(old.children, _lead), unpaired(new.children, _lead), _lead)
        left, right = unpaired(old.children), unpaired(new.children)
        if not left or not right:
            return
        scores = [self._or_as_part(score) for score in self._scores(left, right, lambda a, b: a.kind == b.kind)]
        lists = [score for score in scores if score.old.kind in ("list", "definitions")]
        if len(lists) == 1 and lists[0].value >= _HARDLY_ALIKE:
            # A list that is the only one in its place is the same list, however much of it has changed.
            scores = [score._replace(value=1.0) if score is lists[0] else score for score in scores]
        found = best(score for score in scores if score.value >= _ALIKE)
        if old.kind != "list" and old.kind not in ("paragraph", "code"):
            taken = {node for score in found for node in (score.old, score.new)}
            rest = [node for node in left if node not in taken], [node for node in right if node not in taken]
            converted = self._scores(*rest, lambda a, b: a.kind != b.kind and min(a.size, b.size) > 2)
            found += best(score for score in converted if score.value >= _ALIKE)
        # What seems to have moved must be more alike than what stands where it stood.
        pairs = [(node.position, node.mate.position) for node in old.children if node.mate and node.mate.parent is new]
        pairs += [(score.old.position, score.new.position) for score in found]
        weights = [_weight(old.children[i]) for i, _ in pairs]
        staying = {pairs[index] for index in heaviest_rising(pairs, weights)}
        for score in found:
            if (score.old.position, score.new.position) in staying or self._is_alike_when_moved(score):
                score.old.pair_with(score.new)

    def _match_rows(self, old: Node, new: Node) -> None:
        columns = self.columns(old, new) or []
        kept = [(column.old, column.new) for column in columns if column.old is not None and column.new is not None]

        def cells(row: Node) -> list[Node | None]:
            places = [pair[0] if row.parent is old else pair[1] for pair in kept]
            return [row.children[place] if place < len(row.children) else None for place in places]

        def content(row: Node) -> Hashable:
            return tuple(cell.key if cell else None for cell in cells(row))

        def label(row: Node) -> Hashable:
            first = next(iter(cells(row)), None)
            return first.key if first and first.words else None

        for before in old.children[:1]:
            for after in new.children[:1]:
                if before.kind == after.kind == "caption":
                    before.pair_with(after)
                    self._match_inside(before, after)
        left, right = rows_of(old), rows_of(new)
        for before, after in zip(left[:1], right[:1], strict=False):
            if before.block and after.block and before.block.header and after.block.header:
                before.pair_with(after)
        pair_equal(unpaired(left), unpaired(right), content)
        pair_equal(unpaired(left, label), unpaired(right, label), label)
        scores = self._scores(unpaired(left), unpaired(right), lambda a, b: True)
        pair_best(score for score in scores if score.value >= _ALIKE)
        for row in left:
            if row.mate and row.mate.parent is new:
                for before_cell, after_cell in zip(cells(row), cells(row.mate), strict=True):
                    if before_cell and after_cell:
                        before_cell.pair_with(after_cell)

    def _match_loose(self, old: list[Node], new: list[Node], is_worth: Callable[[Node, bool], bool]) -> None:
        """Pairs what reads the same wherever it stands, the longest first."""
        for group in (lambda node: (node.kind, node.key)), (lambda node: (_rank(node), node.key)):
            places: dict[Hashable, deque[Node]] = defaultdict(deque)
            counts: dict[Hashable, int] = defaultdict(int)
            for node in new:
                places[group(node)].append(node)
            for node in old:
                counts[group(node)] += 1
            singles = {key for key, nodes in places.items() if len(nodes) == 1 == counts[key]}
            for node in sorted(old, key=lambda node: -len(node.numbers)):
                key = group(node)
                if not is_free(node) or not is_worth(node, key in singles):
                    continue
                waiting = places[key]
                while waiting and not is_free(waiting[0]):
                    waiting.popleft()
                if waiting:
                    node.pair_with(waiting.popleft())

    def _match_loose_alike(self, old: Node, new: Node, is_wanted: Callable[[Node], bool]) -> None:
        def chosen(root: Node) -> list[Node]:
            return [node for node in loose(root) if is_wanted(node) and node.size >= _MIN_WORDS_MOVED and is_free(node)]

        scores = self._scores(chosen(old), chosen(new), lambda a, b: a.kind == b.kind)
        for score in best(score for score in scores if self._is_alike_when_moved(score)):
            if is_free(score.old) and is_free(score.new):
                score.old.pair_with(score.new)
                self._match_inside(score.old, score.new)

    def _settle(self, node: Node) -> None:
        """Decides from the top down which pairs stay, and pairs what alone replaces what alone stood there."""
        mate = node.mate
        if node.kind in ("sentence", "heading"):
            return
        if mate:
            if node.key == mate.key or not self.is_comparable(node, mate):
                return
            if node.kind == "row":
                self._settle_cells(node, mate)
            else:
                self._settle_children(node, mate)
        for child in node.children:
            self._settle(child)

    def _settle_children(self, node: Node, mate: Node) -> None:
        if _are_only_children(node, mate) and node.children[0].mate is mate.children[0]:
            self.staying |= {node.children[0], mate.children[0]}
            return
        pairs = [(c.position, c.mate.position) for c in node.children if c.mate and c.mate.parent is mate]
        weights = [_weight(node.children[i]) for i, _ in pairs]
        staying = sorted(pairs[index] for index in heaviest_rising(pairs, weights))
        for i, j in staying:
            self.staying |= {node.children[i], mate.children[j]}
        ends = [(-1, -1), *staying, (len(node.children), len(mate.children))]
        for (i, j), (next_i, next_j) in pairwise(ends):
            before = [child for child in node.children[i + 1 : next_i] if not child.touched]
            after = [child for child in mate.children[j + 1 : next_j] if not child.touched]
            if len(before) == len(after) == 1 and before[0].kind == after[0].kind in _REPLACED_IN_PLACE:
                before[0].pair_with(after[0])
                self.staying |= {before[0], after[0]}
                self._match_inside(before[0], after[0])

    def _settle_cells(self, row: Node, mate: Node) -> None:
        if row.parent is None or mate.parent is None or row.parent.mate is not mate.parent:
            pairs = list(zip(row.children, mate.children, strict=False))
        else:
            pairs = [
                (row.children[column.old], mate.children[column.new])
                for column in self.columns(row.parent, mate.parent) or []
                if column.stays and column.old is not None and column.new is not None
                if column.old < len(row.children) and column.new < len(mate.children)
            ]
        for before, after in pairs:
            if before.mate is after:
                self.staying |= {before, after}

    def _or_as_part(self, score: Score) -> Score:
        """The score, or another when one node is a part of the other: then all parts are as good, the first best."""
        old, new = score.old, score.new
        if score.value < _NEARLY_EQUAL and (_begin_alike(old, new) or self._is_contained(old, new)):
            return score._replace(value=_CONTAINED, distance=old.position + new.position)
        return score

    def _is_contained(self, old: Node, new: Node) -> bool:
        if min(old.size, new.size) < _MIN_WORDS_MOVED or old.kind not in ("paragraph", "item"):
            return False
        if containment(old.words, new.words, self._vocabulary.weight) < _CONTAINED:
            return False
        return common_length(old.words, new.words) >= _CONTAINED * min(old.size, new.size)

    def _is_alike_when_moved(self, score: Score) -> bool:
        old, new = score.old, score.new
        if score.value < _ALIKE_WHEN_MOVED or min(old.size, new.size) < _MIN_WORDS_MOVED:
            return False
        if old.kind != "sentence" and old.kind != "paragraph":
            return True
        return common_length(old.words, new.words) >= _ALIKE * max(old.size, new.size)

    def _scores(self, old: list[Node], new: list[Node], may_pair: Callable[[Node, Node], bool]) -> list[Score]:
        """How alike the likely pairs are. Of pieces that read the same one speaks for all."""
        by_key_old, by_key_new = _by_key(old), _by_key(new)
        left, right = [nodes[0] for nodes in by_key_old.values()], [nodes[0] for nodes in by_key_new.values()]
        scores = []
        for i, j in candidates([node.words for node in left], [node.words for node in right]):
            if may_pair(left[i], right[j]):
                value = similarity(left[i].words, right[j].words, self._vocabulary.weight)
                twins = zip(by_key_old[_kind_and_key(left[i])], by_key_new[_kind_and_key(right[j])], strict=False)
                scores += [Score(value, abs(a.position - b.position), a, b) for a, b in twins]
        return scores


def _sibling(node: Node, by: int) -> Node | None:
    place = node.position + by
    return node.parent.children[place] if node.parent and 0 <= place < len(node.parent.children) else None


def _are_only_children(old: Node, new: Node) -> bool:
    """Whether a pair holds one child each, which then are a pair too: the text of a cell, the one sentence in it."""
    if old.kind == "list" or len(old.children) != 1 or len(new.children) != 1:
        return False
    return old.children[0].kind == new.children[0].kind


def _begin_alike(old: Node, new: Node) -> bool:
    """Whether two paragraphs begin with the same sentence."""
    if old.kind != "paragraph" or new.kind != "paragraph" or not old.children or not new.children:
        return False
    return old.children[0].key == new.children[0].key and old.children[0].size > 2


def _lead(node: Node) -> Hashable:
    """What a list item with a list in it begins with: by that it is known."""
    if node.kind == "item" and len(node.children) > 1 and node.children[0].words:
        return node.children[0].key
    return None


def _weight(node: Node) -> int:
    """What it costs to call a node moved: of items and rows as few as can be, of running text as few words."""
    return 1000 + node.size if node.kind in ("item", "row") else node.size


def _rank(node: Node) -> str:
    return node.kind if node.kind in ("sentence", "row", "code") else "block"


def _kind_and_key(node: Node) -> tuple[str, int]:
    return node.kind, node.key


def _by_key(nodes: list[Node]) -> dict[tuple[str, int], list[Node]]:
    groups: dict[tuple[str, int], list[Node]] = defaultdict(list)
    for node in nodes:
        groups[_kind_and_key(node)].append(node)
    return groups
