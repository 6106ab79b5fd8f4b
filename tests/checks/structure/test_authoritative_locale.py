"""The locale that prevails is a published one."""

from site_builder.checks.structure.authoritative_locale import authoritative_locale_is_published
from tests.support import REGISTER, changed, site, told


def test_any_published_locale_may_prevail() -> None:
    changes = changed(REGISTER, ("authoritative_locale: nl", "authoritative_locale: en"))
    assert told(authoritative_locale_is_published(site(changes))) == []


def test_another_locale_is_told() -> None:
    changes = changed(REGISTER, ("authoritative_locale: nl", "authoritative_locale: de"))
    [problem] = authoritative_locale_is_published(site(changes))
    assert told([problem]) == ["statement.yaml:4 authoritative_locale_unknown"]
    assert problem.arguments == {"found": "de", "locales": ["nl", "en"]}


def test_a_locale_that_could_not_be_read_is_told_only_once() -> None:
    changes = changed(REGISTER, ("authoritative_locale: nl", "authoritative_locale: Dutch"))
    assert told(authoritative_locale_is_published(site(changes))) == []
