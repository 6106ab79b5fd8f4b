"""The source around a problem."""

from dataclasses import replace

import pytest

from site_builder.preview.excerpt import excerpt
from site_builder.problem import Location
from site_builder.read import Project
from tests.support import DUTCH, project

TEXT = "one\ntwo\n\tthree\nfour\nfive\nsix\n"


def shown(location: Location, sources: Project) -> list[str]:
    return [f"{'>' if line.marked else ' '}{line.number} {line.text}" for line in excerpt(location, sources)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (1, [">1 one", " 2 two", " 3     three"]),
        (4, [" 2 two", " 3     three", ">4 four", " 5 five", " 6 six"]),
        (6, [" 4 four", " 5 five", ">6 six"]),
        (9, []),
        (0, []),
    ],
)
def test_two_lines_stand_around_the_line_of_a_problem(line: int, expected: list[str]) -> None:
    assert shown(Location(DUTCH, line), project({DUTCH: TEXT})) == expected


def test_what_is_not_utf8_is_shown_all_the_same() -> None:
    sources = replace(project({}), content={DUTCH: b"\xef\xbb\xbfCaf\xe9\n"})
    assert shown(Location(DUTCH, 1), sources) == [">1 Caf\ufffd"]


def test_templates_and_catalogs_are_sources_too() -> None:
    sources = project({})
    assert shown(Location("templates/404.html", 1), sources)[0] == '>1 {% extends "base.html" %}'
    assert shown(Location("locales/nl/LC_MESSAGES/messages.po", 1), sources)


def test_a_file_that_no_source_is_has_no_lines() -> None:
    assert shown(Location("nl/index.html", 3), project({})) == []
    assert shown(Location("../secret", 1), project({})) == []
