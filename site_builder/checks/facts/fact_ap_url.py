"""Links to the supervisory authority that no longer work."""

from site_builder.checks.facts.names import in_register, in_text
from site_builder.checks.rule import Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

RULE: StatementRule = Rule(
    id="FACT-AP-URL",
    severity=Severity.ERROR,
    source=N_("Facts with a source and a date, in checks/facts/facts.toml"),
    requirement=N_("Link to the page of the Autoriteit Persoonsgegevens as it is now; paths with /nl/ are of its old website."),
    messages=N_("“%(found)s” is out of date since %(since)s. Write “%(new)s” (%(source)s)."),
    find=in_register("FACT-AP-URL"),
    find_in=in_text("FACT-AP-URL"),
)  # fmt: skip
