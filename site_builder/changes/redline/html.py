"""The redline as a fragment of HTML, with `ins` and `del` around words and never around a block or across cells.

Without its `del` elements the text is the new document, without its `ins` elements the old one. Blocks and sections
carry a class: unchanged, changed, inserted, deleted, moved-here or moved-away. Words that read the same but are
formatted, written or linked otherwise are in a span of class format, typography or link, with what it was in
`data-before`; the few words for screen readers come from the caller.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Literal, NamedTuple

from site_builder.changes.redline.document import Block
from site_builder.changes.redline.tree import Branch, Move, Redline, SectionBranch, Span, Status
from site_builder.changes.redline.words import PLAIN, Marks, Token

Label = Literal["inserted", "deleted", "moved_here", "moved_away", "link"]
"""What a label says; "link" stands behind words that link elsewhere than they did."""

_TAGS = {
    "paragraph": "p",
    "quote": "blockquote",
    "item": "li",
    "definitions": "dl",
    "term": "dt",
    "definition": "dd",
    "row": "tr",
}
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")
_MAY_HOLD_BARE_TEXT = frozenset({"item", "cell", "term", "definition", "caption"})


class _Fragment(NamedTuple):
    """Text of one status, in runs of equal formatting. Neighbours that differ in nothing but their runs are joined."""

    status: Status
    note: str
    move: Move | None
    runs: list[tuple[str, Marks]]
    before: str = ""


def redline_html(redline: Redline, labels: Mapping[Label, str] | None = None) -> str:
    """The redline as HTML: a `section` for each section. Without labels no words are added."""
    renderer = _Renderer(labels or {})
    return "\n".join(renderer.section(section) for section in redline.sections)


def section_html(section: SectionBranch, labels: Mapping[Label, str]) -> str:
    """One section of a redline as HTML."""
    return _Renderer(labels).section(section)


class _Renderer:
    def __init__(self, labels: Mapping[Label, str]) -> None:
        self._labels = labels

    def section(self, branch: SectionBranch) -> str:
        source = branch.new or branch.old
        assert source
        attributes = _attributes(branch)
        if source.id:
            attributes += f' data-section="{escape(source.id)}"'
            if branch.new and branch.status != "-":
                attributes += f' id="{escape(source.id)}"'  # a page can lead here
        heading = ""
        if source.level:
            heading = f"<h{source.level}>{self._words(branch.heading)}</h{source.level}>\n"
        blocks = "\n".join(self._blocks(branch.blocks, plain=not branch.changed))
        return f"<section{attributes}>\n{heading}{blocks}\n</section>"

    def _blocks(self, branches: Sequence[Branch], *, plain: bool, within: str = "") -> Iterator[str]:
        """`plain` leaves out classes that would only repeat what the block around them says."""
        bare = sum(1 for branch in branches if _source(branch).bare)
        for branch in branches:
            yield self._block(branch, plain=plain, bare=bare == 1 and within in _MAY_HOLD_BARE_TEXT)

    def _block(self, branch: Branch, *, plain: bool, bare: bool = False) -> str:
        block = _source(branch)
        attributes = "" if plain else _attributes(branch)
        plain = plain or not branch.changed
        match block.kind:
            case "rule":
                tag = {"-": "del", "+": "ins"}.get(branch.status)
                return f"<{tag}><hr></{tag}>" if tag else "<hr>"
            case "code":
                return f"<pre{attributes}><code>{self._words(branch.spans, verbatim=True)}</code></pre>"
            case "paragraph" if bare and block.bare:
                return self._words(branch.spans)
            case "paragraph":
                return f"<p{attributes}>{self._words(branch.spans)}</p>"
            case "table":
                return f"<table{attributes}>{self._table(branch, plain=plain)}</table>"
            case "list":
                tag = "ol" if block.ordered else "ul"
                start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
                return f"<{tag}{start}{attributes}>{''.join(self._blocks(branch.children, plain=plain))}</{tag}>"
            case "row":
                scope = "col" if block.header else "row"
                cells = "".join(self._cell(cell, scope, plain=plain) for cell in branch.children)
                return f"<tr{attributes}>{cells}</tr>"
        tag = _TAGS[block.kind]
        content = "".join(self._blocks(branch.children, plain=plain, within=block.kind))
        return f"<{tag}{attributes}>{content}</{tag}>"

    def _table(self, table: Branch, *, plain: bool) -> str:
        captions = [inner for child in table.children if child.kind == "caption" for inner in child.children]
        rows = [child for child in table.children if child.kind == "row"]
        heads = 0
        while heads < len(rows) and _source(rows[heads]).header:
            heads += 1
        caption = "".join(self._blocks(captions, plain=plain, within="caption"))
        head = "".join(self._blocks(rows[:heads], plain=plain))
        body = "".join(self._blocks(rows[heads:], plain=plain))
        return (
            (f"<caption>{caption}</caption>" if captions else "")
            + (f"<thead>{head}</thead>" if head else "")
            + (f"<tbody>{body}</tbody>" if body else "")
        )

    def _cell(self, branch: Branch, scope: str, *, plain: bool) -> str:
        """`scope` is what a header cell heads: its column or its row (WCAG 1.3.1)."""
        if branch.old is None and branch.new is None:
            return '<td class="filler"></td>'
        block = _source(branch)
        attributes = "" if plain else _attributes(branch)
        plain = plain or not branch.changed
        tag, attributes = ("th", f' scope="{scope}"{attributes}') if block.header else ("td", attributes)
        spans = "".join(f' {name}="{value}"' for name in ("colspan", "rowspan") if (value := getattr(block, name)) != 1)
        content = "".join(self._blocks(branch.children, plain=plain, within="cell"))
        return f"<{tag}{spans}{attributes}>{content}</{tag}>"

    # Words

    def _words(self, spans: Iterable[Span], *, verbatim: bool = False) -> str:
        return "".join(self._fragment(fragment, verbatim) for fragment in _fragments(spans))

    def _fragment(self, fragment: _Fragment, verbatim: bool) -> str:
        text = _formatted(fragment.runs, verbatim)
        move = fragment.move
        if fragment.status == "=":
            if not fragment.note:
                return text
            before = f' data-before="{escape(fragment.before)}"' if fragment.before else ""
            label = self._label("link") if fragment.note == "link" else ""
            return f'<span class="{fragment.note}"{before}>{text}</span>{label}'
        tag = "ins" if fragment.status == "+" else "del"
        if move and fragment.note != "edited":
            label = self._label("moved_here" if tag == "ins" else "moved_away")
            return f'<{tag} class="{_move_class(move)}" data-move="{move.number}">{label}{text}</{tag}>'
        name = f' class="{fragment.note}"' if fragment.note and fragment.note != "edited" else ""
        label = self._label("inserted" if tag == "ins" else "deleted") if not name and text.strip() else ""
        return f"<{tag}{name}>{label}{text}</{tag}>"

    def _label(self, name: Label) -> str:
        words = self._labels.get(name)
        return f'<span class="label">{escape(words)} </span>' if words else ""


def is_safe_target(target: str) -> bool:
    """Whether a link may lead there: to a page, a mail address or a telephone number, and never run a script."""
    scheme = _SCHEME.match(_CONTROLS.sub("", target))
    return scheme is None or scheme[1].lower() in _SAFE_SCHEMES


def _source(branch: Branch) -> Block:
    return branch.new or branch.old or Block("cell")


def _attributes(branch: Branch | SectionBranch) -> str:
    if branch.move:
        here = "here" if branch.status == "+" else "away"
        return f' class="moved-{here}" data-move="{branch.move.number}"'
    if branch.status == "=":
        return ' class="changed"' if branch.changed else ' class="unchanged"'
    return ' class="inserted"' if branch.status == "+" else ' class="deleted"'


def _move_class(move: Move) -> str:
    return "moved" if move.kind in ("move", "reorder") else f"moved {move.kind}"


def _fragments(spans: Iterable[Span]) -> list[_Fragment]:
    """The words and the spaces between them. A space in one document only is text of that document only."""
    fragments: list[_Fragment] = []
    for span in spans:
        if span.status == "=":
            before = _before(span)
            for index, (old, new) in enumerate(zip(span.old, span.new, strict=True)):
                _add_space(fragments, span, old, new, index)
                _add(fragments, _Fragment("=", span.note, None, list(new.runs), before))
        else:
            for token in span.old or span.new:
                runs = [(token.space, _space_marks(fragments, token)), *token.runs] if token.space else list(token.runs)
                _add(fragments, _Fragment(span.status, span.note, span.move, runs))
    return _hoisted(fragments)


def _before(span: Span) -> str:
    if span.note == "link":
        return " ".join(dict.fromkeys(marks.target for token in span.old for _, marks in token.runs if marks.target))
    if span.note == "typography":
        return "".join((token.space if i else "") + token.text for i, token in enumerate(span.old))
    return ""


def _add_space(fragments: list[_Fragment], span: Span, old: Token, new: Token, index: int) -> None:
    if bool(old.space) == bool(new.space):
        if new.space:
            marks = _space_marks(fragments, new)
            note, before = (span.note, _before(span)) if index else ("", "")
            _add(fragments, _Fragment("=", note, None, [(new.space, marks)], before))
        return
    status: Status = "-" if old.space else "+"
    last = fragments[-1] if fragments else None
    if last and last.status == status:
        last.runs.append((old.space or new.space, PLAIN))
    else:
        _add(fragments, _Fragment(status, "whitespace", None, [(old.space or new.space, PLAIN)]))


def _space_marks(fragments: list[_Fragment], token: Token) -> Marks:
    """A space between words of one format has it too, so that a link is not cut at every word."""
    last = fragments[-1].runs[-1][1] if fragments and fragments[-1].runs else PLAIN
    marks = token.marks
    if last == marks:
        return marks
    return Marks(target=marks.target) if last.target == marks.target else PLAIN


def _add(fragments: list[_Fragment], fragment: _Fragment) -> None:
    if fragments and _joins(fragments[-1], fragment):
        fragments[-1].runs.extend(fragment.runs)
    else:
        fragments.append(fragment)


def _joins(left: _Fragment, right: _Fragment) -> bool:
    same_move = (left.move and left.move.number) == (right.move and right.move.number)
    return same_move and (left.status, left.note, left.before) == (right.status, right.note, right.before)


def _hoisted(fragments: list[_Fragment]) -> list[_Fragment]:
    """A space before both what is gone and what has come in its place stands before the two, as in the text."""
    result: list[_Fragment] = []
    for fragment in fragments:
        last = result[-1] if result else None
        both_begin = last is not None and last.runs[0][0] == fragment.runs[0][0] == " " and len(last.runs) > 1
        if last and last.status == "-" and fragment.status == "+" and both_begin and len(fragment.runs) > 1:
            result[-1] = _Fragment("=", "", None, [(" ", PLAIN)])
            result.append(last._replace(runs=last.runs[1:]))
            fragment = fragment._replace(runs=fragment.runs[1:])
        result.append(fragment)
    return result


def _formatted(runs: list[tuple[str, Marks]], verbatim: bool) -> str:
    parts = []
    for target, linked in groupby(runs, key=lambda run: run[1].target):
        text = "".join(
            _in_marks("".join(_escaped(part, verbatim) for part, _ in same), marks)
            for marks, same in groupby(linked, key=lambda run: run[1])
        )
        parts.append(f'<a href="{escape(target)}">{text}</a>' if target and is_safe_target(target) else text)
    return "".join(parts)


def _in_marks(text: str, marks: Marks) -> str:
    if marks.variant:
        text = f"<{marks.variant}>{text}</{marks.variant}>"
    for tag, wanted in (("code", marks.code), ("em", marks.emphasis), ("strong", marks.strong)):
        if wanted:
            text = f"<{tag}>{text}</{tag}>"
    return text


def _escaped(text: str, verbatim: bool) -> str:
    escaped = escape(text, quote=False)
    return escaped if verbatim else escaped.replace("\n", "<br>")
