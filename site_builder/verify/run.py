"""`verify`: a website or a folder, with its sources or without."""

from datetime import date
from pathlib import Path

from site_builder.chain import Frozen
from site_builder.problem import Location, Problem, SiteError
from site_builder.verify.compare import Findings, compare
from site_builder.verify.folder import read_folder
from site_builder.verify.published import parse_versions
from site_builder.verify.website import TimeIsUpError, read_website


def is_address(target: str) -> bool:
    return target.lower().startswith(("http://", "https://"))


def verify(
    target: str,
    as_of: date,
    *,
    earlier: Path | None = None,
    root: Path | None = None,
    ledger: Path | None = None,
    seconds: float = 300,
) -> tuple[Findings, tuple[Problem, ...]]:
    """What a site is, and everything that is wrong with it. Raises SiteError when `earlier` cannot be used.

    `earlier` is a `versions.json` that was kept. With `root`, the site is compared with its sources too, and with the
    ledger of what was announced.
    """
    known = _earlier(earlier) if earlier else ()
    try:
        if is_address(target):
            with read_website(target, seconds) as read:
                findings = compare(read, as_of, known)
        else:
            findings = compare(read_folder(Path(target)), as_of, known)
    except TimeIsUpError:
        findings = Findings((Problem(Location(target), "site_slow", {"seconds": round(seconds)}),))
    problems = findings.problems
    if root is not None and findings.versions and findings.digests:
        from site_builder.verify.sources import compare_sources  # all of a build, which a stranger does without

        wanted = compare_sources(findings, root, ledger or root / "announced.jsonl", as_of)
        problems += tuple(problem for problem in wanted if problem not in problems)
    return findings, problems


def _earlier(file: Path) -> tuple[Frozen, ...]:
    try:
        data = file.read_bytes()
    except OSError as error:
        place = Location(str(file))
        raise SiteError([Problem(place, "unreadable", {"reason": error.strerror or str(error)})]) from error
    versions, problems = parse_versions(data)
    if versions is None:
        raise SiteError(Problem(Location(str(file)), problem.code, problem.arguments) for problem in problems)
    return versions.chain
