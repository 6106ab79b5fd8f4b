"""A version's folder is named by the date it takes effect."""

from collections.abc import Iterator
from datetime import date

from site_builder.model import Site
from site_builder.problem import Problem


def folder_is_named_by_its_date(site: Site) -> Iterator[Problem]:
    for version in site.versions:
        effective = version.register.effective_on
        if effective != date.min and effective.isoformat() != version.id:
            place = version.register.origin.at("effective_on")
            yield Problem(place, "folder_unlike_date", {"folder": version.id, "found": effective.isoformat()})
