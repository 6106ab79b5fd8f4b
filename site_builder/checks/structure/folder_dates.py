"""A version's folder is named by the date it takes effect."""

from collections.abc import Iterator
from datetime import date

from site_builder.model import Site, is_date
from site_builder.problem import Problem


def folder_is_named_by_its_date(site: Site) -> Iterator[Problem]:
    for version in site.versions:
        effective = version.register.effective_on
        # A folder whose name is no date at all has been reported.
        if date.min != effective and is_date(version.id) and effective.isoformat() != version.id:
            place = version.register.origin.at("effective_on")
            yield Problem(place, "folder_unlike_date", {"folder": version.id, "found": effective.isoformat()})
