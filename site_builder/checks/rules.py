"""Every rule there is, by its id."""

from collections.abc import Mapping
from typing import Any

from site_builder.checks import facts, language, law, pages
from site_builder.checks.pages.published import PageRule
from site_builder.checks.rule import Rule, StatementRule

STATEMENT_RULES: Mapping[str, StatementRule] = {rule.id: rule for rule in (*law.RULES, *language.RULES, *facts.RULES)}
PAGE_RULES: Mapping[str, PageRule] = {rule.id: rule for rule in pages.RULES}
RULES: Mapping[str, Rule[Any]] = {**STATEMENT_RULES, **PAGE_RULES}
