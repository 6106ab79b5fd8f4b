"""`audit`: a website against the statement in force of a project."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from site_builder.audit.baseline import against, read_baseline
from site_builder.audit.compare import compare, proposed
from site_builder.audit.data import as_json, as_sarif
from site_builder.audit.declared import Declared, declared_facts, host_of
from site_builder.audit.known import catalogue_names
from site_builder.audit.naming import Names
from site_builder.audit.page import as_html
from site_builder.audit.plan import Plan, visitors
from site_builder.audit.records import Report, Visit
from site_builder.audit.selectors import WELL_KNOWN, own_selectors
from site_builder.audit.target import opened
from site_builder.audit.text import as_text
from site_builder.build import prepare
from site_builder.model import Publication, Register
from site_builder.problem import Location, Problem, SiteError, stops_build
from site_builder.read import read_project, read_shipped
from site_builder.records import record
from site_builder.suggest import suggest
from site_builder.words import Words


@record(kw_only=True)
class Asked:
    """What the command was asked. `pages` are more of the target's pages, `follow` how many links add to them."""

    root: Path
    target: str
    as_of: date
    plan: Plan
    version: str = ""
    pages: Sequence[str] = ()
    follow: int = 5
    visitors: Sequence[str] = ()
    accept: str = ""
    reject: str = ""
    settings: str = ""
    browser: str = ""
    sandbox: bool = True
    against: str = ""


def audit(asked: Asked, tell: Callable[[int, int], None] = lambda _done, _total: None) -> Report:
    """Goes to every page as every visitor. Raises SiteError without a statement, a target or a browser."""
    register, publication = _statement(asked)
    facts = declared_facts(register, publication)
    earlier = _earlier(asked.against) if asked.against else None
    locales = publication.locales
    with opened(asked.target, asked.pages) as target:
        plan = replace(
            asked.plan,
            visitors=visitors(asked.visitors, facts.asks),
            follow=asked.follow if target.follows else len(target.addresses),
            origin=target.origin,
        )
        if asked.accept:
            plan = replace(plan, banners=(own_selectors(asked.accept, asked.reject, asked.settings), *WELL_KNOWN))
        visits = _browse(asked, target.addresses, plan, tell)
    names = catalogue_names(locales, host_of(register.controller.website))
    report = _report(facts, visits, names, locales)
    return report if earlier is None else against(report, earlier)


def _report(facts: Declared, visits: tuple[Visit, ...], names: Names, locales: Sequence[str]) -> Report:
    return Report(
        statement=facts.version,
        visits=visits,
        findings=compare(facts, visits, names),
        proposals=proposed(facts, visits, locales, names),
    )


def rendered(report: Report, form: str, words: Words, root: Path) -> str:
    """The report as `text`, `json`, `sarif` or `html`."""
    if form == "html":
        return as_html(report, words, read_shipped(root, "templates")[0])
    writers: Mapping[str, Callable[[Report, Words], str]] = {"text": as_text, "json": as_json, "sarif": as_sarif}
    return writers[form](report, words)


def _statement(asked: Asked) -> tuple[Register, Publication]:
    """The facts of the version that is asked for, by default of the one in force."""
    project, unreadable = read_project(asked.root)
    edition, _, problems = prepare(project, asked.as_of, drafts=bool(asked.version))
    if edition is None or stops_build((*unreadable, *problems)):
        raise SiteError((*unreadable, *problems))
    if not asked.version:
        return edition.timeline.in_force.register, edition.publication
    known = {version.id: version for version in edition.site.versions}
    if asked.version not in known:
        arguments = {"found": asked.version, "suggestion": suggest(asked.version, known)}
        raise SiteError([Problem(Location("content/statements"), "compare_unknown", arguments)])
    return known[asked.version].register, edition.publication


def _earlier(file: str) -> tuple[tuple[str, ...], ...]:
    try:
        return read_baseline(Path(file).read_text("utf-8"))
    except OSError as error:
        raise SiteError([Problem(Location(file), "unreadable", {"reason": error.strerror or str(error)})]) from error
    except ValueError as error:
        raise SiteError([Problem(Location(file), "audit_report_unreadable")]) from error


def _browse(asked: Asked, addresses: Sequence[str], plan: Plan, tell: Callable[[int, int], None]) -> tuple[Visit, ...]:
    try:
        from site_builder.audit.browse import BrowserMissingError, open_browser, visit_pages
    except ModuleNotFoundError as error:
        raise SiteError([Problem(Location("playwright"), "audit_playwright_missing")]) from error

    async def visit() -> tuple[Visit, ...]:
        async with open_browser(asked.browser, asked.sandbox) as browser:
            return await visit_pages(browser, addresses, plan, tell)

    try:
        return asyncio.run(visit())
    except BrowserMissingError as error:
        place = Location(asked.browser or "chromium")
        raise SiteError([Problem(place, "audit_browser_missing", {"reason": str(error)})]) from error
