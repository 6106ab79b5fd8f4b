"""A report for machines: JSON, which a later audit compares itself with, and SARIF."""

import json
from dataclasses import asdict
from typing import Any

from site_builder import __version__, sarif
from site_builder.audit.records import Report, Visit
from site_builder.audit.rules import LEVELS, RULES
from site_builder.audit.telling import advice, key, rule_text, sentence, visitor_label
from site_builder.words import Words


def as_json(report: Report, words: Words) -> str:
    """Every finding, and everything that was seen."""
    return json.dumps(
        {
            "tool": "site-builder audit",
            "tool_version": __version__,
            "statement": report.statement,
            "findings": [
                {
                    "rule": RULES[finding.code].id,
                    "code": finding.code,
                    "severity": RULES[finding.code].severity.name.lower(),
                    "page": finding.page,
                    "visitor": finding.visitor,
                    "item": finding.item,
                    "message": sentence(finding, words),
                    "advice": advice(finding, words),
                    "source": RULES[finding.code].source,
                    "details": dict(finding.arguments),
                    "new": key(finding) not in report.known,
                }
                for finding in report.findings
            ],
            "gone": [list(one) for one in report.gone],
            "proposals": [asdict(proposal) for proposal in report.proposals],
            "visits": [_visit(visit) for visit in report.visits],
        },
        ensure_ascii=False,
        indent=2,
    )


def _visit(visit: Visit) -> dict[str, Any]:
    seen = asdict(visit)
    for name in ("screenshot", "links"):
        del seen[name]
    return {**seen, "visitor": str(visit.visitor)}


def as_sarif(report: Report, words: Words) -> str:
    """Every finding as a result at its page; with an earlier report, whether it is new."""
    rules = {
        rule.id: sarif.Rule(
            id=rule.id,
            text=rule_text(rule, words),
            help=" ".join(filter(None, (words.catalog.gettext(rule.advice), rule.source and f"({rule.source})"))),
            level=LEVELS[rule.severity],
        )
        for rule in reversed(tuple(RULES.values()))
    }
    results = [
        sarif.Result(
            rule=RULES[finding.code].id,
            level=LEVELS[RULES[finding.code].severity],
            message=f"{sentence(finding, words)} ({visitor_label(finding.visitor, words)})",
            uri=finding.page.lstrip("/") or "index.html",
            fingerprint=" ".join(key(finding)),
            state="unchanged" if key(finding) in report.known else "new" if report.compared else "",
        )
        for finding in report.findings
    ]
    return sarif.sarif("site-builder audit", __version__, rules.values(), results, words.catalog.locale)
