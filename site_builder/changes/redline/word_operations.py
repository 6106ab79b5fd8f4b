"""The changes in a run of words: what was replaced, and what reads the same but is written or linked otherwise."""

from collections.abc import Iterable, Iterator, Sequence

from site_builder.changes.redline.operation import Op, Operation, Part, Place
from site_builder.changes.redline.sentences import split_sentences
from site_builder.changes.redline.tree import Span
from site_builder.changes.redline.words import Marks, Token, Tokens, text_of

_MAX_EDITS = 3
_NEAR = 4


def sentence_operations(spans: Sequence[Span], place: Place) -> Iterator[Operation]:
    """The changes in a sentence, what moved aside. When there are many it is one change, with its parts."""
    runs = list(_edit_runs(spans))
    context = parts_of(span for span in spans if not span.move)
    if len(runs) > _MAX_EDITS:
        first, last = runs[0][0], runs[-1][1]
        inner = [span for span in spans[first:last] if not span.move]
        yield _edit(inner, place, parts_of(inner), context)
    else:
        for first, last in runs:
            yield _edit(spans[first:last], place, (), context)
    for first, last in runs:
        yield from _changed_target(spans[first:last], place)
    yield from same_but(spans, place)
    yield from numbering_operations(spans, place)


def numbering_operations(spans: Sequence[Span], place: Place) -> Iterator[Operation]:
    numbers = [span for span in spans if span.note == "numbering"]
    if numbers:
        before = text_of(token for span in numbers for token in span.old)
        after = text_of(token for span in numbers for token in span.new)
        yield place.operation("format", before, after, text_of(t for span in spans[len(numbers) :] for t in span.new))


def _edit(spans: Sequence[Span], place: Place, parts: tuple[Part, ...], context: tuple[Part, ...]) -> Operation:
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


def _changed_target(spans: Sequence[Span], place: Place) -> Iterator[Operation]:
    """Words were replaced, and what they link to as well."""
    old = [target for span in spans for token in span.old if (target := token.marks.target)]
    new = [target for span in spans for token in span.new if (target := token.marks.target)]
    linked = text_of(token for span in spans for token in span.new if token.marks.target)
    if old and new and set(old) != set(new):
        yield place.operation("link", " ".join(dict.fromkeys(old)), " ".join(dict.fromkeys(new)), linked)


def same_but(spans: Sequence[Span], place: Place) -> Iterator[Operation]:
    """Words that read the same but link elsewhere, or are formatted, written or spaced otherwise."""
    old = [token for span in spans if span.status == "=" for token in span.old]
    new = [token for span in spans if span.status == "=" for token in span.new]
    notes = [span.note for span in spans if span.status == "=" for _ in span.new]
    for start, end in _ranges(
        [(_targets(a), _targets(b)) if a.runs != b.runs else None for a, b in zip(old, new, strict=True)]
    ):
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


def _targets(token: Token) -> list[str]:
    return list(dict.fromkeys(marks.target for _, marks in token.runs if marks.target))


def _markdown_marks(token: Token) -> list[tuple[bool, bool, bool]]:
    return [(marks.strong, marks.emphasis, marks.code) for _, marks in token.runs]


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


def parts_of(spans: Iterable[Span]) -> tuple[Part, ...]:
    """The words with their status; none where all is gone or new, for that is told by before and after."""
    parts: list[Part] = []
    for span in spans:
        tokens = span.old if span.status == "-" else span.new
        text = "".join(
            ("" if not token.space else " " if "\n" in token.space else token.space) + token.text for token in tokens
        )
        if parts and parts[-1][0] == span.status:
            parts[-1] = (span.status, parts[-1][1] + text)
        else:
            parts.append((span.status, text))
    if not any(status == "=" for status, _ in parts):
        return ()
    parts[0] = (parts[0][0], parts[0][1].lstrip())
    return tuple(parts)


def by_sentence(spans: Sequence[Span]) -> Iterator[list[Span]]:
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
