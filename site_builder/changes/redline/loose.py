"""Pieces without a mate where they stood, which may have moved anywhere in the document."""

from collections.abc import Iterator

from site_builder.changes.redline.nodes import Node


def is_free(node: Node) -> bool:
    """Whether neither the node, nor a part of it, nor what it is a part of has a mate elsewhere."""
    if node.touched:
        return False
    above = node.parent
    while above is not None and not above.mate:
        above = above.parent
    # A mate above is no hindrance when the two are compared part by part: then this part is known to be without a mate.
    return above is None or above.mate is None or (above.key != above.mate.key and above.kind == above.mate.kind)


def loose_blocks(root: Node) -> list[Node]:
    """The unpaired blocks that stand in a section themselves."""
    return [block for section in root.children for block in section.children[1:] if not block.mate]


def loose(node: Node) -> Iterator[Node]:
    """All unpaired blocks, and in them all they consist of, down to sentences. Cells never leave their row."""
    if node.kind == "row" or (node.mate and node.key == node.mate.key):
        return
    if node.mate and node.kind != node.mate.kind:
        return
    for child in node.children:
        if not child.mate and child.kind not in ("section", "heading"):
            yield child
        if child.kind != "sentence" and child.kind != "heading":
            yield from loose(child)


def size_worth_moving(node: Node, single: bool) -> bool:
    """Few words stand in many places without having moved there; but one is enough for a list item found just once."""
    match node.kind:
        case "rule" | "heading" | "caption":
            return False
        case "item" | "term":
            return bool(node.words) if single else len(node.words) > 2
        case "row":
            return len(node.words) > 1
        case _:
            return len(node.words) > 2
