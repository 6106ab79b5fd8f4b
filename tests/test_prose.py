"""Look-ups in prose become slots; nothing in a text is executed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.lookups import Lookup
from site_builder.problem import Location
from site_builder.prose import SLOT_CLOSE, SLOT_OPEN, SlottedText, fill, slot_lookups

NAMES = Lookup(
    members={
        "controller": Lookup(members={"name": Lookup("Bakkerij Zon"), "telephone": Lookup()}),
        "children": Lookup(members={"age": Lookup()}),
        "rights": Lookup(block=True, members={"contact": Lookup("hello@bakery.example")}),
        "transfers": Lookup(),
    }
)


def slotted(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with `[0]` for the first slot and so on, and the look-ups."""
    found, problems = slot_lookups(text, NAMES, Location("nl.md", 1))
    assert problems == ()
    return fill(found.text, lambda slot: f"[{slot}]"), found.lookups


def told(text: str, line: int = 1) -> list[tuple[int, str, object]]:
    found, problems = slot_lookups(text, NAMES, Location("nl.md", line))
    assert not problems or found == SlottedText("", ())
    return [(each.location.line, each.code, each.arguments.get("found")) for each in problems]


def test_text_without_look_ups_stays_as_it_is() -> None:
    text = "Price: {5} # {% not quite }, {#id}, 100 %.\n\n  <b>\n"
    assert slotted(text.replace("{%", "{ %")) == (text.replace("{%", "{ %"), ())


def test_look_ups_are_numbered_in_order() -> None:
    text = "We are {{ controller.name }}.\n\n{{rights}}\n\nMail {{ rights.contact }}, {{ controller.name }}.\n"
    expected = "We are [0].\n\n[1]\n\nMail [2], [3].\n"
    assert slotted(text) == (expected, ("controller.name", "rights", "rights.contact", "controller.name"))


def test_the_id_of_a_heading_is_no_comment() -> None:
    assert slotted("### Who {{ controller.name }} is {#who}\n")[0] == "### Who [0] is {#who}\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{% if controller.name %}yes{% endif %}", "yes"),
        ("{% if children.age %}yes{% endif %}", ""),
        ("{% if children.age %}yes{% else %}no{% endif %}", "no"),
        ("{% if not children.age %}yes{% endif %}", "yes"),
        ("{% if children.age or rights %}yes{% endif %}", "yes"),
        ("{% if children.age and rights %}yes{% endif %}", ""),
        ("{% if transfers %}a{% elif rights %}b{% else %}c{% endif %}", "b"),
        ("{% if rights %}{% if children.age %}x{% endif %}y{% endif %}", "y"),
    ],
)
def test_conditions_ask_whether_there_is_a_fact(text: str, shown: str) -> None:
    assert slotted(text) == (shown, ())


def test_only_the_branch_that_holds_is_looked_up() -> None:
    text = "{% if rights %}{{ rights.contact }}{% else %}{{ controller.name }}{% endif %}"
    assert slotted(text) == ("[0]", ("rights.contact",))


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ 1 + 1 }}",
        "{{ 'text' }}",
        "{{ [1, 2] }}",
        "{{ {'a': 1} }}",
        "{{ controller.name() }}",
        "{{ controller.name.upper() }}",
        "{{ controller['name'] }}",
        "{{ controller.name[0] }}",
        "{{ controller.name|upper }}",
        "{{ controller.name ~ controller.name }}",
        "{{ controller.name if rights else '' }}",
        "{{ controller.name is defined }}",
        "{{ not rights }}",
        "{% if controller.name == 'x' %}{% endif %}",
        "{% if rights() %}{% endif %}",
        "{% for x in rights %}x{% endfor %}",
        "{% set x = 1 %}",
        "{% include 'base.html' %}",
        "{% import 'base.html' as base %}",
        "{% extends 'base.html' %}",
        "{% macro m() %}{% endmacro %}",
        "{% block b %}{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{% with x = 1 %}{% endwith %}",
    ],
)
def test_nothing_can_be_executed(text: str) -> None:
    assert "lookup_not_allowed" in [code for _, code, _ in told(text)]


@pytest.mark.parametrize("name", ["cycler", "lipsum", "range", "namespace", "self", "loop", "config", "request"])
def test_the_names_that_jinja_knows_are_unknown(name: str) -> None:
    assert told(f"{{{{ {name} }}}}") == [(1, "unknown_lookup", name)]
    assert told(f"{{{{ {name}.__init__ }}}}") == [(1, "unknown_lookup", f"{name}.__init__")]


def test_attributes_of_values_cannot_be_reached() -> None:
    assert told("{{ controller.name.upper }}") == [(1, "unknown_lookup", "controller.name.upper")]
    assert told("{{ controller.__class__ }}") == [(1, "unknown_lookup", "controller.__class__")]
    assert told("{{ controller.members }}") == [(1, "unknown_lookup", "controller.members")]


def test_all_mistakes_are_told_with_their_lines() -> None:
    text = "a {{ controler.name }}\n\nb {{ rights }}\nc {{ shop }} {{ children.age }}\n{{ controller }}"
    assert told(text, 7) == [
        (7, "unknown_lookup", "controler.name"),
        (10, "unknown_lookup", "shop"),
        (10, "lookup_without_fact", "children.age"),
        (11, "lookup_incomplete", "controller"),
    ]


def test_a_name_in_a_condition_must_exist_but_needs_no_fact() -> None:
    assert told("{% if children.age %}x{% endif %}") == []
    assert told("\n{% if children.agee %}x{% endif %}") == [(2, "unknown_lookup", "children.agee")]


def test_a_fact_that_is_asked_for_and_not_there_may_stand_in_the_branch_that_is_left_out() -> None:
    assert told("{% if children.age %}{{ children.age }}{% endif %}") == []


@pytest.mark.parametrize(
    "text", ["{{ controller.name }", "{{ }}", "{{ a b }}", "{% if %}x{% endif %}", "{% nonsense %}"]
)
def test_braces_that_cannot_be_read(text: str) -> None:
    assert told(f"\n\n{text}", 5) == [(7, "lookup_syntax", None)]


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("Wij zijn {}.", "Zon B.V.", "Wij zijn Zon B.V."),
        ("Wij zijn {}.", "Zon", "Wij zijn Zon."),
        ("{}. Meer", "Zon B.V.", "Zon B.V. Meer"),
        ("{}, en meer", "Zon B.V.", "Zon B.V., en meer"),
        ("{}...", "Zon B.V.", "Zon B.V...."),
        ("{}", "Zon B.V.", "Zon B.V."),
    ],
)
def test_a_sentence_has_one_full_stop(text: str, value: str, shown: str) -> None:
    assert fill(text.format(f"{SLOT_OPEN}0{SLOT_CLOSE}"), [value].__getitem__) == shown


def test_slots_that_somebody_writes_are_taken_out() -> None:
    assert slotted(f"a{SLOT_OPEN}0{SLOT_CLOSE}b") == ("a0b", ())
    assert slotted(f"{{{{ controller.name }}}}{SLOT_OPEN}0{SLOT_CLOSE}") == ("[0]0", ("controller.name",))


PIECES: tuple[str, ...] = (
    "{{",
    "}}",
    "{%",
    "%}",
    "{##",
    "##}",
    " if ",
    " not ",
    "endif",
    "else",
    "for x in ",
    "controller.name",
    "rights",
    "x",
)
PIECES += ("==", " is ", " in ", "'", "(", ")", "[", "]", "{", "}", "|", ".", ",", ":", "~", "-", " ", "\n", "1")


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_whatever_is_written_nothing_breaks(text: str) -> None:
    found, problems = slot_lookups(text, NAMES, Location("nl.md", 1))
    assert found.text.count(SLOT_OPEN) == len(found.lookups)
    for problem in problems:
        assert 1 <= problem.location.line <= text.count("\n") + 1
