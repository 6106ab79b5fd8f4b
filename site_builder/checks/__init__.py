"""Rules over the parsed site. One rule per file, one test per rule; adding one is a file and a line in `RULES`."""

from collections.abc import Callable, Iterable

from site_builder.checks.anchors import anchors_exist
from site_builder.checks.authoritative_locale import authoritative_locale_is_published
from site_builder.checks.confirmations import proposals_await_confirmation
from site_builder.checks.dates import announced_before_effective
from site_builder.checks.folder_dates import folder_is_named_by_its_date
from site_builder.checks.heading_ids import heading_ids_are_unique
from site_builder.checks.identifiers import identifiers_are_unique
from site_builder.checks.parity import locales_have_the_same_sections
from site_builder.checks.references import references_exist
from site_builder.checks.retention import retention_is_said_once
from site_builder.checks.shown import declared_facts_are_shown
from site_builder.checks.withdrawals import withdrawals_come_in_time
from site_builder.memory.steps import Memory
from site_builder.model import Site, Version
from site_builder.problem import Problem

Rule = Callable[[Site], Iterable[Problem]]

# These look at one version at a time, and at how the site is published.
RULES: tuple[Rule, ...] = (
    anchors_exist,
    announced_before_effective,
    authoritative_locale_is_published,
    declared_facts_are_shown,
    folder_is_named_by_its_date,
    heading_ids_are_unique,
    identifiers_are_unique,
    locales_have_the_same_sections,
    proposals_await_confirmation,
    references_exist,
    retention_is_said_once,
)

# These look at how versions go together.
SITE_RULES: tuple[Rule, ...] = (withdrawals_come_in_time,)


def check(site: Site, memory: Memory | None = None) -> tuple[Problem, ...]:
    """What every rule finds."""
    memory = memory or Memory()

    def of_version(version: Version) -> tuple[Problem, ...]:
        alone = Site(publication=site.publication, versions=(version,))
        return memory.step(f"checks:{version.id}", lambda: tuple(p for rule in RULES for p in rule(alone)))

    together = tuple(problem for rule in SITE_RULES for problem in rule(site))
    return (*together, *(problem for version in site.versions for problem in of_version(version)))
