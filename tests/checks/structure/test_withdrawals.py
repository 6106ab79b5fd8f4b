"""Only a version that is announced can be withdrawn, and what was withdrawn never applies."""

from datetime import date

import feedparser
import pytest
from bs4 import BeautifulSoup

from site_builder.build import make_site, prepare
from site_builder.checks.structure.withdrawals import withdrawals_come_in_time
from site_builder.model import NoticeSettings
from site_builder.notices.files import site_notices
from site_builder.notices.notice import due_notices
from site_builder.problem import stops_build
from site_builder.timeline import timeline
from tests.support import SITE, site, source
from tests.test_history import LONGER, NEW, OLD, SUMMARY, following, sources

REASON = {"nl": "De plannen gaan niet door.", "en": "The plans are off."}


def withdrawn(version: str = NEW, day: str = "2026-05-10") -> dict[str, str]:
    """Two versions, of which one is withdrawn."""
    reason = f"{{nl: {REASON['nl']}, en: {REASON['en']}}}"
    entry = f'withdrawn:\n  - version: "{version}"\n    withdrawn_on: {day}\n    reason: {reason}\n'
    return {SITE: source(SITE) + entry, **following([SUMMARY, LONGER])}


def told(changes: dict[str, str]) -> list[tuple[str, str]]:
    return [(str(problem.location), problem.code) for problem in withdrawals_come_in_time(site(changes))]


@pytest.mark.parametrize("day", ["2026-04-01", "2026-05-10", "2026-05-31"])
def test_in_time(day: str) -> None:
    assert told(withdrawn(day=day)) == []


@pytest.mark.parametrize("day", ["2026-03-31", "2026-06-01", "2027-01-01"])
def test_before_it_was_announced_or_once_it_applies(day: str) -> None:
    changes = withdrawn(day=day)
    number = changes[SITE].split("\n").index(f"    withdrawn_on: {day}") + 1
    assert told(changes) == [(f"{SITE}:{number}", "withdrawal_late")]
    [problem] = withdrawals_come_in_time(site(changes))
    assert problem.arguments == {"version": NEW}


def test_a_version_that_is_not_there() -> None:
    [problem] = withdrawals_come_in_time(site(withdrawn(version="2026-06-02")))
    assert problem.code == "withdrawal_unknown"
    assert problem.arguments["found"] == "2026-06-02"
    assert problem.arguments["suggestion"] == NEW


def test_until_the_day_it_is_announced_and_then_withdrawn_for_good() -> None:
    parsed = site(withdrawn())
    first, second = parsed.versions
    for day, standing in [("2026-05-09", "announced"), ("2026-05-10", "withdrawn"), ("2027-01-01", "withdrawn")]:
        found, problems = timeline(parsed, date.fromisoformat(day), drafts=False)
        assert problems == ()
        assert found is not None
        assert (found.standing(second), found.standing(first), found.in_force) == (standing, "in_force", first)
        assert found.newest_first == (second, first)
        assert found.announced == ((second,) if standing == "announced" else ())


@pytest.mark.parametrize(("locale", "words"), [("nl", "ingetrokken"), ("en", "withdrawn")])
def test_the_pages_say_so(locale: str, words: str) -> None:
    outcome = make_site(sources(withdrawn()), date(2026, 7, 1), drafts=False)
    assert not stops_build(outcome.problems)

    def page(permalink: str) -> BeautifulSoup:
        return BeautifulSoup(outcome.files[f"{locale}/{permalink}index.html"], "html.parser")

    own = page(f"versions/{NEW}/")
    assert words in own.select_one(".version").get_text()  # type: ignore[union-attr]
    assert REASON[locale] in own.select_one("aside.notice").get_text()  # type: ignore[union-attr]
    assert own.select_one('meta[name=robots][content="noindex"]')
    in_force = page("")
    assert in_force.select_one("aside.notice") is None
    assert not in_force.select('link[rel="successor-version"]')


@pytest.mark.parametrize(("locale", "words"), [("nl", "ingetrokken"), ("en", "withdrawn")])
def test_a_reader_of_a_feed_learns_it(locale: str, words: str) -> None:
    before, after = (
        feedparser.parse(
            make_site(sources(withdrawn()), day, drafts=False).files[f"{locale}/changes/feed.xml"]
        ).entries[0]
        for day in (date(2026, 5, 9), date(2026, 5, 10))
    )
    assert before.id == after.id
    assert words not in before.title + before.content[0].value
    assert words in after.title
    assert REASON[locale] in after.content[0].value
    assert (before.updated, after.published) == (before.published, before.published)
    assert after.updated == "2026-05-10T00:00:00+02:00"


@pytest.mark.parametrize(("locale", "words"), [("nl", "ingetrokken"), ("en", "withdrawn")])
def test_the_page_of_its_changes_says_so(locale: str, words: str) -> None:
    outcome = make_site(sources(withdrawn()), date(2026, 7, 1), drafts=False)
    said = BeautifulSoup(outcome.files[f"{locale}/changes/{NEW}/index.html"], "html.parser").get_text()
    assert words in said
    assert REASON[locale] in said


def test_it_is_told_to_whom_it_was_announced_and_announced_to_nobody() -> None:
    edition, words, _ = prepare(sources(withdrawn()), date(2026, 5, 15), drafts=False)
    assert edition is not None
    notices = tuple(site_notices(edition, words))
    assert [(notice.version, notice.moment) for notice in notices] == [(NEW, "announced"), (NEW, "withdrawn")]
    assert notices[1].texts["nl"].summary == REASON["nl"]
    assert notices[1].withdrawn_on == date(2026, 5, 10)
    settings, day = NoticeSettings(), date(2026, 5, 15)
    assert due_notices(notices, day, set(), settings) == ()
    assert [notice.moment for notice in due_notices(notices, day, {(NEW, "announced")}, settings)] == ["withdrawn"]


def test_it_is_no_part_of_the_history_of_what_applied() -> None:
    later = following([SUMMARY, LONGER], version="2026-09-01", announced="2026-07-01")
    edition, _, _ = prepare(sources({**withdrawn(), **later}), date(2026, 10, 1), drafts=False)
    assert edition is not None
    assert edition.timeline.in_force.id == "2026-09-01"
    assert [version.id for version in edition.timeline.superseded] == [OLD]
    previous = edition.releases["2026-09-01"].previous
    assert previous is not None
    assert previous.id == OLD
