"""Findings as SARIF 2.1.0 (OASIS), which forges show beside the lines of a change."""

import json
from collections.abc import Iterable
from typing import Any, Literal
from urllib.parse import quote

from site_builder.records import record

Level = Literal["error", "warning", "note"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@record(kw_only=True)
class Rule:
    """What is looked for: a stable id, what it is in a sentence, and what to do about it."""

    id: str
    text: str
    help: str = ""
    level: Level = "error"


@record(kw_only=True)
class Result:
    """One finding. `uri` is a path from the root of the project or an address; line 0 is the file as a whole.

    `justification` is why it may stand; `fingerprint` says which finding it is where the place alone does not; `state`
    how it stands to an earlier run.
    """

    rule: str
    level: Level
    message: str
    uri: str
    line: int = 0
    justification: str = ""
    fingerprint: str = ""
    state: Literal["", "new", "unchanged", "absent"] = ""


def sarif(tool: str, version: str, rules: Iterable[Rule], results: Iterable[Result], locale: str = "en") -> str:
    """A log with one run. Each result names one of the rules; `locale` is the language of the texts."""
    known = sorted(rules, key=lambda rule: rule.id)
    index = {rule.id: number for number, rule in enumerate(known)}
    driver = {"name": tool, "version": version, "language": locale, "rules": [_rule(rule) for rule in known]}
    run = {
        "tool": {"driver": driver},
        "language": locale,
        "columnKind": "unicodeCodePoints",
        "results": [_result(result, index[result.rule]) for result in results],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    told = {"help": {"text": rule.help}} if rule.help else {}
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.text},
        **told,
        "defaultConfiguration": {"level": rule.level},
    }


def _result(result: Result, index: int) -> dict[str, Any]:
    # A path becomes a URI reference (RFC 3986); what an address has already encoded stays as it is.
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(result.uri, safe="%/:?#[]@!$&'()*+,;=~")}}
    if result.line:
        place["region"] = {"startLine": result.line}
    known = {"partialFingerprints": {"finding/v1": result.fingerprint}} if result.fingerprint else {}
    waived = {"suppressions": [{"kind": "inSource", "justification": result.justification}]}
    state = {"baselineState": result.state} if result.state else {}
    return {
        "ruleId": result.rule,
        "ruleIndex": index,
        "level": result.level,
        "message": {"text": result.message},
        "locations": [{"physicalLocation": place}],
        **known,
        **(waived if result.justification else {}),
        **state,
    }
