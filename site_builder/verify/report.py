"""What was found, in a line for whoever watches and in JSON for what watches."""

import json
from collections.abc import Sequence

from site_builder import reporting
from site_builder.catalogs import Catalog
from site_builder.messages import report_line
from site_builder.problem import Problem
from site_builder.verify.compare import Findings


def as_line(target: str, findings: Findings, problems: Sequence[Problem], words: Catalog) -> str:
    """One line, whatever was found: the first problem, and how many there are."""
    if problems:
        return f"{target}: {reporting.tally(problems, words)}. {report_line(problems[0], words)}"
    versions = len(findings.versions.versions) if findings.versions else 0
    parts = [
        words.ngettext("%(count)s version", "%(count)s versions", versions) % {"count": versions},
        words.ngettext("%(count)s file", "%(count)s files", len(findings.digests)) % {"count": len(findings.digests)},
    ]
    fine = words.gettext("All is as published (%(what)s). Chain: %(chain)s.")
    chain = findings.head or words.gettext("nothing is released")
    return f"{target}: {fine % {'what': ', '.join(parts), 'chain': chain}}"


def as_json(target: str, findings: Findings, problems: Sequence[Problem], words: Catalog) -> str:
    return json.dumps(
        {
            "target": target,
            "fine": not problems,
            "versions": [version.version for version in findings.versions.versions] if findings.versions else [],
            "files": len(findings.digests),
            "chain": findings.head or None,
            "digest": findings.digest or None,
            "problems": json.loads(reporting.as_json(problems, words)),
        },
        ensure_ascii=False,
        indent=2,
    )
