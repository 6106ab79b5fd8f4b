"""Problems as an editor, a script, a pull request or a forge reads them."""

import json
import re
from collections.abc import Callable, Iterable, Mapping

from site_builder import __version__
from site_builder.catalogs import Catalog
from site_builder.checks.rule import rule_id
from site_builder.checks.rules import RULES
from site_builder.messages import message, message_template, report_line
from site_builder.problem import Problem, Severity
from site_builder.sarif import Level, Result, Rule, sarif

_LEVELS: Mapping[Severity, Level] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_PLACEHOLDER = re.compile(r"%\(\w+\)s")


def as_text(problems: Iterable[Problem], catalog: Catalog) -> str:
    """A line each, and how many there are."""
    found = tuple(problems)
    return "\n".join([*(report_line(problem, catalog) for problem in found), tally(found, catalog)])


def tally(problems: Iterable[Problem], catalog: Catalog) -> str:
    """How many problems there are of each severity."""
    found = [problem.severity for problem in problems]
    counts = {severity: found.count(severity) for severity in Severity}
    parts = [
        catalog.ngettext("%(count)s problem", "%(count)s problems", counts[Severity.ERROR]),
        catalog.ngettext("%(count)s warning", "%(count)s warnings", counts[Severity.WARNING]),
        catalog.ngettext("%(count)s piece of advice", "%(count)s pieces of advice", counts[Severity.ADVICE]),
    ]
    said = [
        part % {"count": counts[severity]} for severity, part in zip(Severity, parts, strict=True) if counts[severity]
    ]
    return ", ".join(said) or catalog.gettext("No problems.")


def as_json(problems: Iterable[Problem], catalog: Catalog) -> str:
    """A list of objects; `rule` is stable, `message` is for people."""
    listed = [
        {
            "path": problem.location.path,
            "line": problem.location.line,
            "severity": problem.severity.name.lower(),
            "rule": rule_id(problem.code),
            "code": problem.code,
            "message": message(problem, catalog),
            **({"waived": problem.waived} if problem.waived else {}),
        }
        for problem in problems
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem], catalog: Catalog) -> str:
    """Workflow commands of GitHub Actions, shown beside the lines of a pull request; not for what is waived."""
    lines = []
    for problem in problems:
        if not problem.waived:
            place = f"file={_property(problem.location.path)}"
            place += f",line={problem.location.line}" if problem.location.line else ""
            place += f",title={_property(rule_id(problem.code))}"
            lines.append(f"::{_COMMANDS[problem.severity]} {place}::{_data(message(problem, catalog))}")
    return "\n".join(lines)


def as_sarif(problems: Iterable[Problem], catalog: Catalog) -> str:
    """A SARIF 2.1.0 log in which every rule that spoke is described."""
    found = tuple(problems)
    weights = {rule_id(problem.code): problem.severity for problem in found}
    rules = [_rule(rule, _LEVELS[severity], catalog) for rule, severity in sorted(weights.items())]
    results = [
        Result(
            rule=rule_id(problem.code),
            level=_LEVELS[problem.severity],
            message=message(problem, catalog),
            uri=problem.location.path,
            line=problem.location.line,
            justification=problem.waived,
        )
        for problem in found
    ]
    return sarif("site-builder", __version__, rules, results, catalog.locale).rstrip("\n")


FORMATS: Mapping[str, Callable[[Iterable[Problem], Catalog], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def _rule(identifier: str, level: Level, catalog: Catalog) -> Rule:
    known = RULES.get(identifier)
    if known is None:
        # What a mistake of form says is the same for each; only what it names differs.
        return Rule(
            id=identifier, text=_PLACEHOLDER.sub("…", catalog.gettext(message_template(identifier))), level=level
        )
    asked = f"{catalog.gettext(known.requirement)} ({catalog.gettext(known.source)})"
    return Rule(id=identifier, text=asked, help=catalog.gettext(known.example), level=_LEVELS[known.severity])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
