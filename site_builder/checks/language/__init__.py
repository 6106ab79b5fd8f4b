"""Plain words, short sentences, and the same in every language. One rule per file, named by its id."""

from site_builder.checks.language import (
    ap_cookie_3,
    dp_ambig,
    dp_emo,
    ent_fre,
    gdpr_12_3_words,
    nlt_address,
    nlt_fd_t,
    nlt_passive,
    nlt_sent,
    nlt_struct,
    nlt_words,
    vi_ssl,
    wp260_12_13,
    wp260_13_confirm,
    wp260_13_drift,
    wp260_13_trans,
    wp260_retention,
)
from site_builder.checks.rule import StatementRule

RULES: tuple[StatementRule, ...] = (
    ap_cookie_3.RULE,
    dp_ambig.RULE,
    dp_emo.RULE,
    ent_fre.RULE,
    nlt_address.RULE,
    nlt_fd_t.RULE,
    nlt_passive.RULE,
    nlt_sent.RULE,
    nlt_struct.RULE,
    nlt_words.RULE,
    gdpr_12_3_words.RULE,
    vi_ssl.RULE,
    wp260_12_13.RULE,
    wp260_13_confirm.RULE,
    wp260_13_drift.RULE,
    wp260_13_trans.RULE,
    wp260_retention.RULE,
)
