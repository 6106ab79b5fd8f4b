"""Plain words, short sentences, and the same in every language. One rule per file, named by its id."""

from site_builder.checks.rule import Judged, JudgedText, Rules

RULES: Rules[Judged, JudgedText] = Rules(
    __name__,
    "AP-COOKIE-3",
    "DP-AMBIG",
    "DP-EMO",
    "ENT-FRE",
    "NLT-ADDRESS",
    "NLT-FD-T",
    "NLT-PASSIVE",
    "NLT-SENT",
    "NLT-STRUCT",
    "NLT-WORDS",
    "GDPR-12-3-WORDS",
    "VI-SSL",
    "WP260-12-13",
    "WP260-13-CONFIRM",
    "WP260-13-DRIFT",
    "WP260-13-TRANS",
    "WP260-RETENTION",
)
