"""Markdown in, HTML out: what is a heading, what is code, what becomes of HTML."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.converter import converter
from site_builder.markdown import convert, raw_html, split_sections


def html(text: str) -> str:
    return convert(text).html


def titles(text: str) -> list[str]:
    return [section.heading.title for section in split_sections(text)[1]]


def test_a_text_is_cut_at_its_sections() -> None:
    text = "Before.\n\n## One {#one}\n\nText.\n\n### Below {#below}\n\nMore.\n\n## Two {#two .wide}\nLast."
    before, [one, two] = split_sections(text)
    assert before == "Before.\n\n"[:-1] or before == "Before.\n"
    assert (one.heading.line, one.heading.level, one.heading.title, one.heading.id) == (2, 2, "One", "one")
    assert one.first_line == 3
    assert one.text == "\nText.\n\n### Below {#below}\n\nMore.\n"
    assert [(below.line, below.level, below.id) for below in one.subheadings] == [(6, 3, "below")]
    assert (two.heading.title, two.heading.id, two.text) == ("Two", "two", "Last.")


def test_a_text_without_headings() -> None:
    assert split_sections("Only text.") == ("Only text.", ())
    assert split_sections("") == ("", ())


@pytest.mark.parametrize(
    ("line", "title", "heading_id"),
    [
        ("## Title {#id}", "Title", "id"),
        ("## Title {: #id }", "Title", "id"),
        ("## Title {#id} ##", "Title", "id"),
        ("## Title", "Title", ""),
        ("## {#id}", "", "id"),
        ("##", "", ""),
        ("## C# and {{ controller.name }} {#id}", "C# and {{ controller.name }}", "id"),
        ("# Title {#id}", "Title", "id"),
    ],
)
def test_headings(line: str, title: str, heading_id: str) -> None:
    [section] = split_sections(line)[1]
    assert (section.heading.title, section.heading.id) == (title, heading_id)


@pytest.mark.parametrize("line", ["##Title", " ## Title", "#hash", "Text ## Title"])
def test_lines_that_are_no_headings(line: str) -> None:
    assert titles(line) == []


@pytest.mark.parametrize(
    "code",
    [
        "```\n## No\n```",
        "~~~\n## No\n~~~",
        "````\n```\n## No\n````",
        "```\n## No\n~~~\n## No\n```",
        "```yaml\n## No\n```",
        "    ## No",
        "\t## No",
    ],
)
def test_a_hash_in_code_is_no_heading(code: str) -> None:
    assert titles(f"## One\n\n{code}\n\n## Two") == ["One", "Two"]


def test_raw_html_is_found_with_its_line() -> None:
    text = "Fine.\n\nA <b>bold</b> word.\n\n<script>\nalert(1)\n</script> <!-- x -->\n<?php ?>"
    assert list(raw_html(text)) == [
        (2, "<b>"),
        (2, "</b>"),
        (4, "<script>"),
        (6, "</script>"),
        (6, "<!-- x -->"),
        (7, "<?php ?>"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1 < 2 and 3 > 2",
        "a <3 b",
        "<https://example.org/>",
        "<hello@example.org>",
        "<mailto:hello@example.org>",
        "`<b>` is a tag",
        "``<b> ` <i>`` too",
        "```\n<b>\n```",
        "Text:\n\n    <b>\n",
    ],
)
def test_what_is_no_raw_html(text: str) -> None:
    assert list(raw_html(text)) == []


@pytest.mark.parametrize("text", ["Text\n    <b>", "- item\n\n    <b>", "`<b>\n`", "<b", "    text\n<i>"])
def test_html_beside_code_is_still_found(text: str) -> None:
    assert len(list(raw_html(text))) == 1


def test_a_tag_becomes_the_text_that_it_is() -> None:
    assert html("A <b>bold</b> word.") == "<p>A &lt;b&gt;bold&lt;/b&gt; word.</p>"
    assert html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert html("<div>\n\n*x*\n\n</div>") == "<p>&lt;div&gt;</p>\n<p><em>x</em></p>\n<p>&lt;/div&gt;</p>"


@pytest.mark.parametrize(
    ("divider", "classes"),
    [
        ("---|---", ["", ""]),
        (":--|--:", ["align-left", "align-right"]),
        (":-:|---", ["align-center", ""]),
    ],
)
def test_the_alignment_of_a_table_is_a_class(divider: str, classes: list[str]) -> None:
    made = html(f"a|b\n{divider}\nc|d")
    for cell, name in zip("ab", classes, strict=True):
        assert (f'<th class="{name}">{cell}</th>' if name else f"<th>{cell}</th>") in made
    for cell, name in zip("cd", classes, strict=True):
        assert (f'<td class="{name}">{cell}</td>' if name else f"<td>{cell}</td>") in made
    assert "align=" not in made
    assert "style=" not in made


def test_definitions() -> None:
    assert html("EEA\n: The countries of the EU and more.") == (
        "<dl>\n<dt>EEA</dt>\n<dd>The countries of the EU and more.</dd>\n</dl>"
    )


def test_attributes_of_a_heading() -> None:
    assert html("### Who {#who .wide}") == '<h3 class="wide" id="who">Who</h3>'


def test_what_a_rule_may_want_to_know() -> None:
    found = convert('[a](#data) ![b](c.png)\n\n### D {#d}\n\nText.\n{: style="color:red" #e }')
    assert (found.links, found.images, found.attributes) == (["#data"], ["c.png"], ["style"])
    assert found.headings == [(3, "d")]


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    convert("[a][1]\n\n[1]: https://example.org/")
    assert convert("[a][1] once").links == []


PIECES = st.sampled_from(
    (
        "<script>",
        "</script>",
        "<b ",
        "<b>",
        "<",
        ">",
        "`",
        "```",
        "~~~",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "- ",
        "> ",
        "|",
        "---",
        "# ",
        "## ",
        "{#id}",
        "{: onclick=x }",
        "[a](",
        ")",
        "![",
        "]",
        "*",
        "_",
        "\\",
        "&",
        ":",
        "x",
        "1. ",
        '"',
    )
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=24).map("".join))
def test_no_tag_of_a_text_survives(text: str) -> None:
    made = html(text)
    assert not re.search(r"<script|<b[ >]|</script", made), made


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=24).map("".join)))
def test_whatever_is_written_nothing_breaks(text: str) -> None:
    before, sections = split_sections(text)
    lines = text.split("\n")
    assert sum(section.text.count("\n") + 1 for section in sections if section.first_line < len(lines)) <= len(lines)
    assert before in text
    for number, tag in raw_html(text):
        assert tag.split("\n")[0][:1] == "<"
        assert 0 <= number < len(lines)
    convert(text)


@given(st.text(st.sampled_from("ab #.:=|-*_`[]()<>&;!\\\n\t\"'123lbrace}")))
@settings(deadline=None)
def test_a_text_without_a_brace_has_no_attributes(text: str) -> None:
    plain, with_attributes = (converter(attributes).reset().convert(text) for attributes in (False, True))
    assert plain == with_attributes
