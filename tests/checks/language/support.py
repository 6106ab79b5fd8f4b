"""A small site as the rules over its text see it."""

from site_builder.catalogs import read_catalogs
from site_builder.checks.language.passages import Text, read
from site_builder.checks.rule import Finding, Judged, StatementRule
from site_builder.confirmed import Confirmed
from site_builder.model import Site
from site_builder.render import speak
from tests.support import Changes, project, site


def judged(changes: Changes, confirmed: Confirmed | None = None) -> Judged:
    """The newest version of the base with other texts for some of its files."""
    parsed: Site = site(changes)
    catalogs, _ = read_catalogs(project({}).catalogs, parsed.publication.locales)
    words = speak(catalogs, parsed.publication.territory)
    return Judged(parsed.publication, parsed.versions[-1], words=words, confirmed=confirmed)


def dutch(changes: Changes) -> Text:
    return read(judged(changes).texts[0])


def findings(rule: StatementRule, subject: Judged) -> list[Finding]:
    """What a rule finds in a version and in each of its texts."""
    found = [] if rule.find is None else [*rule.find(subject)]
    return found if rule.find_in is None else [*found, *(one for text in subject.texts for one in rule.find_in(text))]
