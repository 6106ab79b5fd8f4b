"""A data category is kept for a period or by criteria, not both: a reader could not tell which one holds."""

from collections.abc import Iterator

from site_builder.model import Site
from site_builder.problem import Problem


def retention_is_said_once(site: Site) -> Iterator[Problem]:
    for version in site.versions:
        for category in version.register.data_categories:
            if category.retention and category.retention_criteria:
                place = category.origin.at("retention_criteria")
                yield Problem(place, "retention_twice", {"id": category.id, "label": category.label})
