"""What the register declares is on the page, once: a fact that no section shows was never told."""

from collections.abc import Iterator

from site_builder.lookups import BLOCKS, lookups
from site_builder.model import Prose, Site
from site_builder.problem import Location, Problem


def declared_facts_are_shown(site: Site) -> Iterator[Problem]:
    for version in site.versions:
        names = lookups(version.register).members
        for prose in version.prose.values():
            if not all(section.readable for section in prose.sections):
                continue  # a misspelt block is not a missing one
            used = [block for section in prose.sections for block in section.blocks]
            for block in BLOCKS:
                if names[block].block and used.count(block) != 1:
                    code = "block_twice" if block in used else "facts_not_shown"
                    # Data categories and contact also stand in other blocks, so leaving their own out hides nothing.
                    optional = block in ("data_categories", "contact") and block not in used
                    if not optional:
                        yield Problem(_place(prose, block), code, {"block": block})


def _place(prose: Prose, block: str) -> Location:
    """The last section that shows the block, or the text as a whole."""
    places = [section.heading.origin.at() for section in prose.sections if block in section.blocks]
    return places[-1] if places else Location(prose.path)
