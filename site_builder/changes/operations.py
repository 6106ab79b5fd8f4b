"""The changes in a redline as a list, in reading order of the new document."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from site_builder.changes.document import Block, Path, text_of_block, text_of_section
from site_builder.changes.redline import Branch, Move, Redline, SectionBranch, Span, Status
from site_builder.changes.sentences import split_sentences
from site_builder.changes.words import Marks, Tokens, is_word, text_of

Op = Literal[
    "insert",
    "delete",
    "replace",
    "rename",
    "move",
    "reorder",
    "link",
    "format",
    "typography",
    "whitespace",
    "level",
    "split",
    "merge",
]
HARMLESS: frozenset[Op] = frozenset({"format", "typography", "whitespace", "level", "split", "merge"})
"""Operations that leave the meaning of the text as it was."""

Part = tuple[Status, str]
"""Words with their status; the spaces are in the words, so that parts can be joined as they are."""

_MAX_EDITS = 3
_NEAR = 4
_SEPARATORS = " :;,.|-–—"
_MIN_WORDS_OF_PART = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One change. `before` and `after` hold the words concerned, `text` what moved or was formatted otherwise.

    `section` is the path of headings in the new document, or in the old one for what is gone; `section_before` is where
    it came from. `row` and `column` are the labels of a table cell. `parts` shows the edits inside a longer piece;
    `context` is the sentence around a change of words.
    """

    op: Op
    section: Path
    before: str = ""
    after: str = ""
    text: str = ""
    section_before: Path | None = None
    row: str = ""
    column: str = ""
    parts: tuple[Part, ...] = ()
    context: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    section: Path
    row: str = ""
    column: str = ""

    def operation(
        self,
        op: Op,
        before: str = "",
        after: str = "",
        text: str = "",
        section_before: Path | None = None,
        parts: tuple[Part, ...] = (),
        context: tuple[Part, ...] = (),
    ) -> Operation:
        return Operation(
            op=op,
            section=self.section,
            before=before,
            after=after,
            text=text,
            section_before=section_before,
            row=self.row,
            column=self.column,
            parts=parts,
            context=context,
        )


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
            yield from self._blocks(section.blocks, _Place(section.path))
        elif _holds_moves(section.blocks):
            heading = text_of(section.new.heading if section.new else section.old.heading if section.old else ())
            yield _whole(section.status, _Place(section.path), heading)
            yield from self._blocks(section.blocks, _Place(section.path))
        else:
            source = section.new or section.old
            assert source
            yield _whole(section.status, _Place(section.path), text_of_section(source))

    def _moved_section(self, section: SectionBranch, move: Move, parent: SectionBranch | None) -> Iterator[Operation]:
        assert move.section and section.new
        with_parent = parent is not None and parent.move is not None and parent.move.old_path == move.old_path[:-1]
        if not with_parent:
            text = text_of(section.new.heading)
            yield _Place(section.path).operation("move", text=text, section_before=move.old_path)
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
        assert section.old and section.new
        place = _Place(section.path)
        yield from _heading(section, place)
        if section.old.level != section.new.level:
            text = text_of(section.new.heading)
            yield place.operation("level", str(section.old.level), str(section.new.level), text)
        yield from self._blocks(section.blocks, place)

    def _blocks(self, branches: Sequence[Branch], place: _Place) -> Iterator[Operation]:
        reordered = [branch for branch in branches if branch.status == "+" and branch.move and _is_reorder(branch.move)]
        if reordered and reordered[0].kind != "cell":
            text = "\n".join(text_of_block(branch.new) for branch in reordered if branch.new)
            yield place.operation("reorder", text=text)
        for branch in branches:
            yield from self._block(branch, place)

    def _block(self, branch: Branch, place: _Place) -> Iterator[Operation]:
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

    def _moved_block(self, branch: Branch, move: Move, place: _Place) -> Iterator[Operation]:
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
            parts = _parts(spans) if any(span.status != "=" for span in spans) else ()
            text = text_of_block(branch.new)
            yield place.operation("move", text=text, section_before=move.old_path, parts=parts)
            yield from _same_but(spans, place)

    # Tables

    def _table(self, table: Branch, place: _Place) -> Iterator[Operation]:
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
            column = _Place(place.section, column=label)
            if cells and all(cell.status == cells[0].status != "=" for cell in cells):
                whole.add(index)
                if all(cell.move for cell in cells):
                    if cells[0].status == "+":
                        yield column.operation("reorder", text=label)
                else:
                    text = "\n".join(text_of_block(cell.new or cell.old) for cell in cells)  # type: ignore[arg-type]
                    yield _whole(cells[0].status, column, text)
        for row in rows:
            yield from self._row(row, labels, whole, place)

    def _row(self, row: Branch, labels: list[str], whole: set[int], place: _Place) -> Iterator[Operation]:
        block = row.new or row.old
        if not row.changed or not block:
            return
        label = text_of_block(block.children[0]) if block.children else ""
        place = _Place(place.section, row=label)
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
            at = _Place(place.section, label, labels[index] if index < len(labels) else "")
            if cell.move and cell.status == "+":
                yield from self._blocks(cell.move.branches, at)
            elif index not in whole:
                yield from self._block(cell, at)

    # Words

    def _words(self, spans: Sequence[Span], place: _Place) -> Iterator[Operation]:
        for sentence in _by_sentence(spans):
            yield from self._sentence(sentence, place)

    def _sentence(self, spans: Sequence[Span], place: _Place) -> Iterator[Operation]:
        yield from self._moved_sentences(spans, place)
        runs = list(_edit_runs(spans))
        context = _parts(span for span in spans if not span.move)
        if len(runs) > _MAX_EDITS:
            first, last = runs[0][0], runs[-1][1]
            inner = [span for span in spans[first:last] if not span.move]
            yield _edit(inner, place, _parts(inner), context)
        else:
            for first, last in runs:
                yield _edit(spans[first:last], place, (), context)
        for first, last in runs:
            yield from _changed_target(spans[first:last], place)
        yield from _same_but(spans, place)
        yield from _numbering(spans, place)

    def _moved_sentences(self, spans: Sequence[Span], place: _Place) -> Iterator[Operation]:
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
            if first.kind in ("split", "merge"):
                yield place.operation(first.kind, text=text)  # type: ignore[arg-type]
            elif (first.old_path, first.new_path) not in self._told:
                parts = _parts(inner) if any(span.status != "=" for span in inner) else ()
                yield place.operation("move", text=text, section_before=first.old_path, parts=parts)
                yield from _same_but(inner, place)
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


def _heading(section: SectionBranch, place: _Place) -> Iterator[Operation]:
    spans = section.heading
    edited = [span for span in spans if span.status != "="]
    if edited and all(span.note == "numbering" for span in edited):
        yield from _numbering(spans, place)
    elif edited:
        assert section.old and section.new
        yield place.operation("rename", text_of(section.old.heading), text_of(section.new.heading), parts=_parts(spans))
    yield from _same_but(spans, place)


def _numbering(spans: Sequence[Span], place: _Place) -> Iterator[Operation]:
    numbers = [span for span in spans if span.note == "numbering"]
    if numbers:
        before = text_of(token for span in numbers for token in span.old)
        after = text_of(token for span in numbers for token in span.new)
        yield place.operation("format", before, after, text_of(t for span in spans[len(numbers) :] for t in span.new))


def _list_style(old: Block, new: Block, place: _Place) -> Iterator[Operation]:
    if (old.ordered, old.start) != (new.ordered, new.start):
        before, after = (f"{block.start}." if block.ordered else "-" for block in (old, new))
        yield place.operation("format", before, after, text_of_block(new))


def _column_labels(rows: Sequence[Branch]) -> list[str]:
    width = max((len(row.children) for row in rows), default=0)
    header = next((row for row in rows[:1] if (row.new or row.old or Block("row")).header), None)
    labels = [text_of_block(block) if (block := cell.new or cell.old) else "" for cell in header.children] if header else []
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


def _whole(status: Status, place: _Place, text: str) -> Operation:
    return place.operation("insert", after=text) if status == "+" else place.operation("delete", before=text)


def _edit(spans: Sequence[Span], place: _Place, parts: tuple[Part, ...], context: tuple[Part, ...]) -> Operation:
    before = text_of(token for span in spans for token in span.old)
    after = text_of(token for span in spans for token in span.new)
    op: Op = "replace" if before and after else "insert" if after else "delete"
    return place.operation(op, before, after, parts=parts, context=context)


def _edit_runs(spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Ranges of neighbouring spans that are gone or new, moves and numbering aside."""
    start = None
    for index, span in enumerate(spans):
        edited = span.status != "=" and not span.move and span.note != "numbering"
        if edited and start is None:
            start = index
        elif not edited and start is not None:
            yield start, index
            start = None
    if start is not None:
        yield start, len(spans)


def _changed_target(spans: Sequence[Span], place: _Place) -> Iterator[Operation]:
    """Words were replaced, and what they link to as well."""
    old = [target for span in spans for token in span.old if (target := token.marks.target)]
    new = [target for span in spans for token in span.new if (target := token.marks.target)]
    linked = text_of(token for span in spans for token in span.new if token.marks.target)
    if old and new and set(old) != set(new):
        yield place.operation("link", " ".join(dict.fromkeys(old)), " ".join(dict.fromkeys(new)), linked)


def _same_but(spans: Sequence[Span], place: _Place) -> Iterator[Operation]:
    """Words that read the same but link elsewhere, or are formatted, written or spaced otherwise."""
    old = [token for span in spans if span.status == "=" for token in span.old]
    new = [token for span in spans if span.status == "=" for token in span.new]
    notes = [span.note for span in spans if span.status == "=" for _ in span.new]
    for start, end in _ranges([(_targets(a), _targets(b)) if a.runs != b.runs else None for a, b in zip(old, new, strict=True)]):
        before, after = _targets(old[start]), _targets(new[start])
        if before != after:
            yield place.operation("link", " ".join(before), " ".join(after), text_of(new[start:end]))
    formats = [(_markdown_marks(a), _markdown_marks(b)) for a, b in zip(old, new, strict=True)]
    for start, end in _ranges([pair if pair[0] != pair[1] else None for pair in formats]):
        yield place.operation(
            "format", _as_markdown(tuple(old[start:end])), _as_markdown(tuple(new[start:end])), text_of(new[start:end])
        )
    texts = [True if a.text != b.text else None for a, b in zip(old, new, strict=True)]
    for start, end in _whole_words(_near(_ranges(texts)), tuple(new)):
        yield place.operation("typography", text_of(old[start:end]), text_of(new[start:end]))
    spaces = [True if note == "whitespace" else None for note in notes]
    for start, end in _whole_words(_near([(max(s - 1, 0), e) for s, e in _ranges(spaces)]), tuple(new)):
        yield place.operation("whitespace", text_of(old[start:end]), text_of(new[start:end]))


def _ranges(values: Sequence[object]) -> list[tuple[int, int]]:
    """Where a value that is not None is repeated."""
    found: list[tuple[int, int]] = []
    for index, value in enumerate(values):
        if value is None:
            continue
        if found and found[-1][1] == index and values[found[-1][0]] == value:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def _near(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges with little between them as one, such as the two quotes around a word."""
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and start - joined[-1][1] <= _NEAR:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _whole_words(ranges: Sequence[tuple[int, int]], tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Ranges widened to what stands between spaces."""
    for start, end in ranges:
        while start > 0 and not tokens[start].space:
            start -= 1
        while end < len(tokens) and not tokens[end].space:
            end += 1
        yield start, end


def _targets(token: object) -> list[str]:
    runs: tuple[tuple[str, Marks], ...] = token.runs  # type: ignore[attr-defined]
    return list(dict.fromkeys(marks.target for _, marks in runs if marks.target))


def _markdown_marks(token: object) -> list[tuple[bool, bool, bool]]:
    runs: tuple[tuple[str, Marks], ...] = token.runs  # type: ignore[attr-defined]
    return [(marks.strong, marks.emphasis, marks.code) for _, marks in runs]


def _as_markdown(tokens: Tokens) -> str:
    """Words with their formatting as it is written in Markdown."""
    if not tokens:
        return ""
    if len({marks for token in tokens for marks in _markdown_marks(token)}) > 1:
        return "".join(f"{token.space if i else ''}{_as_markdown_run(token.runs)}" for i, token in enumerate(tokens))
    return _as_markdown_run(((text_of(tokens), tokens[0].marks),))


def _as_markdown_run(runs: tuple[tuple[str, Marks], ...]) -> str:
    return "".join(f"{mark}{text}{mark[::-1]}" for text, marks in runs for mark in [_mark(marks)])


def _mark(marks: Marks) -> str:
    return "**" * marks.strong + "*" * marks.emphasis + "`" * marks.code


def _parts(spans: Iterable[Span]) -> tuple[Part, ...]:
    """The words with their status; none where all is gone or new, for that is told by before and after."""
    parts: list[Part] = []
    for span in spans:
        tokens = span.old if span.status == "-" else span.new
        text = "".join(("" if not token.space else " " if "\n" in token.space else token.space) + token.text for token in tokens)
        if parts and parts[-1][0] == span.status:
            parts[-1] = (span.status, parts[-1][1] + text)
        else:
            parts.append((span.status, text))
    if not any(status == "=" for status, _ in parts):
        return ()
    parts[0] = (parts[0][0], parts[0][1].lstrip())
    return tuple(parts)


def _by_sentence(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans cut where a sentence ends that is unchanged there."""
    sentence: list[Span] = []
    for span in spans:
        if span.status != "=":
            sentence.append(span)
            continue
        ranges = split_sentences(span.new)
        for start, end in ranges:
            piece = Span("=", span.old[start:end], span.new[start:end], span.note)
            if sentence and start == 0 and _ends_sentence(sentence[-1]) and span.new[0].space:
                yield sentence
                sentence = []
            sentence.append(piece)
            if (start, end) != ranges[-1]:
                yield sentence
                sentence = []
    if sentence:
        yield sentence


def _ends_sentence(span: Span) -> bool:
    tokens = span.new or span.old
    return bool(tokens) and tokens[-1].key in (".", "!", "?")


def to_json(changes: Iterable[Operation]) -> dict[str, object]:
    """The changes as JSON values: `{"changes": [{"op": …, "section": […], …}]}`."""
    return {"changes": [_json(change) for change in changes]}


def _json(change: Operation) -> dict[str, object]:
    entry: dict[str, object] = {"op": change.op, "section": list(change.section)}
    if change.section_before is not None:
        entry["section_before"] = list(change.section_before)
    for name in ("row", "column", "text"):
        if value := getattr(change, name):
            entry[name] = value
    if change.before or change.after:
        # Nothing before or after is told by insert and delete; a link may lose its target.
        if change.op != "insert":
            entry["before"] = change.before
        if change.op != "delete":
            entry["after"] = change.after
    if change.parts:
        entry["parts"] = [list(part) for part in change.parts]
    return entry
