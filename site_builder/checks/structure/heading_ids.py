"""No two headings of a text have the same id."""

from collections.abc import Iterator

from site_builder.model import Site
from site_builder.problem import Problem


def heading_ids_are_unique(site: Site) -> Iterator[Problem]:
    for version in site.versions:
        for prose in version.prose.values():
            first: dict[str, int] = {}
            for section in prose.sections:
                for heading in (section.heading, *section.subheadings):
                    if heading.id and heading.id in first:
                        arguments = {"found": heading.id, "first": first[heading.id]}
                        yield Problem(heading.origin.at(), "duplicate_heading_id", arguments)
                    first.setdefault(heading.id, heading.origin.line)
