"""`announce`: what is due is sent, once."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from pathlib import Path

from site_builder.build import prepare
from site_builder.day import day_in
from site_builder.model import Publication
from site_builder.notices.announce import Report, announce, list_recipients
from site_builder.notices.files import site_notices
from site_builder.notices.message import stationery
from site_builder.notices.recipients import Recipient, parse_recipients
from site_builder.problem import Location, Problem, SiteError, stops_build
from site_builder.read import read_file, read_project


def send_notices(
    root: Path,
    ledger: Path,
    as_of: date,
    now: datetime,
    environment: Mapping[str, str],
    *,
    dry_run: bool = False,
    resend: Collection[str] = (),
    mark_sent: Collection[str] = (),
) -> Report:
    """Send the notices that are due. Raises SiteError when the site, its settings or the ledger have errors."""
    project, unreadable = read_project(root)
    edition, words, problems = prepare(project, as_of, drafts=False)
    if edition is None or stops_build((*unreadable, *problems)):
        raise SiteError((*unreadable, *problems))
    settings = edition.publication.notices
    if settings is None:
        raise SiteError([Problem(Location("content/site.yaml"), "notices_missing")])
    return announce(
        tuple(site_notices(edition, words)),
        _recipients(root, edition.publication),
        settings,
        ledger,
        environment,
        paper=stationery(project.templates, words),
        as_of=day_in(as_of, edition.publication.time_zone),
        now=lambda: now,
        dry_run=dry_run,
        resend=resend,
        mark_sent=mark_sent,
    )


def _recipients(root: Path, publication: Publication) -> tuple[Recipient, ...]:
    settings = publication.notices
    if settings is None or not settings.recipients_file:
        return list_recipients(settings, publication.locales) if settings else ()
    unreadable: list[Problem] = []
    data = read_file(root / settings.recipients_file, settings.recipients_file, unreadable)
    if data is None:
        raise SiteError(unreadable)
    recipients, problems = parse_recipients(
        data, settings.recipients_file, publication.locales, publication.default_locale
    )
    if stops_build(problems):
        raise SiteError(problems)
    return recipients
