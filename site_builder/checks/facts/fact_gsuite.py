"""G Suite is called Google Workspace."""

from site_builder.checks.facts.names import in_register, in_text
from site_builder.checks.rule import Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

RULE: StatementRule = Rule(
    id="FACT-GSUITE",
    severity=Severity.WARNING,
    source=N_("Facts with a source and a date, in checks/facts/facts.toml"),
    requirement=N_("Use the name that Google Workspace has since October 2020. It is no new recipient."),
    messages=N_("“%(found)s” is out of date since %(since)s. Write “%(new)s” (%(source)s)."),
    find=in_register("FACT-GSUITE"),
    find_in=in_text("FACT-GSUITE"),
)  # fmt: skip
