"""The sections of a text with its slots filled: values in sentences, blocks of the register between paragraphs."""

from collections.abc import Callable

from markupsafe import Markup, escape

from site_builder.lookups import Lookup, find
from site_builder.model import Heading, Prose, Section
from site_builder.prose import BLOCK_ALONE, SLOT_CLOSE, SLOT_OPEN, fill
from site_builder.records import record
from site_builder.words import Words


@record
class FilledHeading:
    id: str
    title: Markup
    level: int


@record
class FilledSection:
    """A section as a page shows it, in HTML."""

    heading: FilledHeading
    body: Markup
    subheadings: tuple[FilledHeading, ...]


def fill_sections(prose: Prose, names: Lookup, words: Words, block: Callable[[str], str]) -> tuple[FilledSection, ...]:
    """The sections of a text; `block` gives the HTML of a block of the register by its name."""

    def value(path: str) -> str:
        lookup = find(names, path)
        # Unknown names are problems, found when the text was parsed.
        return str(escape(words.value(lookup))) if lookup else ""

    def heading(source: Heading) -> FilledHeading:
        title = fill(source.title, lambda slot: value(source.lookups[slot]))
        return FilledHeading(source.id, Markup(title), source.level)  # noqa: S704 - our own Markdown's HTML

    def body(section: Section) -> Markup:
        def block_or_value(slot: int) -> str:
            path = section.lookups[slot]
            return block(path) if path in section.blocks else value(path)

        html = BLOCK_ALONE.sub(lambda match: f"{SLOT_OPEN}{match[1]}{SLOT_CLOSE}", section.body)
        return Markup(fill(html, block_or_value))  # noqa: S704 - as above

    return tuple(
        FilledSection(heading(section.heading), body(section), tuple(heading(sub) for sub in section.subheadings))
        for section in prose.sections
    )
