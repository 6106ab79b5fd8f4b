"""One fact changed, both ways: the change, its class, and both sentences. `--refresh` writes them down."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

import yaml

from site_builder.changes.change import Change
from site_builder.changes.register import register_changes
from site_builder.changes.sentences import SENTENCES, sentences
from site_builder.changes.significance import SIGNIFICANCE, significance
from site_builder.model import Record, Register
from tests.changes_of_facts.support import HERE, register, words

EXPECTED = HERE / "expected.txt"
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))


@cache
def pairs() -> tuple[tuple[Register, Register], ...]:
    """Old and new of each case, and then the other way round."""
    found = []
    for case in CASES:
        edits = {path: value for path, value in case.items() if path != "from"}
        old = case.get("from", {})
        # What is already different in the old register is so in the new one too, unless the case says otherwise.
        new = {path: value for path, value in old.items() if path not in edits} | edits
        found += [(register(old), register(new)), (register(new), register(old))]
    return tuple(found)


def told(value: object) -> str:
    if isinstance(value, Record):
        name = getattr(value, "id", "") or getattr(value, "name", "")
        return f"{type(value).__name__} {name}".strip()
    if isinstance(value, tuple):
        return "[" + ", ".join(map(told, value)) + "]"
    if isinstance(value, Mapping):
        return f"{value['en']!r}"
    return str(value)


def lines(before: Register, after: Register) -> Iterator[str]:
    changes = register_changes(before, after)
    for change in changes:
        yield f"{significance(change).name.lower()} {change.kind}"
        yield f"  {change.subject}: {told(change.before)} -> {told(change.after)}"
    for locale in ("nl", "en"):
        for _, sentence in sentences(changes, words(locale), before, after):
            yield f"  {locale}: {sentence}"


def test_changes_and_sentences(refresh: bool) -> None:
    blocks = []
    for number, (before, after) in enumerate(pairs()):
        title = json.dumps(CASES[number // 2], ensure_ascii=False, default=str)
        mark = "back" if number % 2 else title
        blocks.append("\n".join([f"# {mark}", *(tuple(lines(before, after)) or ("nothing",))]))
    found = "\n\n".join(blocks) + "\n"
    if refresh:
        EXPECTED.write_text(found, encoding="utf-8")
    assert found == EXPECTED.read_text(encoding="utf-8")


def test_every_kind_has_a_case_a_class_and_a_sentence() -> None:
    produced = {change.kind for pair in pairs() for change in register_changes(*pair)}
    assert produced == set(SIGNIFICANCE)
    assert produced == set(SENTENCES)


def test_sentences_are_complete() -> None:
    """No sentence has a hole, an English word where Dutch is due, or HTML."""
    for before, after in pairs():
        changes = register_changes(before, after)
        for _, sentence in sentences(changes, words("nl"), before, after):
            assert "%(" not in sentence
            assert "None" not in sentence
            assert "  " not in sentence
            assert ".." not in sentence
            assert not {"not", "stated", "now", "new", "your", "data"} & set(sentence.split()), sentence


# What is shown but carries no law of its own: no change of a fact.
SILENT = {
    "Register": {"announced_on", "effective_on", "status", "summary", "significance", "lead_time_reason"},
    "Purpose": {"surprising", "legal_basis_reason"},
    "Recipient": {"surprising", "website"},
    "Service": {"hosts"},
    "StorageItem": {"documentation"},
}


def test_every_field_is_compared_or_silent() -> None:
    """A field that somebody adds to the model must be compared, or named above."""
    compared: dict[str, set[str]] = {}
    for before, after in pairs():
        if register_changes(before, after):
            _differing(before, after, compared)
    known: dict[str, set[str]] = {}
    for before, _ in pairs():
        _fields_of(before, known)
    silent = {record: names - compared.get(record, set()) for record, names in known.items()}
    assert {record: names for record, names in silent.items() if names} == SILENT


def _fields_of(value: object, found: dict[str, set[str]]) -> None:
    if isinstance(value, Record):
        names = {field.name for field in fields(value)} - {"origin"}
        found.setdefault(type(value).__name__, set()).update(names)
        for name in names:
            _fields_of(getattr(value, name), found)
    elif isinstance(value, tuple):
        for item in value:
            _fields_of(item, found)


def _differing(before: object, after: object, found: dict[str, set[str]]) -> None:
    """The fields that alone differ between two records, however deep."""
    if isinstance(before, Record) and type(before) is type(after):
        for field in fields(before):
            old, new = getattr(before, field.name), getattr(after, field.name)
            if field.name != "origin" and old != new:
                found.setdefault(type(before).__name__, set()).add(field.name)
                _differing(old, new, found)
    elif isinstance(before, tuple) and isinstance(after, tuple):
        for old, new in zip(before, after, strict=False):
            _differing(old, new, found)


def test_location_is_where_the_fact_stands_or_stood() -> None:
    before, after = register({}), register({"data_categories.email.retention": None, "controller.name": "X"})
    places = {change.kind: change.location for change in register_changes(before, after)}
    assert places["controller_name_changed"] == after.controller.origin.at("name")
    assert places["retention_withdrawn"] == before.data_categories[1].origin.at("retention")


def test_kind_is_a_name() -> None:
    assert all(kind.isidentifier() and kind == kind.lower() for kind in SIGNIFICANCE)
    assert isinstance(Change("kind", "subject").location.path, str)
