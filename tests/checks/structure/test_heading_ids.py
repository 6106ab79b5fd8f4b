"""No two headings of a text have the same id."""

from site_builder.checks.structure.heading_ids import heading_ids_are_unique
from tests.support import DUTCH, ENGLISH, changed, site, told


def test_the_locales_share_their_ids() -> None:
    assert told(heading_ids_are_unique(site({}))) == []


def test_the_second_of_two_is_told_with_the_line_of_the_first() -> None:
    [problem] = heading_ids_are_unique(site(changed(ENGLISH, ("{#rights}", "{#who}"))))
    assert told([problem]) == ["en.md:27 duplicate_heading_id"]
    assert problem.arguments == {"found": "who", "first": 5}


def test_the_third_is_told_too_and_headings_below_a_section_count() -> None:
    changes = changed(DUTCH, ("{#recipients}", "{#data}"), ("{#rights}", "{#data}"))
    found = told(heading_ids_are_unique(site(changes)))
    assert found == ["nl.md:17 duplicate_heading_id", "nl.md:27 duplicate_heading_id"]


def test_headings_without_an_id_are_not_the_same() -> None:
    changes = changed(ENGLISH, (" {#rights}", ""), (" {#who}", ""))
    assert told(heading_ids_are_unique(site(changes))) == []
