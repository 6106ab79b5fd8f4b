"""The locale that prevails is one that is published."""

from collections.abc import Iterator

from site_builder.model import Site
from site_builder.problem import Problem


def authoritative_locale_is_published(site: Site) -> Iterator[Problem]:
    locales = site.publication.locales
    for version in site.versions:
        found = version.register.authoritative_locale
        if found and found not in locales:
            place = version.register.origin.at("authoritative_locale")
            yield Problem(place, "authoritative_locale_unknown", {"found": found, "locales": list(locales)})
