"""YAML in; a record, its lines and every problem out."""

from datetime import date
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder import model
from site_builder.decode import decode
from site_builder.decoder import PATTERNS
from site_builder.model import NoneDeclared, Record
from site_builder.records import record


@record(kw_only=True)
class Flour(Record):
    id: model.Identifier
    grams: int = 500


@record(kw_only=True)
class Loaf(Record):
    name: str
    baked_on: date
    sold: bool = False
    kind: Literal["white", "brown"] = "white"
    shape: Literal["round", "square"] | None = None
    label: model.LocalizedText | None = None
    flours: tuple[Flour, ...] = ()
    topping: Flour | NoneDeclared | None = None
    keeps: model.Duration | Literal["forever"] | None = None
    country: model.Country | None = None


GOOD = "name: Miche\nbaked_on: 2027-01-01\n"


def read(text: str, **options: Any) -> tuple[Loaf | None, list[str]]:
    """The record and, for each problem, its line, its code and what it is about."""
    loaf, problems = decode(Loaf, text, "loaf.yaml", locales=("nl", "en"), **options)
    return loaf, [
        f"{each.location.line} {each.code} {each.arguments.get('key') or each.arguments.get('found', '')}".strip()
        for each in problems
    ]


def test_a_record() -> None:
    text = GOOD + (
        "sold: yes\nkind: brown\nlabel: {nl: brood, en: bread}\nflours:\n  - id: rye\n  - {id: wheat, grams: 250}\n"
        "topping: none\nkeeps: P4D\ncountry: NO\nshape: round\n"
    )
    assert read(text) == (
        Loaf(
            name="Miche",
            baked_on=date(2027, 1, 1),
            sold=True,
            kind="brown",
            shape="round",
            label={"nl": "brood", "en": "bread"},
            flours=(Flour(id=model.Identifier("rye")), Flour(id=model.Identifier("wheat"), grams=250)),
            topping="none",
            keeps=model.Duration("P4D"),
            country=model.Country("NO"),
        ),
        [],
    )


def test_what_may_be_left_out_has_its_default() -> None:
    assert read(GOOD) == (Loaf(name="Miche", baked_on=date(2027, 1, 1)), [])


def test_a_word_or_a_record() -> None:
    loaf, problems = read(GOOD + "topping: {id: seeds}\nkeeps: forever\n")
    assert problems == []
    assert loaf is not None
    assert (loaf.topping, loaf.keeps) == (Flour(id=model.Identifier("seeds")), "forever")


def test_the_lines_of_fields_and_of_items() -> None:
    loaf, _ = read(GOOD + "flours:\n  - id: rye\n  - id: wheat\n    grams: 250\n", first_line=10)
    assert loaf is not None
    assert (loaf.origin.at().line, loaf.origin.at("baked_on").line, loaf.origin.at("flours", 1).line) == (10, 11, 14)
    assert (loaf.flours[1].origin.at().line, loaf.flours[1].origin.at("grams").line) == (14, 15)
    assert str(loaf.flours[0].origin.at()) == "loaf.yaml:13"


def test_text_in_several_lines_is_one() -> None:
    loaf, problems = read("name: >-\n  A loaf\n  of bread\nbaked_on: 2027-01-01\n")
    assert problems == []
    assert loaf is not None
    assert loaf.name == "A loaf of bread"


def test_all_problems_at_once_and_the_rest_is_read() -> None:
    text = (
        "nam: Miche\nbaked_on: 2027-02-30\nsold: perhaps\nkind: blue\nshape: oval\nlabel: {nl: brood}\n"
        "flours:\n  - id: Rye Flour\n  - grams: many\n  - wheat\n"
        "topping: seeds\nkeeps: long\ncountry: XX\nkind: brown\n"
    )
    loaf, problems = read(text)
    assert problems == [
        "14 duplicate_key kind",
        "1 unknown_key nam",
        "2 impossible_date baked_on",
        "3 wrong_type sold",
        "4 unknown_choice kind",
        "5 unknown_choice shape",
        "6 missing_translation label",
        "8 not_identifier id",
        "9 wrong_type grams",
        "9 missing_key_in id",
        "10 wrong_type flours",
        "11 expected_record_or_word topping",
        "12 not_duration keeps",
        "13 not_country country",
        "1 missing_key name",
    ]
    assert loaf == Loaf(
        name="",
        baked_on=date.min,
        label={"nl": "brood"},
        flours=(Flour(id=model.Identifier("")), Flour(id=model.Identifier(""))),
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("name: 12", "wrong_type name"),
        ("name: 2027-01-01", "wrong_type name"),
        ("name: [a]", "wrong_type name"),
        ("name:", "empty_value name"),
        ("name: ''", "empty_value name"),
        ("baked_on:", "empty_value baked_on"),
        ("baked_on: [2027-01-01]", "wrong_type baked_on"),
        ("baked_on: 1-1-2027", "not_date baked_on"),
        ("baked_on: 2027-1-1", "not_date baked_on"),
        ("baked_on: 2027-13-01", "impossible_date baked_on"),
        ("sold:", "empty_value sold"),
        ("kind:", "empty_value kind"),
        ("kind: [white]", "wrong_type kind"),
        ("shape:", "empty_value shape"),
        ("label: brood", "expected_localized label"),
        ("label: {nl: brood, en: bread, fr: pain}", "unknown_locale label"),
        ("label: {nl: brood, en: }", "empty_value label.en"),
        ("label: {nl: brood, en: 1}", "wrong_type label.en"),
        ("flours: rye", "wrong_type flours"),
        ("flours:", "empty_value flours"),
        ("topping: [a]", "wrong_type topping"),
        ("keeps: {a: b}", "wrong_type keeps"),
        ("country: no", "not_country country"),
    ],
)
def test_one_wrong_value(line: str, problem: str) -> None:
    others = "".join(f"{good}\n" for good in GOOD.splitlines() if good.split(":")[0] != line.split(":")[0])
    assert read(others + line)[1] == [f"{others.count(chr(10)) + 1} {problem}"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "0 empty_file"),
        ("# nothing\n", "0 empty_file"),
        ("- name: a\n", "1 wrong_type"),
        ("name: a\n\tsold: yes\n", "2 yaml_tab"),
        ("name: @a\n", "1 yaml_tab"),
        ("name: a: b\n", "1 yaml_colon"),
        ('x: 1\nname: "a\nsold: yes\n', "2 yaml_quote"),
        ("name: 'a\n", "1 yaml_quote"),
        ("x: 1\nflours: [a, b\nname: c\n", "2 yaml_bracket"),
        ("label: {nl: a, en: b\nname: c\n", "1 yaml_bracket"),
        ("label:\n  nl: a\n en: b\n", "3 yaml_indentation"),
        ("name: *a\n", "1 yaml_invalid"),
        ("name: a\x07\n", "0 yaml_character"),
    ],
)
def test_what_is_no_yaml(text: str, problem: str) -> None:
    loaf, problems = read(text)
    assert loaf is None
    assert [each.split(" ")[:2] for each in problems] == [problem.split(" ")]


def test_a_near_key_and_a_near_choice_are_suggested() -> None:
    _, problems = decode(Loaf, GOOD + "contry: NL\nkind: brow\nzzz: 1\n", "loaf.yaml")
    assert [problem.arguments["suggestion"] for problem in problems] == ["country", "brown", ""]


def test_a_key_that_stands_twice_keeps_its_first_value() -> None:
    text = GOOD + "name: Other\n"
    loaf, problems = decode(Loaf, text, "loaf.yaml")
    assert loaf is not None
    assert loaf.name == "Miche"
    assert [(problem.location.line, problem.arguments["first"]) for problem in problems] == [(3, 1)]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (model.Identifier, ["a", "ip_address", "a1"], ["", "A", "1a", "_a", "a-b", "a b", "é"]),
        (model.Country, ["NL", "NO", "US"], ["nl", "NLD", "XX1", "N", "Holland"]),
        (
            model.Duration,
            ["P180D", "P2Y", "P1Y6M", "P4W", "PT30M", "P1DT12H", "PT1H30M5S"],
            ["", "P", "PT", "P1DT", "180D", "P1.5Y", "P-1D", "p1d", "P1M1Y", "P1H", "PT1D", "180 days"],
        ),
        (model.EmailAddress, ["a@b.nl", "a.b+c@d.e.org"], ["a", "a@b", "a b@c.nl", "a@b..nl", "<a@b.nl>", "a@b.nl."]),
        (
            model.Url,
            ["https://a.nl/", "http://a.nl/b?c#d"],
            ["a.nl", "ftp://a.nl", "https://", "https://a b", 'https://a"b'],
        ),
        (model.LocaleId, ["nl", "en", "pt-BR", "pt_BR", "fy"], ["NL", "dutch", "n", "xx", "nl-nl", "../nl"]),
        (
            model.TimeZone,
            ["Europe/Amsterdam", "UTC"],
            ["Amsterdam", "Europe/Amstredam", "", "../etc/passwd", "/etc/passwd"],
        ),
    ],
)
def test_forms(kind: object, good: list[str], bad: list[str]) -> None:
    matches = PATTERNS[kind].matches
    assert [text for text in good if not matches(text)] == []
    assert [text for text in bad if matches(text)] == []


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("abc: -[]{}'\"\n\t#&*!|>%@,1"), max_size=50))
def test_whatever_is_written_nothing_breaks(text: str) -> None:
    loaf, problems = decode(Loaf, text, "loaf.yaml")
    assert loaf is not None or problems
    # What is still open at the end is told there: on the line after the last, where no line is closed.
    assert all(0 <= problem.location.line <= text.count("\n") + 2 for problem in problems)
