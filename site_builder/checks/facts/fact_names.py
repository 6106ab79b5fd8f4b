"""Names of services, companies and laws that changed."""

from site_builder.checks.facts.names import in_register, in_text
from site_builder.checks.rule import Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

RULE: StatementRule = Rule(
    id="FACT-NAMES",
    severity=Severity.WARNING,
    source=N_("Facts with a source and a date, in checks/facts/facts.toml"),
    requirement=N_("Use the names that services, companies and laws have on the day the version takes effect."),
    messages=N_("“%(found)s” is out of date since %(since)s. Write “%(new)s” (%(source)s)."),
    find=in_register("FACT-NAMES"),
    find_in=in_text("FACT-NAMES"),
)  # fmt: skip
