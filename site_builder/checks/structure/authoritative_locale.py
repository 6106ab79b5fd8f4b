"""The locale that prevails is one that the version is published in."""

from collections.abc import Iterator

from site_builder.model import Site
from site_builder.problem import Problem


def authoritative_locale_is_published(site: Site) -> Iterator[Problem]:
    for version in site.versions:
        found = version.register.authoritative_locale
        if found and found not in version.locales:
            place = version.register.origin.at("authoritative_locale")
            yield Problem(place, "authoritative_locale_unknown", {"found": found, "locales": list(version.locales)})
