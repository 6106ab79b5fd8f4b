"""What a finding says, in the words of a reader, and which findings say the same."""

import re
from collections.abc import Iterable

from site_builder.audit.records import Finding, Report
from site_builder.audit.rules import KINDS, NAMES, RULES, VISITORS, Rule
from site_builder.problem import Severity
from site_builder.records import record
from site_builder.words import Words

Key = tuple[str, ...]


def key(finding: Finding) -> Key:
    """Which finding it is, from one audit to the next."""
    return RULES[finding.code].id, finding.code, finding.item, finding.page, finding.visitor


@record
class Group:
    """Findings that say the same of several pages and visitors; `new`: one of them was not in the earlier report."""

    finding: Finding
    places: tuple[tuple[str, tuple[str, ...]], ...]
    new: bool

    @property
    def rule(self) -> Rule:
        return RULES[self.finding.code]


def groups(report: Report) -> tuple[Group, ...]:
    """The findings, heaviest first, each said once."""
    same: dict[tuple[str, str], list[Finding]] = {}
    for finding in report.findings:
        same.setdefault((finding.code, finding.item), []).append(finding)
    return tuple(
        Group(found[0], _places(found), any(key(finding) not in report.known for finding in found))
        for found in same.values()
    )


def _places(findings: Iterable[Finding]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    pages: dict[str, list[str]] = {}
    for finding in findings:
        pages.setdefault(finding.page, []).append(finding.visitor)
    return tuple((page, tuple(visitors)) for page, visitors in pages.items())


def sentence(finding: Finding, words: Words) -> str:
    """What is wrong."""
    return words.catalog.gettext(RULES[finding.code].text) % _arguments(finding, words)


def advice(finding: Finding, words: Words) -> str:
    """What to do."""
    return words.catalog.gettext(RULES[finding.code].advice) % _arguments(finding, words)


def visitor_label(visitor: str, words: Words) -> str:
    name, _, purpose = visitor.partition(":")
    return words.catalog.gettext(VISITORS[name]) % {"purpose": purpose}


def rule_text(rule: Rule, words: Words) -> str:
    """What a rule is about, with nothing filled in."""
    return re.sub(r"[“”]?%\(\w+\)s[“”]?", "…", words.catalog.gettext(rule.text))


def causes(finding: Finding) -> str:
    return ", ".join(finding.arguments.get("causes", ()))


def counted(report: Report, words: Words) -> tuple[str, ...]:
    """How much was looked at and found; with an earlier report, how much of it is not new and what is gone."""
    found = groups(report)
    pages, visits = {visit.page for visit in report.visits}, len(report.visits)
    new = {severity: sum(group.rule.severity is severity and group.new for group in found) for severity in Severity}
    parts = (
        words.ngettext("%(count)s error", "%(count)s errors", new[Severity.ERROR]),
        words.ngettext("%(count)s warning", "%(count)s warnings", new[Severity.WARNING]),
        words.ngettext("%(count)s piece of advice", "%(count)s pieces of advice", new[Severity.ADVICE]),
    )
    said = [part for part, count in zip(parts, new.values(), strict=True) if count]
    lines: list[str] = [
        words.gettext("Statement of %(version)s.", version=report.statement)
        + " "
        + words.ngettext("%(count)s page", "%(count)s pages", len(pages))
        + ", "
        + words.ngettext("%(count)s visit", "%(count)s visits", visits)
        + "."
    ]
    if report.compared:
        old = sum(not group.new for group in found)
        lines.append(words.ngettext("%(count)s finding is not new.", "%(count)s findings are not new.", old))
        gone = len({(code, item) for _, code, item, _, _ in report.gone})
        lines.append(words.ngettext("%(count)s finding is gone.", "%(count)s findings are gone.", gone))
    lines.append(", ".join(said) + "." if said else words.gettext("Nothing is wrong."))
    return tuple(map(str, lines))


def fails(report: Report) -> bool:
    """Whether something is an error, and was not in the earlier report."""
    return any(
        RULES[finding.code].severity is Severity.ERROR and key(finding) not in report.known
        for finding in report.findings
    )


def _arguments(finding: Finding, words: Words) -> dict[str, str]:
    arguments = {name: _shown(value, words) for name, value in finding.arguments.items()}
    arguments["item"] = words.catalog.gettext(NAMES[finding.item]) if finding.item in NAMES else finding.item
    kind = finding.arguments.get("kind")
    if kind:
        arguments["kind"] = words.catalog.gettext(KINDS[kind])
    for name in ("found", "declared"):
        if f"{name}_life" in finding.arguments:
            arguments[name] = words.life(finding.arguments[f"{name}_life"])
    return arguments


def _shown(value: object, words: Words) -> str:
    if isinstance(value, float):
        from babel.numbers import format_decimal

        return f"{format_decimal(value, '0.0', locale=words.format.babel)}:1"
    return str(value)
