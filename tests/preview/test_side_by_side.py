"""Sections beside each other."""

from markupsafe import Markup

from site_builder.preview.side_by_side import side_by_side
from site_builder.sections import FilledHeading, FilledSection


def section(identifier: str, title: str, body: str) -> FilledSection:
    heading = FilledHeading(identifier, Markup.escape(title), 2)
    return FilledSection(heading, Markup(body), ())  # noqa: S704 - the test's own


def test_a_section_stands_beside_the_same_section() -> None:
    rows = side_by_side(
        {
            "nl": [section("a", "Eén", "<p>x"), section("b", "Twee", '<h3 id="c">y</h3>')],
            "en": [section("a", "One", "<p>x"), section("b", "Two", '<h3 class="z" id="c">y</h3> <p> id="c"')],
        }
    )
    assert [(row.id, [(column.locale, column.title) for column in row.columns]) for row in rows] == [
        ("a", [("nl", "Eén"), ("en", "One")]),
        ("b", [("nl", "Twee"), ("en", "Two")]),
    ]
    assert [column.body for column in rows[1].columns] == ['<h3 id="c">y</h3>', '<h3 class="z">y</h3> <p> id="c"']
