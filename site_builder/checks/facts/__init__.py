"""Facts that aged: names, addresses and decisions that were right once. One rule per file, named by its id."""

from site_builder.checks.facts import (
    fact_ap_post,
    fact_ap_url,
    fact_cntry,
    fact_dpf,
    fact_gsuite,
    fact_kopieid,
    fact_names,
    fact_uk,
)
from site_builder.checks.rule import StatementRule

RULES: tuple[StatementRule, ...] = (
    fact_ap_post.RULE,
    fact_ap_url.RULE,
    fact_cntry.RULE,
    fact_dpf.RULE,
    fact_gsuite.RULE,
    fact_kopieid.RULE,
    fact_names.RULE,
    fact_uk.RULE,
)
