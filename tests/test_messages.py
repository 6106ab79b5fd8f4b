"""What a problem says, in both languages."""

import re
from datetime import date
from functools import cache

import pytest

from site_builder.catalogs import Catalog, read_catalogs
from site_builder.checks.rules import RULES
from site_builder.messages import KINDS, MESSAGES, explain, message, message_template, report_line
from site_builder.problem import Location, Problem, Severity, sort_problems
from site_builder.read import read_shipped
from tests.support import BASE

PLACE = Location("content/site.yaml", 3)


@cache
def shipped(locale: str) -> Catalog:
    files, _ = read_shipped(BASE, "locales")
    return read_catalogs(files, [locale])[0][locale]


def arguments_of(code: str) -> dict[str, object]:
    """A value for everything that the message of a code speaks of."""
    arguments: dict[str, object] = {name: name for name in re.findall(r"%\((\w+)\)s", message_template(code))}
    return arguments | {"expected": "text", "found": "list", "value": ""} if code == "wrong_type" else arguments


def codes_of_rules() -> list[str]:
    """The code of every message of every rule."""
    return [
        f"{rule.id}:{variant}" if variant else rule.id
        for rule in RULES.values()
        for variant in ([""] if isinstance(rule.messages, str) else rule.messages)
    ]


@pytest.mark.parametrize("locale", ["nl", "en"])
@pytest.mark.parametrize("code", [*MESSAGES, *codes_of_rules()])
def test_every_message_can_be_filled_in(code: str, locale: str) -> None:
    words = message(Problem(PLACE, code, arguments_of(code)), shipped(locale))
    assert "%(" not in words
    assert not words.endswith(" "), words


@pytest.mark.parametrize("locale", ["nl", "en"])
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_explained(rule: str, locale: str) -> None:
    words = shipped(locale)
    told = explain(RULES[rule], words)
    assert told.startswith(rule)
    texts = [RULES[rule].requirement, RULES[rule].source, *([RULES[rule].example] if RULES[rule].example else [])]
    assert all(text in words.messages for text in texts)
    assert words.gettext(RULES[rule].requirement) in told


@pytest.mark.parametrize(
    "msgid", [*MESSAGES.values(), *KINDS.values(), *(message_template(code) for code in codes_of_rules())]
)
def test_every_message_is_there_in_dutch(msgid: str) -> None:
    assert msgid in shipped("nl").messages


def test_a_line_begins_with_the_place() -> None:
    problem = Problem(PLACE, "missing_key", {"key": "title"})
    assert report_line(problem, Catalog()).startswith("content/site.yaml:3: ")
    assert report_line(Problem(Location("content"), "missing_file"), Catalog()) == "content: This file is missing."


def test_what_is_no_error_says_so() -> None:
    problem = Problem(
        PLACE, "to_confirm", {"fact": "rights", "question": {"nl": "Klopt het?", "en": "Right?"}}, Severity.ADVICE
    )
    assert report_line(problem, Catalog()).startswith("content/site.yaml:3: advice: ")
    assert report_line(problem, Catalog()).endswith(" Right?")
    assert report_line(problem, shipped("nl")).endswith(" Klopt het?")


def test_a_suggestion_is_a_question_of_its_own() -> None:
    arguments = {"found": "titel", "suggestion": "title"}
    assert message(Problem(PLACE, "unknown_key", arguments), Catalog()).endswith(" Did you mean “title”?")
    without = message(Problem(PLACE, "unknown_key", arguments | {"suggestion": ""}), Catalog())
    assert "Did you mean" not in without


def test_a_suggestion_that_the_message_already_makes_is_not_repeated() -> None:
    arguments = {"title": "Your rights", "suggestion": "your-rights"}
    words = message(Problem(PLACE, "heading_without_id", arguments), Catalog())
    assert "{#your-rights}" in words
    assert "Did you mean" not in words


def test_quotes_are_advised_where_they_make_text() -> None:
    number = {"key": "street", "expected": "text", "found": "number", "value": "1"}
    assert "quotes" in message(Problem(PLACE, "wrong_type", number), Catalog())
    assert "quotes" not in message(Problem(PLACE, "wrong_type", number | {"value": ""}), Catalog())
    assert "quotes" not in message(Problem(PLACE, "wrong_type", number | {"expected": "date"}), Catalog())


def test_dates_and_lists_are_written_out() -> None:
    late = {"announced": date(2026, 1, 2), "effective": date(2026, 1, 1)}
    words = message(Problem(PLACE, "announced_too_late", late), Catalog())
    assert "2026-01-02" in words
    assert "2026-01-01" in words
    words = message(Problem(PLACE, "unknown_choice", {"key": "k", "found": "f", "allowed": ["a", "b"]}), Catalog())
    assert "a, b" in words


def test_problems_are_sorted_by_place_and_each_is_told_once() -> None:
    first = Problem(Location("a", 2), "missing_file")
    second = Problem(Location("a", 10), "missing_file")
    advice = Problem(Location("a", 10), "empty_file", {}, Severity.ADVICE)
    last = Problem(Location("b"), "missing_file")
    assert sort_problems([last, advice, second, first, second]) == (first, second, advice, last)
