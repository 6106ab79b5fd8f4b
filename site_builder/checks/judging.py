"""Which versions are judged by the rules, and how much a finding weighs for each.

What a rule finds is remembered, for the version as a whole and for each of its texts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from site_builder.checks.rule import Judged, JudgedText, rule_id
from site_builder.checks.rules import RULES, STATEMENT_RULES, kinds_of_rules
from site_builder.checks.waivers import unknown_waivers, waive, waivers
from site_builder.confirmed import Confirmed
from site_builder.memory.digest import digest_of
from site_builder.memory.plain import dump
from site_builder.memory.steps import BuildMemory
from site_builder.model import Site
from site_builder.problem import Problem, Severity
from site_builder.releases import Lock
from site_builder.words import Words

ReadConfirmed = Callable[[str], tuple[Confirmed | None, tuple[Problem, ...]]]


def judge(
    site: Site,
    lock: Lock,
    words: Mapping[str, Words],
    read_confirmed: ReadConfirmed,
    everything: bool = False,
    memory: BuildMemory | None = None,
) -> tuple[Problem, ...]:
    """What the rules find in the newest version and those that are not released yet, or in all of them.

    History is not failed for what the law wants of a new version, and a draft may be incomplete: there an error is a
    warning.
    """
    memory = memory or BuildMemory()
    problems: list[Problem] = []
    for judged in _judged(site, lock, everything):
        confirmed, broken = read_confirmed(judged.version.id)
        problems += broken
        found = _found(replace(judged, words=words, confirmed=confirmed, memory=memory))
        stops = not judged.released and judged.register.status == "final"
        stated = waivers(judged.version, memory)
        problems += (
            problem if stops or problem.severity is not Severity.ERROR else replace(problem, severity=Severity.WARNING)
            for problem in (*waive(stated, found, STATEMENT_RULES), *unknown_waivers(stated, RULES))
        )
    return tuple(problems)


def _found(judged: Judged) -> list[Problem]:
    """What all rules find in a version, in the order of the rules."""
    memory = judged.memory
    inputs = (judged.previous.id if judged.previous else "", str(judged.released), digest_of(dump(judged.confirmed)))
    over_versions, over_texts = kinds_of_rules("statement rules", STATEMENT_RULES, memory)
    found: list[Problem] = []
    for rule in over_versions:
        found += memory.step(judged.step(rule), partial(_of_version, rule, judged), *inputs)
    for text in judged.texts:
        found += memory.step(text.step, partial(_of_text, over_texts, text), *inputs)
    order = {rule: number for number, rule in enumerate(STATEMENT_RULES)}
    return sorted(found, key=lambda problem: order[rule_id(problem.code)])


def _of_version(rule: str, judged: Judged) -> tuple[Problem, ...]:
    return tuple(STATEMENT_RULES[rule].problems(judged))


def _of_text(rules: Iterable[str], text: JudgedText) -> tuple[Problem, ...]:
    return tuple(problem for rule in rules for problem in STATEMENT_RULES[rule].problems_in(text))


def _judged(site: Site, lock: Lock, everything: bool) -> Iterator[Judged]:
    """The versions to judge, oldest first. What is withdrawn never applies: what comes after it follows the one before."""
    released = {frozen.version for frozen in lock.releases}
    newest_released = max(released, default="")
    gone = {withdrawal.version for withdrawal in site.publication.withdrawn}
    kept = sorted((version for version in site.versions if version.id not in gone), key=lambda version: version.id)
    for previous, version in zip([None, *kept], kept, strict=False):
        # Without any release nobody knows which of the older ones were published.
        waiting = version.id > newest_released if released else version is kept[-1]
        if everything or waiting or version is kept[-1]:
            yield Judged(site.publication, version, previous, released=not waiting)
