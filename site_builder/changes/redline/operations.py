"""The changes in a redline as a list, in reading order of the new document."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from site_builder.changes.redline.document import Block, Path, text_of_block, text_of_section
from site_builder.changes.redline.operation import Op, Operation, Place
from site_builder.changes.redline.tree import Branch, Move, Redline, SectionBranch, Span, Status
from site_builder.changes.redline.word_operations import (
    by_sentence,
    numbering_operations,
    parts_of,
    same_but,
    sentence_operations,
)
from site_builder.changes.redline.words import is_word, text_of

_SEPARATORS = " :;,.|-–—"
_MIN_WORDS_OF_PART = 5


def operations(redline: Redline) -> tuple[Operation, ...]:
    """Every change in the redline, once."""
    return tuple(_Teller(redline).sections())


class _Teller:
    """Goes through the tree and tells each change where it now stands; `_told` are pairs of sections already told."""

    def __init__(self, redline: Redline) -> None:
        self._sections = redline.sections
        self._partners = {id(s): partner for s in redline.sections if (partner := _partner(s)) is not None}
        self._told = {
            (partner, s.path) if s.status == "+" else (s.path, partner)
            for s in redline.sections
            if (partner := self._partners.get(id(s))) is not None
        }

    def sections(self) -> Iterator[Operation]:
        above: list[SectionBranch] = []
        for section in self._sections:
            if section.new:
                level = section.new.level
                while above and above[-1].new and above[-1].new.level >= level:
                    above.pop()
                yield from self._section(section, above[-1] if above else None)
                above.append(section)
            else:
                yield from self._section(section, None)

    def _section(self, section: SectionBranch, parent: SectionBranch | None) -> Iterator[Operation]:
        if section.status == "=":
            yield from self._inside(section)
        elif section.move:
            if section.status == "+":
                yield from self._moved_section(section, section.move, parent)
        elif id(section) in self._partners:
            yield self._split_or_merge(section, self._partners[id(section)])
            yield from self._blocks(section.blocks, Place(section.path))
        elif _holds_moves(section.blocks):
            heading = text_of(section.new.heading if section.new else section.old.heading if section.old else ())
            yield _whole(section.status, Place(section.path), heading)
            yield from self._blocks(section.blocks, Place(section.path))
        else:
            source = section.new or section.old
            assert source
            yield _whole(section.status, Place(section.path), text_of_section(source))

    def _moved_section(self, section: SectionBranch, move: Move, parent: SectionBranch | None) -> Iterator[Operation]:
        assert move.section is not None
        assert section.new is not None
        with_parent = parent is not None and parent.move is not None and parent.move.old_path == move.old_path[:-1]
        if not with_parent:
            text = text_of(section.new.heading)
            yield Place(section.path).operation("move", text=text, section_before=move.old_path)
        yield from self._inside(move.section)

    def _split_or_merge(self, section: SectionBranch, partner: Path) -> Operation:
        last = partner[-1] if partner else ""
        if section.status == "+":
            after = section.path[-1] if section.path else ""
            return Operation(op="split", section=section.path, section_before=partner, before=last, after=after)
        before = section.path[-1] if section.path else ""
        return Operation(op="merge", section=partner, section_before=section.path, before=before, after=last)

    def _inside(self, section: SectionBranch) -> Iterator[Operation]:
        """What changed in a section that is in both documents."""
        if not section.changed:
            return
        assert section.old is not None
        assert section.new is not None
        place = Place(section.path)
        yield from _heading(section, place)
        if section.old.level != section.new.level:
            text = text_of(section.new.heading)
            yield place.operation("level", str(section.old.level), str(section.new.level), text)
        yield from self._blocks(section.blocks, place)

    def _blocks(self, branches: Sequence[Branch], place: Place) -> Iterator[Operation]:
        reordered = [branch for branch in branches if branch.status == "+" and branch.move and _is_reorder(branch.move)]
        if reordered and reordered[0].kind != "cell":
            text = "\n".join(text_of_block(branch.new) for branch in reordered if branch.new)
            yield place.operation("reorder", text=text)
        for branch in branches:
            yield from self._block(branch, place)

    def _block(self, branch: Branch, place: Place) -> Iterator[Operation]:
        block = branch.new or branch.old
        if not branch.changed or not block:
            return
        if branch.move:
            if branch.status == "+":
                yield from self._moved_block(branch, branch.move, place)
        elif branch.status != "=" and not _holds_moves([branch]):
            if text := text_of_block(block):
                yield _whole(branch.status, place, text)
            else:
                before, after = (block.kind, "") if branch.status == "-" else ("", block.kind)
                yield place.operation("format", before, after)
        elif branch.kind == "table" and branch.status == "=":
            yield from self._table(branch, place)
        else:
            if branch.status == "=" and branch.old and branch.new:
                yield from _list_style(branch.old, branch.new, place)
            yield from self._words(branch.spans, place)
            yield from self._blocks(branch.children, place)

    def _moved_block(self, branch: Branch, move: Move, place: Place) -> Iterator[Operation]:
        assert branch.new
        spans = [span for inner in move.branches for span in _leaf_spans(inner)] or list(move.spans)
        if move.kind == "convert":
            assert move.old_kind
            text = text_of_block(branch.new)
            yield place.operation("format", move.old_kind, branch.kind, text)
            yield from _without_punctuation(self._words(move.spans, place))
        elif move.kind == "reorder" or (move.old_path, move.new_path) in self._told:
            yield from self._blocks(move.branches, place)
        else:
            parts = parts_of(spans) if any(span.status != "=" for span in spans) else ()
            text = text_of_block(branch.new)
            yield place.operation("move", text=text, section_before=move.old_path, parts=parts)
            yield from same_but(spans, place)

    # Tables

    def _table(self, table: Branch, place: Place) -> Iterator[Operation]:
        rows = [row for row in table.children if row.kind == "row"]
        labels = _column_labels(rows)
        yield from self._blocks([child for child in table.children if child.kind == "caption"], place)
        reordered = [row for row in rows if row.status == "+" and row.move and _is_reorder(row.move)]
        if reordered:
            yield place.operation("reorder", text="\n".join(text_of_block(row.new) for row in reordered if row.new))
        common = [row for row in rows if row.status == "="]
        whole: set[int] = set()
        for index, label in enumerate(labels):
            cells = [row.children[index] for row in common if index < len(row.children)]
            cells = [cell for cell in cells if cell.old or cell.new]
            column = Place(place.section, column=label)
            if cells and all(cell.status == cells[0].status != "=" for cell in cells):
                whole.add(index)
                if all(cell.move for cell in cells):
                    if cells[0].status == "+":
                        yield column.operation("reorder", text=label)
                else:
                    text = "\n".join(text_of_block(block) for cell in cells if (block := cell.new or cell.old))
                    yield _whole(cells[0].status, column, text)
        for row in rows:
            yield from self._row(row, labels, whole, place)

    def _row(self, row: Branch, labels: list[str], whole: set[int], place: Place) -> Iterator[Operation]:
        block = row.new or row.old
        if not row.changed or not block:
            return
        label = text_of_block(block.children[0]) if block.children else ""
        place = Place(place.section, row=label)
        if row.move and _is_reorder(row.move):
            row = row.move.branches[0] if row.status == "+" else Branch("=", "row", None, None)
        elif row.move:
            if row.status == "+":
                yield from self._moved_block(row, row.move, place)
            return
        elif row.status != "=":
            yield _whole(row.status, place, text_of_block(block))
            return
        for index, cell in enumerate(row.children):
            at = Place(place.section, label, labels[index] if index < len(labels) else "")
            if cell.move and cell.status == "+":
                yield from self._blocks(cell.move.branches, at)
            elif index not in whole:
                yield from self._block(cell, at)

    # Words

    def _words(self, spans: Sequence[Span], place: Place) -> Iterator[Operation]:
        for sentence in by_sentence(spans):
            yield from self._moved_sentences(sentence, place)
            yield from sentence_operations(sentence, place)

    def _moved_sentences(self, spans: Sequence[Span], place: Place) -> Iterator[Operation]:
        """Sentences that came here; those that came from one place together are one change."""
        groups: list[list[Move]] = []
        last = 0
        for span in spans:
            if span.status == "+" and span.move and span.move.number != last:
                move, last = span.move, span.move.number
                together = groups and (groups[-1][0].kind, groups[-1][0].old_path) == (move.kind, move.old_path)
                if together:
                    groups[-1].append(move)
                else:
                    groups.append([move])
            elif not span.move:
                last = 0
        for moves in groups:
            inner = [span for move in moves for span in move.spans]
            text = text_of(token for span in inner for token in span.new)
            first = moves[0]
            if first.kind == "split" or first.kind == "merge":
                yield place.operation(first.kind, text=text)
            elif (first.old_path, first.new_path) not in self._told:
                parts = parts_of(inner) if any(span.status != "=" for span in inner) else ()
                yield place.operation("move", text=text, section_before=first.old_path, parts=parts)
                yield from same_but(inner, place)
                continue
            yield from self._words(inner, place)


def _partner(section: SectionBranch) -> Path | None:
    """The section that a new one was split from, or that a vanished one was merged into: where most of it is found."""
    if section.status == "=" or section.move:
        return None
    sizes: dict[Path, int] = {}
    total = 0
    for span in (span for branch in section.blocks for span in _leaf_spans(branch)):
        words = sum(is_word(token.key) for token in span.old or span.new)
        total += words
        if span.move and span.note != "edited":
            path = span.move.old_path if section.status == "+" else span.move.new_path
            sizes[path] = sizes.get(path, 0) + words
    largest = max(sizes, key=lambda path: sizes[path], default=None)
    return largest if largest is not None and sizes[largest] >= max(total / 2, _MIN_WORDS_OF_PART) else None


def _heading(section: SectionBranch, place: Place) -> Iterator[Operation]:
    spans = section.heading
    edited = [span for span in spans if span.status != "="]
    if edited and all(span.note == "numbering" for span in edited):
        yield from numbering_operations(spans, place)
    elif edited:
        assert section.old is not None
        assert section.new is not None
        yield place.operation(
            "rename", text_of(section.old.heading), text_of(section.new.heading), parts=parts_of(spans)
        )
    yield from same_but(spans, place)


def _list_style(old: Block, new: Block, place: Place) -> Iterator[Operation]:
    if (old.ordered, old.start) != (new.ordered, new.start):
        before, after = (f"{block.start}." if block.ordered else "-" for block in (old, new))
        yield place.operation("format", before, after, text_of_block(new))


def _column_labels(rows: Sequence[Branch]) -> list[str]:
    width = max((len(row.children) for row in rows), default=0)
    header = next((row for row in rows[:1] if (row.new or row.old or Block("row")).header), None)
    labels = (
        [text_of_block(block) if (block := cell.new or cell.old) else "" for cell in header.children] if header else []
    )
    return [*labels, *[""] * (width - len(labels))]


def _holds_moves(branches: Iterable[Branch]) -> bool:
    return any(
        branch.move is not None or any(span.move for span in branch.spans) or _holds_moves(branch.children)
        for branch in branches
    )


def _is_reorder(move: Move) -> bool:
    return move.kind == "reorder"


def _without_punctuation(changes: Iterable[Operation]) -> Iterator[Operation]:
    """Changes of words alone: where a list becomes a table, the colons go and nothing has changed."""
    for change in changes:
        before, after = change.before.strip(_SEPARATORS), change.after.strip(_SEPARATORS)
        if change.op not in ("insert", "delete", "replace"):
            yield change
        elif before or after:
            op: Op = "replace" if before and after else "insert" if after else "delete"
            yield replace(change, op=op, before=before, after=after)


def _leaf_spans(branch: Branch) -> Iterator[Span]:
    yield from branch.spans
    for child in branch.children:
        yield from _leaf_spans(child)


def _whole(status: Status, place: Place, text: str) -> Operation:
    return place.operation("insert", after=text) if status == "+" else place.operation("delete", before=text)
