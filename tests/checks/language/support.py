"""A small site as the rules over its text see it."""

from collections.abc import Iterable

from site_builder.catalogs import read_catalogs
from site_builder.checks.language.passages import Text, texts
from site_builder.checks.rule import Finding, Judged, StatementRule
from site_builder.confirmed import Confirmed
from site_builder.model import Site
from site_builder.render import speak
from tests.support import Changes, project, site


def judged(changes: Changes, confirmed: Confirmed | None = None) -> Judged:
    """The newest version of the base with other texts for some of its files."""
    parsed: Site = site(changes)
    catalogs, _ = read_catalogs(project({}).catalogs, parsed.publication.locales)
    return Judged(parsed, parsed.versions[-1], words=speak(catalogs, parsed.publication.territory), confirmed=confirmed)


def dutch(changes: Changes) -> Text:
    return texts(judged(changes))[0]


def findings(rule: StatementRule, subject: Judged) -> list[Finding]:
    found: Iterable[Finding] = rule.find(subject)
    return list(found)
