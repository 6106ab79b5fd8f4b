"""What the register declares is on the page, once: a fact that no section shows was never told."""

from collections.abc import Iterator

from site_builder.lookups import BLOCKS, lookups
from site_builder.model import Site
from site_builder.problem import Location, Problem


def declared_facts_are_shown(site: Site) -> Iterator[Problem]:
    for version in site.versions:
        names = lookups(version.register).members
        for prose in version.prose.values():
            used = [block for section in prose.sections for block in section.blocks]
            for block in BLOCKS:
                if names[block].block and used.count(block) != 1:
                    code = "block_twice" if block in used else "facts_not_shown"
                    # Data categories and contact also stand in other blocks, so leaving their own out hides nothing.
                    optional = block in ("data_categories", "contact") and block not in used
                    if not optional:
                        yield Problem(Location(prose.path), code, {"block": block})
