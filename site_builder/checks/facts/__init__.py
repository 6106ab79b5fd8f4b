"""Facts that aged: names, addresses and decisions that were right once. One rule per file, named by its id."""

from site_builder.checks.rule import Judged, JudgedText, Rules

RULES: Rules[Judged, JudgedText] = Rules(
    __name__,
    "FACT-AP-POST",
    "FACT-AP-URL",
    "FACT-CNTRY",
    "FACT-DPF",
    "FACT-GSUITE",
    "FACT-KOPIEID",
    "FACT-NAMES",
    "FACT-UK",
)
