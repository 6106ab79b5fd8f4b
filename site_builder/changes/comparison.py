"""Two versions, or two Markdown files, compared: as text for a terminal, as HTML, or as JSON."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from unicodedata import category

from site_builder.changes.change import Change
from site_builder.changes.redline import (
    Operation,
    Redline,
    document_from_markdown,
    operations,
    redline,
    redline_html,
    to_json,
)
from site_builder.changes.telling import REDLINE_LABELS, Told
from site_builder.labels import N_
from site_builder.model import Record, record_fields
from site_builder.records import record
from site_builder.words import Words

OPERATIONS: Mapping[str, str] = {
    "insert": N_("new"),
    "delete": N_("gone"),
    "replace": N_("changed"),
    "rename": N_("heading changed"),
    "move": N_("moved"),
    "reorder": N_("in another order"),
    "link": N_("leads to another address"),
    "format": N_("only the formatting changed"),
    "typography": N_("only the typography changed"),
    "whitespace": N_("only the spaces changed"),
    "level": N_("only the level of the heading changed"),
    "split": N_("split"),
    "merge": N_("merged"),
}

_RED, _GREEN, _BOLD, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"


@record
class Comparison:
    """What differs between two texts, and between the facts behind them where there are any."""

    redline: Redline
    changes: tuple[Change, ...] = ()
    told: tuple[Told, ...] = ()


def compare_markdown(before: str, after: str) -> Comparison:
    return Comparison(redline(document_from_markdown(before), document_from_markdown(after)))


def as_json(comparison: Comparison) -> str:
    """`{"changes": [{"op": …, "section": […], …}, …, {"kind": …, "subject": …, "before": …, "after": …}]}`."""
    listed = to_json(operations(comparison.redline))["changes"]
    assert isinstance(listed, list)
    facts = [
        {
            "kind": change.kind,
            "subject": change.subject,
            "before": _plain(change.before),
            "after": _plain(change.after),
            "path": change.location.path,
            "line": change.location.line,
        }
        for change in comparison.changes
    ]
    return json.dumps({"changes": [*listed, *facts]}, ensure_ascii=False, indent=2)


def as_html(comparison: Comparison, words: Words) -> str:
    """The redline as a fragment of HTML."""
    return redline_html(
        comparison.redline, {name: words.catalog.gettext(text) for name, text in REDLINE_LABELS.items()}
    )


def as_text(comparison: Comparison, words: Words, coloured: bool) -> str:
    """The changes as lines, facts first, then the text section by section."""
    return "\n".join(_lines(comparison, words, coloured))


def _lines(comparison: Comparison, words: Words, coloured: bool) -> Iterator[str]:
    def colour(text: str, code: str) -> str:
        shown = _visible(text)
        return f"{code}{shown}{_PLAIN}" if coloured and text else shown

    for story in comparison.told:
        yield f"* {_visible(story.text)}"
    section: tuple[str, ...] | None = None
    found = operations(comparison.redline)
    if not found and not comparison.told:
        yield words.catalog.gettext("Nothing changed.")
    for change in found:
        if change.section != section:
            section = change.section
            yield ""
            yield colour(" > ".join(section), _BOLD)
        yield f"  {words.catalog.gettext(OPERATIONS[change.op])}{_place(change)}:"
        yield from (f"    {line}" for line in _words(change, colour))


def _place(change: Operation) -> str:
    cell = " / ".join(label for label in (change.row, change.column) if label)
    return f" ({_visible(cell)})" if cell else ""


def _words(change: Operation, colour: Callable[[str, str], str]) -> Iterator[str]:
    if change.parts:
        yield "".join(
            _visible(text)
            if status == "="
            else colour(f"[-{text}-]", _RED)
            if status == "-"
            else colour(f"{{+{text}+}}", _GREEN)
            for status, text in change.parts
        )
        return
    if change.text:
        yield _visible(change.text)
    if change.before:
        yield colour(f"- {change.before}", _RED)
    if change.after:
        yield colour(f"+ {change.after}", _GREEN)


def _visible(text: str) -> str:
    """A text that is only shown: what a terminal would obey is replaced (ECMA-48)."""
    return "".join("\N{REPLACEMENT CHARACTER}" if category(character) == "Cc" else character for character in text)


def _plain(value: object) -> object:
    """A value of the model as JSON knows it."""
    if isinstance(value, Record):
        members = {name: getattr(value, name) for name in record_fields(type(value))}
        return {name: _plain(member) for name, member in members.items() if member not in (None, "", ())}
    if isinstance(value, Mapping):
        return {str(key): _plain(member) for key, member in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(member) for member in value]
    return value.isoformat() if isinstance(value, date) else value
