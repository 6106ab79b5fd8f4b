"""A change is announced in time."""

from collections.abc import Iterator
from datetime import date

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

_LEAST_FUNDAMENTAL, _LEAST_MATERIAL = 14, 1


def _find(judged: Judged) -> Iterator[Finding]:
    lead_times = judged.publication.lead_times
    release = judged.release
    if release is None:
        return
    for word, least in (("fundamental", _LEAST_FUNDAMENTAL), ("material", _LEAST_MATERIAL)):
        if getattr(lead_times, word) < least:
            arguments = {"significance": word, "found": getattr(lead_times, word), "least": least}
            yield Finding(lead_times.origin.at(word), arguments, "settings")
    register = judged.register
    days = (register.effective_on - register.announced_on).days
    wanted: int = getattr(lead_times, release.significance.word)
    if (
        days < wanted
        and not register.lead_time_reason
        and date.min not in (register.effective_on, register.announced_on)
    ):
        arguments = {"days": days, "wanted": wanted, "significance": release.significance.word}
        yield Finding(register.origin.at("announced_on"), arguments, "short")


RULE: StatementRule = Rule(
    id="WP260-30-ADVANCE",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, paragraph 30"),
    requirement=N_("Announce a change well before it takes effect."),
    messages={
        "short": N_("The version is %(significance)s and is announced %(days)s days before it takes effect; %(wanted)s are needed. Announce it earlier, or write down why that cannot be as “lead_time_reason”."),
        "settings": N_("“lead_times” gives people %(found)s days for a %(significance)s change. Give them at least %(least)s."),
    },
    example=N_("""\
announced_on: 2027-01-15
effective_on: 2027-03-01"""),
    find=_find,
)  # fmt: skip
