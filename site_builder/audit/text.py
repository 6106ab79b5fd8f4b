"""A report for a terminal."""

from collections.abc import Iterator

from site_builder.audit.records import Report
from site_builder.audit.rules import SEVERITIES
from site_builder.audit.telling import Group, advice, causes, counted, groups, sentence, visitor_label
from site_builder.words import Words


def as_text(report: Report, words: Words) -> str:
    """Every finding with where it is, why it is one and what to do; then what would declare it, and how many there are.

    With an earlier report, only what is new is told.
    """
    shown = [group for group in groups(report) if group.new]
    parts = ["\n".join(_group(group, words)) for group in shown]
    if report.proposals and shown:
        heading = words.catalog.gettext("To declare what was found, put this in statement.yaml and fill in the “…”:")
        parts += [heading, *(f"# {proposal.about}\n{proposal.yaml.rstrip()}" for proposal in report.proposals)]
    parts.append("\n".join(counted(report, words)))
    return "\n\n".join(parts) + "\n"


def _group(group: Group, words: Words) -> Iterator[str]:
    rule = group.rule
    label = words.catalog.gettext(SEVERITIES[rule.severity])
    yield f"{label} {rule.id}: {sentence(group.finding, words)}"
    for page, visitors in group.places:
        yield f"    {page}: {', '.join(visitor_label(visitor, words) for visitor in visitors)}"
    if causes(group.finding):
        yield "    " + words.catalog.gettext("Caused by: %(causes)s") % {"causes": causes(group.finding)}
    yield f"    → {advice(group.finding, words)}{f' ({rule.source})' if rule.source else ''}"
