"""Every locale has the same headings, with the same ids, in the same order (WP260 rev.01, par. 13)."""

import re
from collections.abc import Iterator

from site_builder.model import Heading, Prose, Site
from site_builder.problem import Problem


def locales_have_the_same_sections(site: Site) -> Iterator[Problem]:
    for version in site.versions:
        first = version.prose.get(version.locale_for(site.publication.default_locale))
        if first:
            for prose in version.prose.values():
                if prose is not first:
                    yield from _differences(first, prose)


def _differences(first: Prose, other: Prose) -> Iterator[Problem]:
    ours, theirs = _headings(first), _headings(other)
    if _identified(first) and _identified(other):
        yield from _missing(ours, theirs, other)
        yield from _missing(theirs, ours, first)
    shared = [heading_id for heading_id in ours if heading_id in theirs]
    for expected, found in zip(shared, (heading_id for heading_id in theirs if heading_id in ours), strict=True):
        if expected != found:
            arguments = {"found": found, "expected": expected, "locale": first.locale}
            yield Problem(theirs[found].origin.at(), "section_order", arguments)
            return
        if ours[expected].level != theirs[found].level and 1 not in (ours[expected].level, theirs[found].level):
            arguments = {"found": found, "locale": first.locale}
            yield Problem(theirs[found].origin.at(), "section_level", arguments)


def _identified(prose: Prose) -> bool:
    """Whether every heading has an id of its own; what lacks one cannot be compared, and has been reported."""
    ids = [heading.id for section in prose.sections for heading in (section.heading, *section.subheadings)]
    return all(re.fullmatch("[a-z][a-z0-9-]*", identifier) for identifier in ids) and len(ids) == len(set(ids))


def _headings(prose: Prose) -> dict[str, Heading]:
    return {
        heading.id: heading
        for section in prose.sections
        for heading in (section.heading, *section.subheadings)
        if heading.id
    }


def _missing(present: dict[str, Heading], absent: dict[str, Heading], where: Prose) -> Iterator[Problem]:
    """Reported where the section stands, naming the file in which it is missing."""
    for heading_id, heading in present.items():
        if heading_id not in absent:
            arguments = {"found": heading_id, "file": where.path, "locale": where.locale}
            yield Problem(heading.origin.at(), "section_in_one_locale", arguments)
