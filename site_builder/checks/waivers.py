"""A warning that an editor has weighed and lets stand, with the reason why, in the front matter of the text."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from site_builder.checks.rule import Rule, rule_id
from site_builder.memory.steps import BuildMemory
from site_builder.model import Version, Waiver
from site_builder.problem import Problem, Severity
from site_builder.suggest import suggest

Waivers = Mapping[str, tuple[Waiver, ...]]
"""Those of a version, by the path of the text that they stand in."""


def waivers(version: Version, memory: BuildMemory) -> Waivers:
    def find() -> Waivers:
        return {prose.path: prose.front_matter.waivers for prose in version.prose.values()}

    return memory.step(f"waivers:{version.id}", find)


def waive(waivers: Waivers, found: Iterable[Problem], rules: Mapping[str, Rule[Any, Any]]) -> Iterator[Problem]:
    """What `rules` found in a version, its warnings waived where the editor says why, and the waivers of no use.

    A waiver counts for the text that it stands in, and for all that is in no text: the register and the pages.
    """
    used: set[tuple[str, str]] = set()
    for problem in found:
        waiver = _waiver(waivers, problem)
        if waiver is not None and problem.severity is not Severity.ERROR:
            used.add((waiver.origin.path, waiver.rule))
            yield replace(problem, severity=Severity.ADVICE, waived=waiver.reason)
        else:
            yield problem
    for waiver in _all(waivers):
        place = waiver.origin.at("rule")
        if waiver.rule not in rules or (waiver.origin.path, waiver.rule) in used:
            continue
        if rules[waiver.rule].severity is Severity.ERROR:
            yield Problem(place, "waiver_of_error", {"rule": waiver.rule})
        else:
            yield Problem(place, "waiver_unused", {"rule": waiver.rule}, Severity.ADVICE)


def unknown_waivers(waivers: Waivers, rules: Collection[str]) -> Iterator[Problem]:
    for waiver in _all(waivers):
        if waiver.rule not in rules:
            yield Problem(
                waiver.origin.at("rule"),
                "waiver_unknown",
                {"found": waiver.rule, "suggestion": suggest(waiver.rule, rules)},
            )


def _all(waivers: Waivers) -> Iterator[Waiver]:
    for stated in waivers.values():
        yield from stated


def _waiver(waivers: Waivers, problem: Problem) -> Waiver | None:
    path = problem.location.path
    for waiver in _all(waivers):
        if waiver.rule == rule_id(problem.code) and (waiver.origin.path == path or path not in waivers):
            return waiver
    return None
