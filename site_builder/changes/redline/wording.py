"""The changes of words between two versions of a sentence: few, and each what a reader would call one change."""

from site_builder.changes.redline.align import Edit, common_pairs, edits_around
from site_builder.changes.redline.nodes import Node
from site_builder.changes.redline.numbering import numbering_length
from site_builder.changes.redline.tree import Note, Span
from site_builder.changes.redline.words import Marks, Token, Tokens, is_word

_REWRITTEN = 0.25
_MAX_SLIDE = 40
_HEAVY = 4


def changed_words(old: Node, new: Node, *, heading: bool = False) -> list[Span]:
    """Two sentences or two headings as one run of words, with what has changed."""
    return changed_tokens(old.tokens, old.numbers, new.tokens, new.numbers, heading=heading)


def changed_tokens(
    old: Tokens, old_numbers: list[int], new: Tokens, new_numbers: list[int], *, heading: bool = False
) -> list[Span]:
    """As `changed_words`, for tokens with a number each that is equal where the tokens read the same."""
    if old_numbers == new_numbers:
        return same_words(old, new)
    old_head, new_head = numbering_length(old, heading=heading), numbering_length(new, heading=heading)
    if old_head + new_head and old_numbers[:old_head] != new_numbers[:new_head]:
        spans = [Span("-", old[:old_head], (), "numbering")] if old_head else []
        spans += [Span("+", (), new[:new_head], "numbering")] if new_head else []
        rest = changed_tokens(old[old_head:], old_numbers[old_head:], new[new_head:], new_numbers[new_head:])
        return spans + rest
    changes = [edit for edit in _edits(old, old_numbers, new, new_numbers) if not edit.equal]
    spans = []
    old_end = new_end = 0
    for edit in _join(_slide(changes, old, new), old, new):
        before, after = old[edit.old_start : edit.old_end], new[edit.new_start : edit.new_end]
        spans += same_words(old[old_end : edit.old_start], new[new_end : edit.new_start])
        spans += [Span("-", before, ())] if before else []
        spans += [Span("+", (), after)] if after else []
        old_end, new_end = edit.old_end, edit.new_end
    return spans + same_words(old[old_end:], new[new_end:])


def _edits(old: Tokens, old_numbers: list[int], new: Tokens, new_numbers: list[int]) -> list[Edit]:
    """Long words and numbers are kept before short words and commas: they carry what a sentence says."""
    heavy_old = [i for i, token in enumerate(old) if _is_heavy(token.key)]
    heavy_new = [i for i, token in enumerate(new) if _is_heavy(token.key)]
    pairs = common_pairs([old_numbers[i] for i in heavy_old], [new_numbers[i] for i in heavy_new])
    return edits_around([(heavy_old[i], heavy_new[j]) for i, j in pairs], old_numbers, new_numbers)


def _is_heavy(key: str) -> bool:
    return len(key) >= _HEAVY or key[0].isdigit()


def same_words(old: Tokens, new: Tokens) -> list[Span]:
    """Words that read the same, in runs that differ in the same way."""
    if old == new:
        return [Span("=", old, new)] if old else []
    spans: list[Span] = []
    start = 0
    notes = [_note(before, after, first=i == 0) for i, (before, after) in enumerate(zip(old, new, strict=True))]
    for i in range(1, len(notes) + 1):
        if i == len(notes) or notes[i] != notes[start]:
            spans.append(Span("=", old[start:i], new[start:i], notes[start]))
            start = i
    return spans


def _note(old: Token, new: Token, *, first: bool) -> Note:
    """The weightiest difference. The space before the first word depends on what stands before it, so it is none."""
    if old == new:
        return ""
    if _targets(old) != _targets(new):
        return "link"
    if formatting(old) != formatting(new):
        return "format"
    if old.text != new.text:
        return "typography"
    return "whitespace" if old.space != new.space and not first else ""


def _targets(token: Token) -> list[str]:
    return [marks.target for _, marks in token.runs]


def formatting(token: Token) -> list[Marks]:
    """How a word is formatted, its links aside."""
    return [marks._replace(target="") for _, marks in token.runs]


def _slide(changes: list[Edit], old: Tokens, new: Tokens) -> list[Edit]:
    """Where a run was inserted among its like, the place where it makes a phrase: "adres, " and not ", adres"."""
    slid: list[Edit] = []
    for index, edit in enumerate(changes):
        inserted = edit.old_start == edit.old_end
        if not inserted and edit.new_start < edit.new_end:
            slid.append(edit)
            continue
        tokens = new if inserted else old
        start, end = (edit.new_start, edit.new_end) if inserted else (edit.old_start, edit.old_end)
        # Between two changes at least one word stays, or they would run into one another.
        room_left = edit.old_start - slid[-1].old_end - 1 if slid else edit.old_start
        room_right = (changes[index + 1].old_start - 1 if index + 1 < len(changes) else len(old)) - edit.old_end
        left = right = 0
        while left < min(room_left, _MAX_SLIDE) and tokens[start - left - 1].key == tokens[end - left - 1].key:
            left += 1
        while right < min(room_right, _MAX_SLIDE) and tokens[start + right].key == tokens[end + right].key:
            right += 1
        shift = max(range(-left, right + 1), key=lambda by: (_phrase(tokens, start + by, end + by), -abs(by), by))
        slid.append(Edit(False, *(position + shift for position in edit[1:])))
    return slid


def _phrase(tokens: Tokens, start: int, end: int) -> int:
    """How well a run stands by itself: begun with a word after punctuation or at the start, ended with punctuation."""
    begins = start == 0 or not is_word(tokens[start - 1].key)
    ends = end == len(tokens) or not is_word(tokens[end - 1].key)
    return 2 * begins + ends + 2 * is_word(tokens[start].key)


def _join(changes: list[Edit], old: Tokens, new: Tokens) -> list[Edit]:
    """Changes with next to nothing between them are one; so is a sentence of which next to nothing is left."""
    if len(changes) < 2:
        return changes
    changed = sum(_word_count(old[edit.old_start : edit.old_end]) for edit in changes)
    words = _word_count(old)
    if words - changed < _REWRITTEN * max(words, _word_count(new)):
        return [_span_of(changes[0], changes[-1])]
    joined: list[Edit] = []
    for edit in changes:
        joined.append(edit)
        while len(joined) > 1 and _is_one(joined[-2], joined[-1], old, new):
            joined[-2:] = [_span_of(joined[-2], joined[-1])]
    return joined


def _is_one(left: Edit, right: Edit, old: Tokens, new: Tokens) -> bool:
    """Whether what two changes leave standing between them is too little to be worth telling them apart."""
    between = _word_count(old[left.old_end : right.old_start])
    smaller, larger = sorted(
        max(_word_count(old[edit.old_start : edit.old_end]), _word_count(new[edit.new_start : edit.new_end]))
        for edit in (left, right)
    )
    if between == 0:
        return smaller + larger > 2
    return between <= 2 and 2 * between <= smaller


def _span_of(first: Edit, last: Edit) -> Edit:
    return Edit(False, first.old_start, last.old_end, first.new_start, last.new_end)


def _word_count(tokens: Tokens) -> int:
    return sum(is_word(token.key) for token in tokens)
