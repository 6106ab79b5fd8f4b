"""A link within the text leads to a heading of the same text."""

from collections.abc import Iterator

from site_builder.model import Site
from site_builder.problem import Location, Problem
from site_builder.suggest import suggest


def anchors_exist(site: Site) -> Iterator[Problem]:
    for version in site.versions:
        for prose in version.prose.values():
            known = {heading.id for section in prose.sections for heading in (section.heading, *section.subheadings)}
            for section in prose.sections:
                for link, line in section.links:
                    if link.removeprefix("#") not in known:
                        near = suggest(link.removeprefix("#"), known)
                        arguments = {"found": link, "suggestion": near and f"#{near}"}
                        yield Problem(Location(prose.path, line), "unknown_anchor", arguments)
