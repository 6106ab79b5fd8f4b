"""What moved, shown where it was and where it is now: each place has its own side of the changes."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from site_builder.changes.redline.document import Path
from site_builder.changes.redline.nodes import LEAVES, Node
from site_builder.changes.redline.tree import Branch, Move, SectionBranch, Span


def as_old(branch: Branch, move: Move) -> Branch:
    """What is left of a moved block at its old place."""
    if branch.status == "-":
        return branch
    children = tuple(as_old(child, move) for child in branch.children if child.status != "+")
    return Branch("-", branch.kind, branch.old, None, spans_as_old(branch.spans, move), children, move, True)


def as_new(branch: Branch, move: Move) -> Branch:
    """What there is of a moved block at its new place."""
    if branch.status == "+":
        return branch
    children = tuple(as_new(child, move) for child in branch.children if child.status != "-")
    return Branch("+", branch.kind, None, branch.new, spans_as_new(branch.spans, move), children, move, True)


def section_as_old(section: SectionBranch, path: Path, move: Move) -> SectionBranch:
    """What is left of a moved section at its old place, which has this path."""
    heading = spans_as_old(section.heading, move)
    blocks = tuple(as_old(branch, move) for branch in section.blocks if branch.status != "+")
    return SectionBranch("-", section.old, None, path, heading, blocks, move, True)


def section_as_new(section: SectionBranch, move: Move) -> SectionBranch:
    """What there is of a moved section at its new place."""
    heading = spans_as_new(section.heading, move)
    blocks = tuple(as_new(branch, move) for branch in section.blocks if branch.status != "-")
    return SectionBranch("+", None, section.new, section.path, heading, blocks, move, True)


def rebuilt_away(old: Node, move: Move) -> Branch:
    """A block that was rebuilt as another kind, at its old place."""
    return _taken_apart(old, "-", deque(spans_as_old(move.spans, move)), move)


def rebuilt_here(new: Node, move: Move) -> Branch:
    """A block that was rebuilt from another kind, at its new place."""
    return _taken_apart(new, "+", deque(spans_as_new(move.spans, move)), move)


def spans_as_old(spans: Sequence[Span], move: Move) -> tuple[Span, ...]:
    """The words of what moved, at the old place; those that were not taken along are noted as edited."""
    kept = (span for span in spans if span.status != "+")
    return tuple(Span("-", span.old, (), "edited" if span.status == "-" else "", move) for span in kept)


def spans_as_new(spans: Sequence[Span], move: Move) -> tuple[Span, ...]:
    """The words of what moved, at the new place; those that are new there are noted as edited."""
    kept = (span for span in spans if span.status != "-")
    return tuple(Span("+", (), span.new, "edited" if span.status == "+" else "", move) for span in kept)


def _taken_apart(node: Node, status: Literal["-", "+"], words: deque[Span], move: Move) -> Branch:
    """One side of a block that was rebuilt as another kind; takes its share of the words it was given.

    The words tell what was kept; the tokens are the block's own, for the space before them may differ.
    """
    block = node.block
    assert block
    spans: list[Span] = []
    start, end = 0, len(node.tokens) if node.kind in LEAVES else 0
    while start < end:
        given = words.popleft()
        tokens = given.old or given.new
        size = min(len(tokens), end - start)
        own = node.tokens[start : start + size]
        spans.append(replace(given, old=own) if given.old else replace(given, new=own))
        if size < len(tokens):
            words.appendleft(replace(given, old=tokens[size:]) if given.old else replace(given, new=tokens[size:]))
        start += size
    children = () if node.kind in LEAVES else tuple(_taken_apart(child, status, words, move) for child in node.children)
    old, new = (block, None) if status == "-" else (None, block)
    return Branch(status, block.kind, old, new, tuple(spans), children, move, True)
