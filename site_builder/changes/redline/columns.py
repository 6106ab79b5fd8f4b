"""Which columns of two versions of a table are the same column."""

from collections import Counter
from typing import NamedTuple

from site_builder.changes.redline.align import heaviest_rising
from site_builder.changes.redline.nodes import Node

_ALIKE = 0.5


class Column(NamedTuple):
    """A column by its place in the old and in the new table; None where it is not there.

    `stays` says that a column in both has kept its place among the others.
    """

    old: int | None
    new: int | None
    stays: bool


def columns_of(old: Node, new: Node) -> list[Column] | None:
    """The columns of both tables, or None where cells span several and the two are not built alike."""
    old_rows, new_rows = rows_of(old), rows_of(new)
    if _has_spans(old_rows) or _has_spans(new_rows):
        if _spans(old_rows) != _spans(new_rows):
            return None
        width = max((len(row.children) for row in old_rows), default=0)
        return [Column(i, i, True) for i in range(width)]
    old_columns, new_columns = _cells_by_column(old_rows), _cells_by_column(new_rows)
    pairs = _pair(old_columns, new_columns, _is_headed(old_rows) and _is_headed(new_rows))
    weights = [sum(cell.size for cell in new_columns[j]) for _, j in pairs]
    staying = heaviest_rising(pairs, weights)
    columns = [Column(i, j, index in staying) for index, (i, j) in enumerate(pairs)]
    columns += [Column(i, None, False) for i in range(len(old_columns)) if i not in {pair[0] for pair in pairs}]
    columns += [Column(None, j, False) for j in range(len(new_columns)) if j not in {pair[1] for pair in pairs}]
    return columns


def rows_of(table: Node) -> list[Node]:
    return [row for row in table.children if row.kind == "row"]


def _pair(old: list[list[Node]], new: list[list[Node]], headed: bool) -> list[tuple[int, int]]:
    """By equal header, then by equal cells, then by place when the tables are equally wide."""
    pairs: list[tuple[int, int]] = []
    free_old, free_new = list(range(len(old))), list(range(len(new)))

    def take(i: int, j: int) -> None:
        pairs.append((i, j))
        free_old.remove(i)
        free_new.remove(j)

    if headed:
        for i in list(free_old):
            if old[i][0].words:
                same = [j for j in free_new if new[j][0].key == old[i][0].key]
                if same:
                    take(i, min(same, key=lambda j: abs(i - j)))
    skip = 1 if headed else 0
    old_texts = {i: _texts(old[i][skip:]) for i in free_old}
    new_texts = {j: _texts(new[j][skip:]) for j in free_new}
    scores = [(_shared(old_texts[i], new_texts[j]), i, j) for i in free_old for j in free_new]
    for score, i, j in sorted(scores, key=lambda s: (-s[0], abs(s[1] - s[2]), s[1])):
        if score >= _ALIKE and i in free_old and j in free_new:
            take(i, j)
    if len(old) == len(new):
        for i in list(free_old):
            if i in free_new:
                take(i, i)
    return pairs


def _texts(cells: list[Node]) -> Counter[int]:
    return Counter(cell.key for cell in cells if cell.words)


def _shared(old: Counter[int], new: Counter[int]) -> float:
    """The part of the cells with text that two columns have in common."""
    total = old.total() + new.total()
    return 2 * sum(min(count, new[key]) for key, count in old.items() if key in new) / total if total else 0.0


def _cells_by_column(rows: list[Node]) -> list[list[Node]]:
    width = max((len(row.children) for row in rows), default=0)
    return [[row.children[i] for row in rows if i < len(row.children)] for i in range(width)]


def _is_headed(rows: list[Node]) -> bool:
    return bool(rows) and rows[0].block is not None and rows[0].block.header


def _spans(rows: list[Node]) -> list[list[tuple[int, int]]]:
    return [[(cell.block.colspan, cell.block.rowspan) for cell in row.children if cell.block] for row in rows]


def _has_spans(rows: list[Node]) -> bool:
    return any(span != (1, 1) for row in _spans(rows) for span in row)
