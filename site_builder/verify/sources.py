"""A published site against its sources: is it what they would give today, and does everybody know?"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import cast

from site_builder.build import make_site, prepare
from site_builder.day import day_in
from site_builder.digests import DIGESTS
from site_builder.notices.files import site_notices
from site_builder.notices.ledger import DONE, UNCERTAIN, Key, State, read_ledger
from site_builder.notices.notice import Moment, due_notices
from site_builder.pages import Edition
from site_builder.printing import Printing
from site_builder.problem import Location, Problem, SiteError, sort_problems, stops_build
from site_builder.read import read_project
from site_builder.verify.compare import Findings
from site_builder.verify.published import VERSIONS
from site_builder.words import Words


def compare_sources(findings: Findings, root: Path, ledger: Path, as_of: date) -> tuple[Problem, ...]:
    """What the site lacks of what its sources say on a day. PDFs are not set again: a page tells what they say."""
    project, unreadable = read_project(root)
    with_pdf = any(path.endswith(".pdf") for path in findings.digests)
    printing = Printing(linked_only=True) if with_pdf else None
    edition, words, problems = prepare(project, as_of, drafts=False)
    made = make_site(project, as_of, drafts=False, printing=printing)
    problems = (*unreadable, *problems, *made.problems)
    if edition is None or stops_build(problems):
        return tuple(problem for problem in sort_problems(problems) if stops_build([problem]))
    try:
        states = read_ledger(ledger)
    except SiteError as error:
        return error.problems
    behind = tuple(_behind(findings, made.files[VERSIONS]))
    # Who has to build again need not read what will be different then.
    return sort_problems((*(behind or _differences(findings, made.files)), *_untold(edition, words, states, as_of)))


def _behind(findings: Findings, versions: bytes) -> Iterator[Problem]:
    """The versions that stand otherwise than the site says; not also the one that another took the place of."""
    published = findings.versions.versions if findings.versions else ()
    standings = {version.version: version.standing for version in published}
    for version in json.loads(versions)["versions"]:
        found = standings.get(version["version"])
        if found == "announced" and version["standing"] == "in_force":
            arguments = {"version": version["version"], "effective_on": date.fromisoformat(version["effective_on"])}
            yield Problem(Location(VERSIONS), "build_due", arguments)
        elif found != version["standing"] and (found, version["standing"]) != ("in_force", "superseded"):
            yield Problem(Location(VERSIONS), "website_behind", {"version": version["version"]})


def _differences(findings: Findings, files: Mapping[str, bytes]) -> Iterator[Problem]:
    expected = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    for path in sorted({*expected, *findings.digests} - {DIGESTS}):
        if not path.endswith(".pdf") and expected.get(path) != findings.digests.get(path):
            yield Problem(Location(path), "website_unlike_sources")


def _untold(
    edition: Edition, words: Mapping[str, Words], states: Mapping[Key, State], as_of: date
) -> Iterator[Problem]:
    """The notices that are due, and that nobody got."""
    settings = edition.publication.notices
    if settings is None:
        return
    told = {(key.version, cast(Moment, key.moment)) for key, state in states.items() if state in (*DONE, *UNCERTAIN)}
    day = day_in(as_of, edition.publication.time_zone)
    for notice in due_notices(site_notices(edition, words), day, told, settings):
        place = Location(f"content/statements/{notice.version}")
        yield Problem(place, "release_untold", {"version": notice.version})
