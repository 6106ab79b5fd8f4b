"""A version is announced before it takes effect, or on that day (WP260 rev.01, par. 30)."""

from collections.abc import Iterator
from datetime import date

from site_builder.model import Site
from site_builder.problem import Problem


def announced_before_effective(site: Site) -> Iterator[Problem]:
    for version in site.versions:
        announced, effective = version.register.announced_on, version.register.effective_on
        if date.min not in (announced, effective) and announced > effective:
            arguments = {"announced": announced, "effective": effective}
            yield Problem(version.register.origin.at("announced_on"), "announced_too_late", arguments)
