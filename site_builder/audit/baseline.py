"""An audit against an earlier one: what is new counts, and what is gone is told."""

import json
from dataclasses import replace

from site_builder.audit.records import Report
from site_builder.audit.telling import Key, key


def read_baseline(text: str) -> tuple[Key, ...]:
    """The findings of an earlier report as JSON. Raises ValueError when it is none."""
    try:
        findings = json.loads(text)["findings"]
        names = ("rule", "code", "item", "page", "visitor")
        return tuple(tuple(str(finding[name]) for name in names) for finding in findings)
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def against(report: Report, earlier: tuple[Key, ...]) -> Report:
    now = {key(finding) for finding in report.findings}
    gone = tuple(sorted(one for one in set(earlier) if one not in now))
    return replace(report, known=frozenset(earlier) & now, gone=gone, compared=True)
