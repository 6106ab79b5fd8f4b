"""The bar on top of every page of the preview: where to go, and what is wrong."""

from collections.abc import Mapping
from datetime import date, datetime

from site_builder.checks.rule import rule_id
from site_builder.checks.rules import RULES
from site_builder.day import day_in
from site_builder.formats import Formats
from site_builder.labels import N_
from site_builder.messages import message
from site_builder.pages import Page
from site_builder.preview.address import Address
from site_builder.preview.excerpt import SourceLine, excerpt
from site_builder.preview.showing import GoodSite, Showing
from site_builder.preview.views import Views, seen_as, version_of, views
from site_builder.problem import Location, Severity
from site_builder.records import record
from site_builder.timeline import Standing
from site_builder.words import Words

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: N_("Problem"),
    Severity.WARNING: N_("Warning"),
    Severity.ADVICE: N_("Advice"),
}
STANDINGS: Mapping[Standing, str] = {
    "in_force": N_("in force"),
    "announced": N_("announced"),
    "superseded": N_("earlier"),
    "withdrawn": N_("withdrawn"),
    "draft": N_("draft"),
}
VIEWS: Mapping[str, str] = {
    "page": N_("Page"),
    "both": N_("Side by side"),
    "redline": N_("Changes"),
    "print": N_("Print view"),
    "pdf": N_("PDF"),
}


@record
class Link:
    """A place to go to: what it is called, where it is, and whether it is here already."""

    label: str
    address: str
    current: bool = False
    note: str = ""
    lang: str = ""


@record
class Finding:
    """A problem as the bar tells it, with the rule of the law that it breaks and why it is waived, if so."""

    severity: Severity
    label: str
    location: Location
    message: str
    lines: tuple[SourceLine, ...]
    rule: str = ""
    waived: str = ""


def bar(showing: Showing, address: Address, words: Words) -> Mapping[str, object]:
    """What the bar above the page at an address holds, in the words of the editor."""
    page = showing.good.pages.get(address.permalink) if showing.good else None
    found = findings(showing, words)
    return {
        "failed": showing.sources is None,
        "findings": {
            severity.name.lower(): [finding for finding in found if finding.severity is severity]
            for severity in Severity
        },
        "day": _day(showing),
        "format": _formats(showing, words),
        "permalink": address.permalink,
        "back": str(Address(None, address.permalink)) if address.day else "",
        **(_places(showing.good, page, address, words, _formats(showing, words)) if showing.good and page else {}),
    }


def _formats(showing: Showing, words: Words) -> Formats:
    """The editor's language, with dates as the site writes them."""
    return Formats(words.format.locale, showing.good.edition.publication.territory if showing.good else None)


def findings(showing: Showing, words: Words) -> tuple[Finding, ...]:
    """The problems of a showing."""
    sources = showing.sources
    if sources is None:
        return ()
    return tuple(
        Finding(
            problem.severity,
            words.catalog.gettext(SEVERITIES[problem.severity]),
            problem.location,
            message(problem, words.catalog),
            excerpt(problem.location, sources),
            rule if (rule := rule_id(problem.code)) in RULES else "",
            problem.waived,
        )
        for problem in showing.problems
    )


def _day(showing: Showing) -> date:
    """The day that is shown, which a moment is where the site is published."""
    if showing.good:
        return day_in(showing.day, showing.good.edition.publication.time_zone)
    return showing.day.date() if isinstance(showing.day, datetime) else showing.day


def _places(good: GoodSite, page: Page, address: Address, words: Words, dates: Formats) -> Mapping[str, object]:
    """Where one can go from a page: the same in another version, language or view."""
    edition, locale = good.edition, page.locale
    version, seen = version_of(page, edition), seen_as(page)

    def at(permalink: str) -> str:
        return str(Address(address.day, permalink))

    def same_view(other: Views) -> str:
        return at(getattr(other, seen or "page") or other.page)

    here = views(edition, version, locale)
    return {
        "version": dates.date(version.register.effective_on),
        "versions": [
            Link(
                dates.date(other.register.effective_on),
                same_view(views(edition, other, locale)),
                other is version,
                words.catalog.gettext(STANDINGS[edition.timeline.standing(other)]),
            )
            for other in edition.timeline.newest_first
        ],
        "languages": [
            Link(Formats(other).own_name, at(permalink), other == locale, lang=other)
            for other, permalink in page.alternates.items()
        ],
        "views": [
            Link(words.catalog.gettext(label), at(permalink), name == seen)
            for name, label in VIEWS.items()
            if (permalink := getattr(here, name))
        ],
    }
