"""A version in several languages, section beside section."""

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from site_builder.records import record
from site_builder.sections import FilledSection

_ID = re.compile(r'(<[a-z][a-z0-9]*\b[^<>]*?) id="[^"]*"')


@record
class Column:
    locale: str
    title: Markup
    body: Markup


@record
class Row:
    """A section by its id, in each language."""

    id: str
    columns: tuple[Column, ...]


def side_by_side(texts: Mapping[str, Sequence[FilledSection]]) -> tuple[Row, ...]:
    """The sections of texts that have the same ids, in the order of the first, as the checks see to."""
    sections = {locale: {section.heading.id: section for section in text} for locale, text in texts.items()}
    first = next(iter(sections))
    return tuple(
        Row(
            identifier,
            tuple(_column(locale, known[identifier], locale == first) for locale, known in sections.items()),
        )
        for identifier in sections[first]
    )


def _column(locale: str, section: FilledSection, first: bool) -> Column:
    """An id may stand on a page once, so only the first column keeps those in its text."""
    body = section.body if first else Markup(_ID.sub(r"\1", str(section.body)))  # noqa: S704 - what was safe stays so
    return Column(locale, section.heading.title, body)
