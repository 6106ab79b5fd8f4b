"""Facts that aged: names, addresses and decisions that were right once. One rule per file, named by its id."""

from site_builder.checks.facts import fact_ap_post, fact_ap_url, fact_dpf, fact_gsuite, fact_names
from site_builder.checks.rule import StatementRule

RULES: tuple[StatementRule, ...] = (
    fact_ap_post.RULE,
    fact_ap_url.RULE,
    fact_dpf.RULE,
    fact_gsuite.RULE,
    fact_names.RULE,
)
