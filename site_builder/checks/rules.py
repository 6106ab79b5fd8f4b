"""Every rule over statements, by its id."""

from collections.abc import Mapping

from site_builder.checks import facts, language, law
from site_builder.checks.rule import StatementRule

STATEMENT_RULES: tuple[StatementRule, ...] = (*law.RULES, *language.RULES, *facts.RULES)
RULES: Mapping[str, StatementRule] = {rule.id: rule for rule in STATEMENT_RULES}
