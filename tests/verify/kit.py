"""What the tests of verifying share: the real site as it was published, and a way to read it, whole or spoilt."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from site_builder.build import plan
from site_builder.digests import DIGESTS, digests_file
from site_builder.verify.compare import Findings, compare
from site_builder.verify.published import VERSIONS
from site_builder.verify.reading import MISSING, Got, Read

ROOT = Path(__file__).parents[2]
DAY = date(2027, 1, 1)
Files = Mapping[str, bytes]


@cache
def published() -> Files:
    """Two released versions, the second in force, with its banner."""
    outcome = plan(ROOT, DAY)
    assert outcome.files
    return outcome.files


def reading(files: Files) -> Read:
    return lambda path: Got(files[path]) if path in files else MISSING


def found(files: Files, day: date = DAY, **options: Any) -> list[tuple[str, str]]:
    """Where something is wrong, and what."""
    return told(compare(reading(files), day, **options))


def told(findings: Findings) -> list[tuple[str, str]]:
    return [(problem.location.path, problem.code) for problem in findings.problems]


def without(path: str) -> Files:
    return {other: data for other, data in published().items() if other != path}


def relisted(files: Files) -> Files:
    """The files with a list that fits them: what somebody leaves who knows how a site is made."""
    return {**files, DIGESTS: digests_file({path: data for path, data in files.items() if path != DIGESTS})}


def with_versions(**changes: Any) -> Files:
    """The site with other values in its `versions.json`, and a list that fits."""
    return relisted({**published(), VERSIONS: json.dumps({**versions(), **changes}).encode()})


def versions() -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(published()[VERSIONS])
    return parsed


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
