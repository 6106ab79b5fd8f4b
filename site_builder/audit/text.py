"""A report for a terminal."""

from collections.abc import Iterator

from site_builder.audit.records import Report
from site_builder.audit.telling import Group, advice, causes, groups, sentence, visitor_label
from site_builder.labels import N_
from site_builder.problem import Severity
from site_builder.words import Words

LABELS = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.ADVICE: N_("advice")}


def as_text(report: Report, words: Words) -> str:
    """Every finding with where it is, why it is one and what to do; then what would declare it, and how many there are.

    With an earlier report, only what is new is told in full.
    """
    found = groups(report)
    shown = [group for group in found if group.new]
    parts = ["\n".join(_group(group, words)) for group in shown]
    if shown:
        parts += [f"# {proposal.about}\n{proposal.yaml.rstrip()}" for proposal in _told(report, words)]
    parts.append("\n".join(_summary(report, found, words)))
    return "\n\n".join(parts) + "\n"


def _group(group: Group, words: Words) -> Iterator[str]:
    _, rule = words.catalog.gettext, group.rule
    yield f"{_(LABELS[rule.severity])} {rule.id}: {sentence(group.finding, words)}"
    for page, visitors in group.places:
        yield f"    {page}: {', '.join(visitor_label(visitor, words) for visitor in visitors)}"
    if causes(group.finding):
        yield "    " + _(N_("Caused by: %(causes)s")) % {"causes": causes(group.finding)}
    if rule.source:
        yield f"    {rule.source}"
    yield f"    → {advice(group.finding, words)}"


def _told(report: Report, words: Words) -> tuple[()] | Iterator[object]:
    raise NotImplementedError


def _summary(report: Report, found: tuple[Group, ...], words: Words) -> Iterator[str]:
    raise NotImplementedError
