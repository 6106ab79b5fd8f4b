"""The two documents as trees of nodes that can be matched: document, section, block, sentence."""

from collections import Counter
from collections.abc import Hashable, Iterator
from math import log
from typing import Literal

from site_builder.changes.redline.document import Block, BlockKind, Document, Section
from site_builder.changes.redline.sentences import split_sentences
from site_builder.changes.redline.words import Tokens, is_word

NodeKind = Literal["document", "section", "heading", "sentence"] | BlockKind

LEAVES = frozenset({"paragraph", "code", "rule", "heading"})
_SEE_THROUGH = frozenset({"item", "term", "definition", "cell", "caption"})


class Vocabulary:
    """Gives equal things the same number, and knows how rare each word is in the two documents together."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._is_word: dict[int, bool] = {}
        self._counts: Counter[int] = Counter()
        self._weights: dict[int, float] = {}

    def number(self, thing: Hashable) -> int:
        return self._numbers.setdefault(thing, len(self._numbers))

    def numbers_of(self, tokens: Tokens) -> list[int]:
        numbers = []
        for token in tokens:
            number = self.number(token.key)
            if number not in self._is_word:
                self._is_word[number] = is_word(token.key)
            numbers.append(number)
        self._counts.update(numbers)
        return numbers

    def words_in(self, numbers: list[int]) -> list[int]:
        is_word = self._is_word
        return [number for number in numbers if is_word[number]]

    def weight(self, number: int) -> float:
        if number not in self._weights:
            self._weights[number] = 1 / (1 + log(max(self._counts[number], 2) / 2))
        return self._weights[number]


class Node:
    """A piece of one document, and its mate in the other once that is found.

    `key` is equal for pieces that read the same; `numbers` are its tokens, `words` those that are not punctuation.
    """

    __slots__ = (
        "_children",
        "_vocabulary",
        "block",
        "key",
        "kind",
        "mate",
        "numbers",
        "parent",
        "position",
        "section",
        "tokens",
        "touched",
        "words",
    )

    def __init__(self, kind: NodeKind, parent: "Node | None", position: int, vocabulary: Vocabulary) -> None:
        self.kind: NodeKind = kind
        self.parent = parent
        self.position = position
        self.section: Section | None = None
        self.block: Block | None = None
        self.tokens: Tokens = ()
        self.numbers: list[int] = []
        self.words: list[int] = []
        self.key = 0
        self.mate: Node | None = None
        self.touched = False
        """Whether the node, or a node in it, has a mate."""
        self._children: list[Node] | None = None
        self._vocabulary = vocabulary

    @property
    def children(self) -> "list[Node]":
        """The pieces it consists of. The sentences of a leaf are made when they are first asked for."""
        if self._children is None:
            self._children = list(self._sentences()) if self.kind in LEAVES else []
        return self._children

    @property
    def size(self) -> int:
        """The number of words, at least 1."""
        return max(len(self.words), 1)

    def descendants(self) -> "Iterator[Node]":
        for child in self.children:
            yield child
            yield from child.descendants()

    def pair_with(self, mate: "Node") -> None:
        self.mate, mate.mate = mate, self
        for node in (self, mate):
            above: Node | None = node
            while above is not None and not above.touched:
                above.touched = True
                above = above.parent

    def _sentences(self) -> "Iterator[Node]":
        ranges = split_sentences(self.tokens) if self.kind != "code" else _lines(self.tokens)
        for position, (start, end) in enumerate(ranges):
            sentence = Node("sentence", self, position, self._vocabulary)
            sentence.fill(self.tokens[start:end], self.numbers[start:end])
            yield sentence

    def fill(self, tokens: Tokens, numbers: list[int]) -> None:
        self.tokens, self.numbers = tokens, numbers
        self.words = self._vocabulary.words_in(numbers)
        self.key = self._vocabulary.number((self.kind == "code", self.kind == "rule", *numbers))

    def adopt(self, children: "list[Node]") -> None:
        self._children = children
        self.numbers = [number for child in children for number in child.numbers]
        self.words = [number for child in children for number in child.words]
        if self.kind in _SEE_THROUGH and len(children) == 1:
            self.key = children[0].key
        else:
            self.key = self._vocabulary.number((self.kind, tuple(child.key for child in children)))


def tree_of(document: Document, vocabulary: Vocabulary) -> Node:
    """The document as a node; the first child of a section is its heading."""
    root = Node("document", None, 0, vocabulary)
    sections = []
    for position, section in enumerate(document.sections):
        node = Node("section", root, position, vocabulary)
        node.section = section
        heading = Node("heading", node, 0, vocabulary)
        heading.fill(section.heading, vocabulary.numbers_of(section.heading))
        node.adopt([heading, *(_block(block, node, i + 1, vocabulary) for i, block in enumerate(section.blocks))])
        sections.append(node)
    root.adopt(sections)
    return root


def _block(block: Block, parent: Node, position: int, vocabulary: Vocabulary) -> Node:
    node = Node(block.kind, parent, position, vocabulary)
    node.block = block
    if block.kind in LEAVES:
        node.fill(block.tokens, vocabulary.numbers_of(block.tokens))
    else:
        node.adopt([_block(child, node, i, vocabulary) for i, child in enumerate(block.children)])
    return node


def _lines(tokens: Tokens) -> list[tuple[int, int]]:
    starts = [i for i, token in enumerate(tokens) if i == 0 or "\n" in token.space]
    return list(zip(starts, [*starts[1:], len(tokens)], strict=True))


def section_of(node: Node) -> Node:
    """The section a node lies in."""
    while node.kind != "section" and node.parent is not None:
        node = node.parent
    return node
