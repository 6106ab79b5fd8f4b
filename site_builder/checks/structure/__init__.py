"""Whether the parts of a site fit together: ids, dates, headings, look-ups. These hold for every version there is.

One rule per file, one test per rule; adding one is a file and a line in `RULES`.
"""

from collections.abc import Callable, Iterable

from site_builder.checks.structure.anchors import anchors_exist
from site_builder.checks.structure.authoritative_locale import authoritative_locale_is_published
from site_builder.checks.structure.confirmations import proposals_await_confirmation
from site_builder.checks.structure.dates import announced_before_effective
from site_builder.checks.structure.folder_dates import folder_is_named_by_its_date
from site_builder.checks.structure.heading_ids import heading_ids_are_unique
from site_builder.checks.structure.identifiers import identifiers_are_unique
from site_builder.checks.structure.parity import locales_have_the_same_sections
from site_builder.checks.structure.references import references_exist
from site_builder.checks.structure.retention import retention_is_said_once
from site_builder.checks.structure.shown import declared_facts_are_shown
from site_builder.checks.structure.withdrawals import withdrawals_come_in_time
from site_builder.model import Site
from site_builder.problem import Problem

StructureRule = Callable[[Site], Iterable[Problem]]

# These look at one version at a time, and at how the site is published.
RULES: tuple[StructureRule, ...] = (
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
SITE_RULES: tuple[StructureRule, ...] = (withdrawals_come_in_time,)


def check_each(site: Site) -> tuple[Problem, ...]:
    """What is wrong with versions, each by itself."""
    return tuple(problem for rule in RULES for problem in rule(site))


def check_together(site: Site) -> tuple[Problem, ...]:
    """What is wrong with how versions go together."""
    return tuple(problem for rule in SITE_RULES for problem in rule(site))


def check(site: Site) -> tuple[Problem, ...]:
    """What every rule finds."""
    return (*check_each(site), *check_together(site))
