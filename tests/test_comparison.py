"""A comparison as text, HTML and JSON."""

import json
from typing import get_args

import pytest

from site_builder.catalogs import Catalog
from site_builder.changes.comparison import OPERATIONS, as_html, as_json, as_text, compare_markdown
from site_builder.changes.redline.operation import Op
from site_builder.formats import Formats
from site_builder.words import Words

ENGLISH = Words(Catalog(), Formats("en"))
BEFORE = "# Privacy\n\n## Cookies\n\nWe keep it 180 days.\n"
AFTER = "# Privacy\n\n## Cookies\n\nWe keep it 90 days.\n\nWe ask first.\n"


def test_the_same_twice_is_nothing() -> None:
    same = compare_markdown(BEFORE, BEFORE)
    assert json.loads(as_json(same)) == {"changes": []}
    assert as_text(same, ENGLISH, coloured=True) == "Nothing changed."


def test_json_has_the_words_concerned() -> None:
    assert json.loads(as_json(compare_markdown(BEFORE, AFTER))) == {
        "changes": [
            {"op": "replace", "section": ["Privacy", "Cookies"], "before": "180", "after": "90"},
            {"op": "insert", "section": ["Privacy", "Cookies"], "after": "We ask first."},
        ]
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("## A\n\nOne.\n", "## B\n\nOne.\n", {"op": "rename", "before": "A", "after": "B"}),
        (
            "## A\n\n[One](https://a.example/).\n",
            "## A\n\n[One](https://b.example/).\n",
            {"op": "link", "text": "One", "before": "https://a.example/", "after": "https://b.example/"},
        ),
        ("## A\n\nOne and two.\n", "## A\n\nOne.\n", {"op": "delete", "before": "and two"}),
    ],
)
def test_json_of_one_change(before: str, after: str, expected: dict[str, str]) -> None:
    [change] = json.loads(as_json(compare_markdown(before, after)))["changes"]
    del change["section"]
    change.pop("parts", None)
    assert change == expected


def test_json_of_a_section_that_moved() -> None:
    sentence = "We keep all of the cookies that you gave us in a jar with a lid."
    before = f"## A\n\n{sentence}\n\nWe like cake.\n\n## B\n\nWe bake bread every day.\n"
    after = f"## A\n\nWe like cake.\n\n## B\n\nWe bake bread every day.\n\n{sentence}\n"
    [change] = json.loads(as_json(compare_markdown(before, after)))["changes"]
    assert change == {"op": "move", "section": ["B"], "section_before": ["A"], "text": sentence}


def test_text_section_by_section() -> None:
    assert as_text(compare_markdown(BEFORE, AFTER), ENGLISH, coloured=False).split("\n") == [
        "",
        "Privacy > Cookies",
        "  changed:",
        "    - 180",
        "    + 90",
        "  new:",
        "    + We ask first.",
    ]


def test_colours_surround_and_end() -> None:
    plain = as_text(compare_markdown(BEFORE, AFTER), ENGLISH, coloured=False)
    coloured = as_text(compare_markdown(BEFORE, AFTER), ENGLISH, coloured=True)
    assert "\x1b[31m- 180\x1b[0m" in coloured
    assert "\x1b[32m+ 90\x1b[0m" in coloured
    for code in ("\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == plain


def test_escape_codes_in_a_text_do_not_reach_the_terminal() -> None:
    shown = as_text(compare_markdown("One.\n", "One.\n\n\x1b[2JTwo.\n"), ENGLISH, coloured=False)
    assert "\x1b" not in shown


def test_html_is_marked_up_and_escaped() -> None:
    shown = as_html(compare_markdown("## A\n\nOne two.\n", "## A\n\nOne <script>three</script>.\n"), ENGLISH)
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "<del>" in shown
    assert "<ins>" in shown


def test_every_operation_has_a_name() -> None:
    assert set(OPERATIONS) == set(get_args(Op))
