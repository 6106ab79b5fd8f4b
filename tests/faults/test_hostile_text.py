"""Texts that nobody writes in good faith: a problem with its line, or the right page; never an exception."""

from collections.abc import Mapping

import pytest

from site_builder.catalogs import Catalog
from site_builder.decode import decode
from site_builder.links import check_links
from site_builder.lookups import lookups
from site_builder.markdown import MOST_MARKS, convert, harmful, split_sections
from site_builder.messages import report_line
from site_builder.model import Register
from site_builder.parse import parse_site
from site_builder.problem import Location, Problem
from site_builder.prose import slot_lookups
from tests.support import DUTCH, REGISTER, VERSION, changed, project, site, source, told

LINE = source(DUTCH).count("\n") + 2  # on which what is added begins


def with_text(more: str) -> Mapping[str, str]:
    return {DUTCH: f"{source(DUTCH)}\n{more}\n"}


def problems(changes: Mapping[str, str]) -> list[str]:
    return told(parse_site(project(changes))[1])


def laughs(levels: int, width: int) -> str:
    lines = ["a0: &a0 lol"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, levels + 1)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        (laughs(9, 9), "2 yaml_alias"),
        ("automated_decisions: &a [*a]", "1 yaml_alias"),
        ("x: " + "[" * 2_000 + "]" * 2_000, "1 yaml_too_deep"),
        ("x: " + "[" * 100_000 + "]" * 100_000, "1 yaml_too_deep"),
        ("x: " + "{a: " * 100_000, "1 yaml_too_deep"),
        ("- " * 5_000, "1 yaml_too_deep"),
        ("? " * 5_000, "1 yaml_too_deep"),
        ("\n".join(" " * n + "a:" for n in range(1_000)), "101 yaml_too_deep"),
    ],
    ids=["laughs", "itself", "brackets", "many brackets", "braces", "items", "keys", "indented"],
)
def test_yaml_that_stands_for_more_than_it_says(yaml: str, expected: str) -> None:
    """Aliases of aliases would be 387 million values; brackets alone have brought the C parser down."""
    _, found = decode(Register, yaml, "f")
    assert [f"{problem.location.line} {problem.code}" for problem in found] == [expected]


def test_a_star_and_an_ampersand_in_a_text_are_no_alias() -> None:
    changes = changed(REGISTER, ("name: Bakkerij Zon", "name: Bakkerij & Zoon * de beste"))
    assert problems(changes) == []


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("> " * 1_000 + "diep", 0, "nested_too_deep"),
        (">" * 1_000 + "diep", 0, "nested_too_deep"),
        ("- " * 1_000 + "diep", 0, "nested_too_deep"),
        ("1. " * 1_000 + "diep", 0, "nested_too_deep"),
        ("\n".join("    " * n + "- diep" for n in range(1_000)), 40, "nested_too_deep"),
        ("[" * 20_000, 0, "too_many_marks"),
        ("![" * 20_000, 0, "too_many_marks"),
        ("een\n\n" + "[a](" * 20_000, 2, "too_many_marks"),
        (" a ".join("`" * n for n in range(1, 300)), 0, "too_many_marks"),
        ("a\n: b\n" * 20_000, 0, "too_many_marks"),
        ("[a](#data)\n\n" * 20_000, 2 * (10_000 - source(DUTCH).count("[")), "too_many_marks_in_all"),
    ],
    ids=["quotes", "bare quotes", "items", "numbers", "lists", "brackets", "images", "links", "ticks", "terms", "all"],
)
def test_markdown_that_no_computer_could_convert(text: str, line: int, code: str) -> None:
    assert problems(with_text(text)) == [f"nl.md:{LINE + line} {code}"]


def repr_of_its_beginning(text: str) -> str:
    return repr(text[:12])


@pytest.mark.parametrize(
    "text",
    [
        *("*" * 5_000, "*a " * 5_000, "_a " * 5_000, "**a *b " * 2_000, "&a " * 5_000, "\\" * 5_000, "{: " * 5_000),
        *("    a\n\n" * 20_000, "- a\n\n" + "    a\n\n" * 5_000, "\n" * 100_000, "a" * 100_000, "ja\n" * 50_000),
    ],
    ids=repr_of_its_beginning,
)
def test_much_of_the_same_is_converted(text: str) -> None:
    split_sections(text)
    assert harmful(text) is None
    assert convert(text).html or not text.strip()


def test_a_table_of_ten_thousand_rows() -> None:
    rows = "| een | twee |\n" * 10_000
    section = (
        site(with_text(f"## Tabel {{#tabel}}\n\n| a | b |\n|---|---|\n{rows}")).versions[0].prose["nl"].sections[-1]
    )
    assert section.body.count("<tr>") == 10_001


def test_links_of_a_long_list_of_recipients_are_converted() -> None:
    rows = "- [naam](https://a.example/)\n" * (MOST_MARKS - 1)
    assert harmful(rows) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{" * 20_000, "lookup_too_deep"),
        ("{{ " + "(" * 1_000 + "x" + ")" * 1_000 + " }}", "lookup_too_deep"),
        ("{{ a" + ".a" * 10_000 + " }}", "lookup_too_deep"),
        ("{% if controller %}" * 1_000 + "x" + "{% endif %}" * 1_000, "lookup_too_deep"),
        ("{% if " + "not " * 1_000 + "controller %}x{% endif %}", "lookup_too_deep"),
        ("{{ " + "9" * 5_000 + " }}", "lookup_syntax"),
        ("{{ ().__class__.__mro__ }}", "lookup_not_allowed"),
        ("{{ controller.__class__ }}", "unknown_lookup"),
        ("{% if 9**9**9**9 %}x{% endif %}", "lookup_not_allowed"),
        ("{% for x in range(10**9) %}x{% endfor %}", "lookup_not_allowed"),
        ("{{ 'a' * 10**10 }}", "lookup_not_allowed"),
        ("{% include '/etc/passwd' %}", "lookup_not_allowed"),
    ],
    ids=lambda value: value[:24],
)
def test_a_lookup_names_a_fact_and_nothing_else(text: str, code: str) -> None:
    root = lookups(site({}).versions[0].register)
    _, found = slot_lookups(text, root, Location("f", 1))
    assert code in [problem.code for problem in found]


@pytest.mark.parametrize("digits", [10, 5_000])
def test_a_number_that_no_calendar_has(digits: int) -> None:
    changes = changed(REGISTER, ("retention: P2Y", f"retention: P{'9' * digits}Y"))
    assert [line.split()[1] for line in problems(changes)] == ["not_duration"]


HOSTILE_TEXTS = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&#58;alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](//evil.example/)",
    "![a](https://evil.example/pixel.gif)",
    "<https://ok.example/> <javascript:alert(1)>",
    "*a*{: onclick=alert(1) }",
    "*a*{: style=position:fixed }",
    "[a]: javascript:alert(1)\n\n[b][a]",
)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_an_editor_cannot_put_script_or_another_host_into_a_text(text: str) -> None:
    assert problems(with_text(text)) != []


@pytest.mark.parametrize("end", ["\x1b[2J", "\r", "\n::error::all is well", "\u202e", "\x9b31m"])
def test_what_an_editor_wrote_does_not_act_on_the_terminal(end: str) -> None:
    line = report_line(Problem(Location(f"{VERSION}/a{end}.md"), "unknown_key", {"found": f"a{end}"}), Catalog())
    assert end not in line
    assert line.isprintable()
    assert len(line.splitlines()) == 1


def test_a_message_stays_a_message() -> None:
    line = report_line(Problem(Location("f"), "unknown_key", {"found": "a" * 1_000_000}), Catalog())
    assert len(line) < 1_000


def test_many_anchors_are_looked_up_and_not_searched_for() -> None:
    """Ten thousand headings and as many links to them: searched for, that would be a hundred million comparisons."""
    body = "".join(f'<a href="#a{n}">x</a><h2 id="a{n}">x</h2>' for n in range(10_000))
    assert check_links({"index.html": body.encode()}, "https://a.example/") == ()
