"""Only a version that is announced can be withdrawn, and only before it takes effect."""

from collections.abc import Iterator
from datetime import date

from site_builder.model import Site
from site_builder.problem import Problem
from site_builder.suggest import suggest


def withdrawals_come_in_time(site: Site) -> Iterator[Problem]:
    versions = {version.id: version for version in site.versions}
    for withdrawal in site.publication.withdrawn:
        version = versions.get(withdrawal.version)
        if version is None:
            arguments = {"found": withdrawal.version, "suggestion": suggest(withdrawal.version, versions)}
            yield Problem(withdrawal.origin.at("version"), "withdrawal_unknown", arguments)
        elif date.min not in (withdrawal.withdrawn_on, version.register.effective_on) and not (
            version.register.announced_on <= withdrawal.withdrawn_on < version.register.effective_on
        ):
            yield Problem(withdrawal.origin.at("withdrawn_on"), "withdrawal_late", {"version": version.id})
