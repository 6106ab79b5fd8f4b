"""Where the supervisory authority gets its post."""

from collections.abc import Iterator

from site_builder.checks.facts.data import addresses
from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    authority = judged.register.supervisory_authority
    if authority is None or authority.address is None:
        return
    for known in addresses():
        same = (known.street, known.postal_code) == (authority.address.street, authority.address.postal_code)
        if known.name == authority.name and known.since <= judged.register.effective_on and not same:
            found = f"{authority.address.street}, {authority.address.postal_code} {authority.address.city}"
            new = f"{known.street}, {known.postal_code} {known.city}"
            yield Finding(authority.address.origin.at(), {"found": found, "new": new, "source": known.source})


RULE: StatementRule = Rule(
    id="FACT-AP-POST",
    severity=Severity.ADVICE,
    source=N_("Facts with a source and a date, in checks/facts/facts.toml"),
    requirement=N_("Give the postal address of the Autoriteit Persoonsgegevens as the authority gives it."),
    messages=N_("“%(found)s” is not the postal address that the authority gives: %(new)s (%(source)s)."),
    find=_find,
)  # fmt: skip
