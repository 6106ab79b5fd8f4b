"""Every rule there is, by its id."""

from typing import Any

from site_builder.checks import facts, language, law, pages
from site_builder.checks.rule import Judged, JudgedText, Rules
from site_builder.memory.steps import BuildMemory

STATEMENT_RULES: Rules[Judged, JudgedText] = law.RULES | language.RULES | facts.RULES
PAGE_RULES = pages.RULES
RULES: Rules[Any, Any] = STATEMENT_RULES | PAGE_RULES


def kinds_of_rules(name: str, rules: Rules[Any, Any], memory: BuildMemory) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the rules that look at the whole, and of those that look at each part of it."""

    def find() -> tuple[tuple[str, ...], tuple[str, ...]]:
        loaded = rules.values()
        return tuple(rule.id for rule in loaded if rule.find), tuple(rule.id for rule in loaded if rule.find_in)

    return memory.step(f"kinds of {name}", find)
