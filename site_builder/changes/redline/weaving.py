"""Weaves two matched trees into the one tree of the redline."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from site_builder.changes.redline.align import common_length
from site_builder.changes.redline.document import Document, Path, section_paths
from site_builder.changes.redline.matching import Matching
from site_builder.changes.redline.moved import (
    as_new,
    as_old,
    rebuilt_away,
    rebuilt_here,
    section_as_new,
    section_as_old,
    spans_as_new,
    spans_as_old,
)
from site_builder.changes.redline.nodes import LEAVES, Node, Vocabulary, section_of, tree_of
from site_builder.changes.redline.tree import Branch, Move, MoveKind, SectionBranch, Span
from site_builder.changes.redline.wording import changed_tokens, changed_words, same_words
from site_builder.changes.redline.words import Token, Tokens

_REORDERED = frozenset({"item", "row", "cell", "term", "definition"})
_ENOUGH_GAIN = 0.4


def weave(old: Document, new: Document) -> tuple[SectionBranch, ...]:
    """The sections of both documents in one order, each with its changes."""
    vocabulary = Vocabulary()
    old_root, new_root = tree_of(old, vocabulary), tree_of(new, vocabulary)
    matching = Matching(old_root, new_root, vocabulary)
    return tuple(_Weaver(matching, section_paths(old), section_paths(new)).sections(old_root, new_root))


class _Weaver:
    def __init__(self, matching: Matching, old_paths: list[Path], new_paths: list[Path]) -> None:
        self._matching = matching
        self._old_paths, self._new_paths = old_paths, new_paths
        self._moves: dict[tuple[Node, Node], Move] = {}

    # Sections

    def sections(self, old: Node, new: Node) -> Iterator[SectionBranch]:
        for before, after in self._in_order(old, new):
            if before and after:
                yield self._section(before, after)
            elif before:
                yield self._section_away(before)
            elif after:
                yield self._section_here(after)

    def _section(self, old: Node, new: Node) -> SectionBranch:
        heading = changed_words(old.children[0], new.children[0], heading=True)
        blocks = tuple(self._between(old, new, skip=1))
        before, after = old.section, new.section
        assert before is not None
        assert after is not None
        changed = before.level != after.level or _is_changed(heading, blocks)
        path = self._new_paths[new.position]
        return SectionBranch("=", before, after, path, tuple(heading), blocks, changed=changed)

    def _section_away(self, old: Node) -> SectionBranch:
        if old.mate:
            move = self._move(old, old.mate)
            assert move.section
            return section_as_old(move.section, self._old_paths[old.position], move)
        heading = _gone(old.children[0])
        blocks = tuple(branch for child in old.children[1:] for branch in self._away(child))
        return SectionBranch("-", old.section, None, self._old_paths[old.position], heading, blocks, changed=True)

    def _section_here(self, new: Node) -> SectionBranch:
        if new.mate:
            move = self._move(new.mate, new)
            assert move.section
            return section_as_new(move.section, move)
        heading = _come(new.children[0])
        blocks = tuple(branch for child in new.children[1:] for branch in self._here(child))
        return SectionBranch("+", None, new.section, self._new_paths[new.position], heading, blocks, changed=True)

    # Blocks

    def _between(self, old: Node, new: Node, skip: int = 0) -> Iterator[Branch]:
        """The children of a pair, what is gone before what has come."""
        for before, after in self._in_order(old, new, skip):
            if before and after:
                yield from self._both(before, after)
            elif before:
                yield from self._away(before)
            elif after:
                yield from self._here(after)

    def _both(self, old: Node, new: Node) -> Iterator[Branch]:
        if not self._matching.is_comparable(old, new):
            yield from self._away(old)
            yield from self._here(new)
            return
        spans: tuple[Span, ...] = ()
        children: tuple[Branch, ...] = ()
        if old.kind in LEAVES:
            spans = tuple(self._leaf(old, new))
        elif old.kind == "table" and old.key != new.key:
            children = tuple(self._table(old, new))
        else:
            children = tuple(self._between(old, new))
        before, after = old.block, new.block
        assert before is not None
        assert after is not None
        changed = before.ordered != after.ordered or before.start != after.start or _is_changed(spans, children)
        yield Branch("=", before.kind, before, after, spans, children, changed=changed)

    def _away(self, old: Node) -> Iterator[Branch]:
        if old.mate:
            move = self._move(old, old.mate)
            yield as_old(move.branches[0], move) if move.branches else rebuilt_away(old, move)
        else:
            assert old.block
            spans: tuple[Span, ...] = ()
            children: tuple[Branch, ...] = ()
            if old.kind in LEAVES:
                spans = tuple(span for sentence in old.children for span in self._sentence_away(sentence))
            else:
                children = tuple(branch for child in old.children for branch in self._away(child))
            yield Branch("-", old.block.kind, old.block, None, spans, children, changed=True)

    def _here(self, new: Node) -> Iterator[Branch]:
        if new.mate:
            move = self._move(new.mate, new)
            yield as_new(move.branches[0], move) if move.branches else rebuilt_here(new, move)
        else:
            assert new.block
            spans: tuple[Span, ...] = ()
            children: tuple[Branch, ...] = ()
            if new.kind in LEAVES:
                spans = tuple(span for sentence in new.children for span in self._sentence_here(sentence))
            else:
                children = tuple(branch for child in new.children for branch in self._here(child))
            yield Branch("+", new.block.kind, None, new.block, spans, children, changed=True)

    # Tables

    def _table(self, old: Node, new: Node) -> Iterator[Branch]:
        columns = self._matching.columns(old, new) or []
        order = _merge_order(
            sorted(column.old for column in columns if column.old is not None),
            sorted(column.new for column in columns if column.new is not None),
            sorted((c.old, c.new) for c in columns if c.stays and c.old is not None and c.new is not None),
        )
        for before, after in self._in_order(old, new):
            if before and after:
                yield from [self._row(before, after, order)] if after.kind == "row" else self._both(before, after)
            elif before:
                yield from [self._row_away(before, order)] if before.kind == "row" else self._away(before)
            elif after:
                yield from [self._row_here(after, order)] if after.kind == "row" else self._here(after)

    def _row(self, old: Node, new: Node, order: list[tuple[int | None, int | None]]) -> Branch:
        cells: list[Branch] = []
        for i, j in order:
            before, after = _cell(old, i), _cell(new, j)
            if before and after and before.mate is after:
                cells += self._both(before, after)
            else:
                cells += self._away(before) if before else []
                cells += self._here(after) if after else []
                cells += [] if before or after else [_FILLER_HERE]
        assert old.block is not None
        assert new.block is not None
        return Branch("=", "row", old.block, new.block, (), tuple(cells), changed=_is_changed((), cells))

    def _row_away(self, old: Node, order: list[tuple[int | None, int | None]]) -> Branch:
        assert old.block
        if old.mate:
            move = self._move(old, old.mate, order)
            return as_old(move.branches[0], move)
        cells: list[Branch] = []
        for i, _ in order:
            cell = _cell(old, i)
            cells += self._away(cell) if cell else [_FILLER_AWAY]
        return Branch("-", "row", old.block, None, (), tuple(cells), changed=True)

    def _row_here(self, new: Node, order: list[tuple[int | None, int | None]]) -> Branch:
        assert new.block
        if new.mate:
            move = self._move(new.mate, new, order)
            return as_new(move.branches[0], move)
        cells: list[Branch] = []
        for _, j in order:
            cell = _cell(new, j)
            cells += self._here(cell) if cell else [_FILLER_HERE]
        return Branch("+", "row", None, new.block, (), tuple(cells), changed=True)

    # Sentences

    def _leaf(self, old: Node, new: Node) -> Iterator[Span]:
        """The words of a pair of paragraphs, sentence by sentence; sentences that ran together as one."""
        if old.key == new.key:
            yield from same_words(old.tokens, new.tokens)
            return
        run: list[tuple[Node | None, Node | None]] = []
        for before, after in self._in_order(old, new):
            if before and after and before.key == after.key:
                yield from self._run(run)
                run = []
                yield from same_words(before.tokens, after.tokens)
            else:
                run.append((before, after))
        yield from self._run(run)

    def _run(self, run: list[tuple[Node | None, Node | None]]) -> Iterator[Span]:
        """Sentences of which none is unchanged. Compared as one text when a sentence was split or two were joined."""
        moved = any(
            node.mate and (not before or not after) for before, after in run for node in (before, after) if node
        )
        paired = [(before, after) for before, after in run if before and after]
        if not moved and paired and len(paired) < len(run):
            old = [before for before, _ in run if before]
            new = [after for _, after in run if after]
            apart = sum(common_length(before.words, after.words) for before, after in paired)
            together = common_length(_words(old), _words(new))
            alone = sum(
                node.size for before, after in run for node in (before, after) if node and not (before and after)
            )
            if together - apart >= _ENOUGH_GAIN * alone:
                yield from changed_tokens(
                    tuple(token for node in old for token in node.tokens),
                    [number for node in old for number in node.numbers],
                    tuple(token for node in new for token in node.tokens),
                    [number for node in new for number in node.numbers],
                )
                return
        for before, after in run:
            if before and after:
                yield from changed_words(before, after)
            elif before:
                yield from self._sentence_away(before)
            elif after:
                yield from self._sentence_here(after)

    def _sentence_away(self, old: Node) -> tuple[Span, ...]:
        if not old.mate:
            return _gone(old)
        move = self._move(old, old.mate)
        return spans_as_old(move.spans, move)

    def _sentence_here(self, new: Node) -> tuple[Span, ...]:
        if not new.mate:
            return _come(new)
        move = self._move(new.mate, new)
        return spans_as_new(move.spans, move)

    # Moves

    def _move(self, old: Node, new: Node, order: list[tuple[int | None, int | None]] | None = None) -> Move:
        if (old, new) not in self._moves:
            old_path = self._old_paths[section_of(old).position]
            new_path = self._new_paths[section_of(new).position]
            old_kind = old.block.kind if old.block else None
            move = Move(len(self._moves) + 1, self._kind_of_move(old, new), old_path, new_path, old_kind)
            self._moves[old, new] = move  # counted before what is inside
            if old.kind == "section":
                move = replace(move, section=self._section(old, new))
            elif old.kind == "sentence":
                move = replace(move, spans=tuple(changed_words(old, new)))
            elif not self._matching.is_comparable(old, new):
                move = replace(move, spans=tuple(_changed_text(old, new)))
            elif order is not None and old.parent and old.parent.mate is new.parent:
                move = replace(move, branches=(self._row(old, new, order),))
            else:
                move = replace(move, branches=tuple(self._both(old, new)))
            self._moves[old, new] = move
        return self._moves[old, new]

    def _kind_of_move(self, old: Node, new: Node) -> MoveKind:
        staying = self._matching.staying
        if old.kind == "sentence":
            if _is_part_of(new, old, staying):
                return "split"
            return "merge" if _is_part_of(old, new, staying) else "move"
        at_home = old.parent is not None and old.parent.mate is new.parent
        if not self._matching.is_comparable(old, new):
            return "convert" if at_home else "move"
        return "reorder" if at_home and old.kind in _REORDERED else "move"

    def _in_order(self, old: Node, new: Node, skip: int = 0) -> list[tuple[Node | None, Node | None]]:
        before, after = old.children[skip:], new.children[skip:]
        if old.key == new.key:
            return list(zip(before, after, strict=True))
        staying = [
            (node.position - skip, node.mate.position - skip)
            for node in before
            if node in self._matching.staying and node.mate
        ]
        order = _merge_order(range(len(before)), range(len(after)), staying)
        return [(None if i is None else before[i], None if j is None else after[j]) for i, j in order]


def _is_part_of(part: Node, whole: Node, staying: set[Node]) -> bool:
    """Whether the paragraph of one sentence was made of the paragraph of its mate, which is still there next to it."""
    piece, source = _unit(part), _unit(whole)
    rest = source.mate
    if piece.mate or source not in staying or not rest or rest.parent is not piece.parent or not piece.parent:
        return False
    if sum(node.size for node in _sentences(piece) if node.mate and _unit(node.mate) is source) < 0.8 * piece.size:
        return False
    first, last = sorted((piece.position, rest.position))
    return all(not sibling.mate for sibling in piece.parent.children[first + 1 : last])


def _unit(sentence: Node) -> Node:
    """The paragraph of a sentence, or the list item that consists of that paragraph alone."""
    leaf = sentence.parent
    assert leaf
    above = leaf.parent
    return above if above and above.kind in _REORDERED and len(above.children) == 1 else leaf


def _sentences(unit: Node) -> list[Node]:
    return unit.children if unit.kind in LEAVES else unit.children[0].children


_FILLER_AWAY = Branch("-", "cell", None, None, changed=True)
_FILLER_HERE = Branch("+", "cell", None, None, changed=True)


def _merge_order(
    old: Sequence[int], new: Sequence[int], staying: Sequence[tuple[int, int]]
) -> list[tuple[int | None, int | None]]:
    """Two sequences as one, joined where they stay together; between, what is gone before what has come."""
    order: list[tuple[int | None, int | None]] = []
    i = j = 0
    for stop_i, stop_j in staying:
        order += [(place, None) for place in old[i:stop_i]]
        order += [(None, place) for place in new[j:stop_j]]
        order.append((stop_i, stop_j))
        i, j = stop_i + 1, stop_j + 1
    return [*order, *((place, None) for place in old[i:]), *((None, place) for place in new[j:])]


def _cell(row: Node, place: int | None) -> Node | None:
    return row.children[place] if place is not None and place < len(row.children) else None


def _words(nodes: list[Node]) -> list[int]:
    return [word for node in nodes for word in node.words]


def _is_changed(spans: Sequence[Span], branches: Sequence[Branch]) -> bool:
    return any(span.status != "=" or span.note for span in spans) or any(branch.changed for branch in branches)


def _gone(node: Node) -> tuple[Span, ...]:
    return (Span("-", node.tokens, ()),) if node.tokens else ()


def _come(node: Node) -> tuple[Span, ...]:
    return (Span("+", (), node.tokens),) if node.tokens else ()


def _changed_text(old: Node, new: Node) -> list[Span]:
    return changed_tokens(_tokens(old), old.numbers, _tokens(new), new.numbers)


def _tokens(node: Node) -> Tokens:
    """All tokens of a block, with a space between what stands in different blocks."""
    if node.kind in LEAVES or node.kind == "sentence":
        return node.tokens
    tokens: list[Token] = []
    for child in node.children:
        first, *rest = _tokens(child) or (None,)
        if first:
            tokens += [first._replace(space=first.space or " "), *rest]
    return tuple(tokens)
