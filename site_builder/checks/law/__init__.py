"""What the law and its supervisors ask of a new statement. One rule per file, named by its id."""

from site_builder.checks.law import gdpr_13_1_c_law, gdpr_13_2_e
from site_builder.checks.rule import StatementRule

RULES: tuple[StatementRule, ...] = (
    gdpr_13_1_c_law.RULE,
    gdpr_13_2_e.RULE,
)
