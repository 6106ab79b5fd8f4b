"""A report for a terminal."""

from collections.abc import Iterator
from itertools import groupby

from site_builder.audit.records import Report
from site_builder.audit.rules import SEVERITIES
from site_builder.audit.telling import Group, advice, causes, counted, groups, sentence, visitor_label
from site_builder.words import Words


def as_text(report: Report, words: Words) -> str:
    """Every finding with where it is, why it is one and what to do; then what would declare it, and how many there are.

    With an earlier report, only what is new is told.
    """
    shown = [group for group in groups(report) if group.new]
    parts = ["\n".join(_rule(list(same), words)) for _, same in groupby(shown, key=lambda group: group.finding.code)]
    if report.proposals and shown:
        heading = words.catalog.gettext("To declare what was found, put this in statement.yaml and fill in the “…”:")
        parts += [heading, *(f"# {proposal.about}\n{proposal.yaml.rstrip()}" for proposal in report.proposals)]
    parts.append("\n".join(counted(report, words)))
    return "\n\n".join(parts) + "\n"


def _rule(same: list[Group], words: Words) -> Iterator[str]:
    """What one rule found, and once what to do about it."""
    for number, group in enumerate(same):
        label = words.catalog.gettext(SEVERITIES[group.rule.severity])
        yield f"{label} {group.rule.id}: {sentence(group.finding, words)}"
        for page, visitors in group.places:
            yield f"    {page}: {', '.join(visitor_label(visitor, words) for visitor in visitors)}"
        if causes(group.finding):
            yield "    " + words.catalog.gettext("Caused by: %(causes)s") % {"causes": causes(group.finding)}
        last = number == len(same) - 1 or advice(same[number + 1].finding, words) != advice(group.finding, words)
        if last:
            yield f"    → {advice(group.finding, words)}{f' ({group.rule.source})' if group.rule.source else ''}"
