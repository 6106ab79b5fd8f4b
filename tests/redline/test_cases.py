"""Pairs of small texts and the changes between them: one file each in `cases/`."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from site_builder.changes.redline.compare import redline
from site_builder.changes.redline.operation import to_json
from site_builder.changes.redline.operations import operations
from site_builder.changes.redline.source import document_from_markdown
from tests.redline.test_invariants import check

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


class Case(NamedTuple):
    before: str
    after: str
    changes: list[dict[str, object]]


def read_case(path: Path) -> Case:
    """A case: the text before, the text after, and a line of JSON for each change."""
    text = path.read_text(encoding="utf-8")
    _, before, after, changes = (
        text.replace("=== after\n", "=== before\n").replace("=== changes\n", "=== before\n").split("=== before\n")
    )
    return Case(escapes(before), escapes(after), [json.loads(line) for line in changes.splitlines() if line.strip()])


def escapes(text: str) -> str:
    """What cannot be seen in a file is written as \\uXXXX."""
    head, *rest = text.split("\\u")
    return head + "".join(chr(int(part[:4], 16)) + part[4:] for part in rest)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_changes_are_as_expected(path: Path) -> None:
    case = read_case(path)
    result = redline(document_from_markdown(case.before), document_from_markdown(case.after))
    assert to_json(operations(result)) == {"changes": case.changes}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_both_texts_can_be_read_back(path: Path) -> None:
    case = read_case(path)
    old, new = document_from_markdown(case.before), document_from_markdown(case.after)
    check(old, new)
    check(new, old)
