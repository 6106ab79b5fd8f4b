"""Reads the old and the new document back from a redline: without its insertions, and without its deletions."""

from site_builder.changes.redline.document import Block, Document, Section
from site_builder.changes.redline.tree import Branch, Redline, SectionBranch, Span
from site_builder.changes.redline.words import Token


def old_document(redline: Redline) -> Document:
    """The redline without its insertions."""
    return Document(tuple(_old_section(branch) for branch in redline.sections if branch.status != "+"))


def new_document(redline: Redline) -> Document:
    """The redline without its deletions."""
    return Document(tuple(_new_section(branch) for branch in redline.sections if branch.status != "-"))


def _old_section(branch: SectionBranch) -> Section:
    assert branch.old
    blocks = tuple(_old_block(block) for block in branch.blocks if block.old)
    return Section(branch.old.id, branch.old.level, _old_tokens(branch.heading), blocks)


def _new_section(branch: SectionBranch) -> Section:
    assert branch.new
    blocks = tuple(_new_block(block) for block in branch.blocks if block.new)
    return Section(branch.new.id, branch.new.level, _new_tokens(branch.heading), blocks)


def _old_block(branch: Branch) -> Block:
    assert branch.old
    return _rebuilt(branch.old, _old_tokens(branch.spans), tuple(_old_block(c) for c in branch.children if c.old))


def _new_block(branch: Branch) -> Block:
    assert branch.new
    return _rebuilt(branch.new, _new_tokens(branch.spans), tuple(_new_block(c) for c in branch.children if c.new))


def _rebuilt(block: Block, tokens: tuple[Token, ...], children: tuple[Block, ...]) -> Block:
    """A block of the same kind with the words found in the redline, which need not be those it had."""
    return Block(
        kind=block.kind,
        tokens=tokens,
        children=children,
        bare=block.bare,
        ordered=block.ordered,
        start=block.start,
        header=block.header,
        colspan=block.colspan,
        rowspan=block.rowspan,
    )


def _old_tokens(spans: tuple[Span, ...]) -> tuple[Token, ...]:
    return tuple(token for span in spans for token in span.old)


def _new_tokens(spans: tuple[Span, ...]) -> tuple[Token, ...]:
    return tuple(token for span in spans for token in span.new)
