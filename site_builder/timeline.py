"""Which version is in force on a day, which is announced, which is history."""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from datetime import date
from itertools import accumulate
from typing import Literal

from site_builder.day import day_in
from site_builder.model import Site, Version
from site_builder.problem import Location, Problem
from site_builder.records import record

Standing = Literal["in_force", "announced", "superseded", "withdrawn", "draft"]


@record
class Timeline:
    """The published versions as they stand on a day, oldest first within each."""

    in_force: Version
    announced: tuple[Version, ...]
    superseded: tuple[Version, ...]
    withdrawn: tuple[Version, ...] = ()

    @property
    def newest_first(self) -> tuple[Version, ...]:
        known = (*self.superseded, self.in_force, *self.announced, *self.withdrawn)
        return tuple(sorted(known, key=lambda version: version.id, reverse=True))

    @property
    def oldest_first(self) -> tuple[Version, ...]:
        """The versions that apply, applied or will apply: those whose changes add up."""
        return (*self.superseded, self.in_force, *self.announced)

    def standing(self, version: Version) -> Standing:
        if version.register.status == "draft":
            return "draft"
        if version.id == self.in_force.id:
            return "in_force"
        if any(version.id == other.id for other in self.withdrawn):
            return "withdrawn"
        return "announced" if any(version.id == other.id for other in self.announced) else "superseded"

    def next_after(self, version: Version) -> Version | None:
        """The version that follows it."""
        return next((other for other in self.oldest_first if other.id > version.id), None)

    def each_next(self) -> Mapping[str, Version | None]:
        """The version that follows each, by id."""
        order = self.oldest_first
        # The first that is later than a version is the first up to which something is.
        latest = list(accumulate((version.id for version in order), max))
        following = {version.id: bisect_right(latest, version.id) for version in (*order, *self.withdrawn)}
        return {name: order[place] if place < len(order) else None for name, place in following.items()}


def timeline(site: Site, as_of: date, drafts: bool) -> tuple[Timeline | None, tuple[Problem, ...]]:
    """The versions that may be seen on `as_of`: announced by then and final, or any with `drafts`.

    A moment (an aware datetime) counts as the day it is where the site is published.
    """
    as_of = day_in(as_of, site.publication.time_zone)
    seen = [
        version
        for version in sorted(site.versions, key=lambda version: version.id)
        if drafts or (version.register.status == "final" and version.register.announced_on <= as_of)
    ]
    gone = {withdrawal.version for withdrawal in site.publication.withdrawn if withdrawal.withdrawn_on <= as_of}
    withdrawn = tuple(version for version in seen if version.id in gone)
    seen = [version for version in seen if version.id not in gone]
    begun = [
        version for version in seen if version.register.status == "final" and version.register.effective_on <= as_of
    ]
    # Somebody who prepares a first statement wants to see it, and says so with `drafts`.
    in_force = begun[-1] if begun else seen[0] if drafts and seen else None
    if in_force is None:
        return None, (_nothing_in_force(site, as_of, gone),)
    past = {version.id for version in begun}
    earlier = tuple(version for version in begun if version is not in_force)
    later = tuple(version for version in seen if version is not in_force and version.id not in past)
    return Timeline(in_force, later, earlier, withdrawn), ()


def _nothing_in_force(site: Site, as_of: date, gone: Collection[str]) -> Problem:
    finals = (one.register for one in site.versions if one.register.status == "final" and one.id not in gone)
    begins = min((register.effective_on for register in finals if register.effective_on > as_of), default=None)
    place = Location("content/statements")
    if begins is None:
        return Problem(place, "nothing_in_force", {"as_of": as_of})
    return Problem(place, "nothing_in_force_yet", {"as_of": as_of, "effective_on": begins})
