"""Which pages there are, where they stand, and how they link to each other."""

import posixpath
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.pages import Edition, Page, pages, relative
from site_builder.timeline import timeline
from tests.support import site

PERMALINKS = st.lists(st.sampled_from(["nl", "en", "versions", "2027-01-01", "assets"]), max_size=4).flatmap(
    lambda parts: st.sampled_from(
        ["".join(f"{part}/" for part in parts), "".join(f"{part}/" for part in parts) + "page.html"]
    )
)


@settings(deadline=None)
@given(PERMALINKS, PERMALINKS)
def test_a_relative_link_leads_to_its_target(permalink: str, target: str) -> None:
    link = relative(permalink, target)
    assert link
    assert not link.startswith("/")
    resolved = posixpath.normpath(posixpath.join("/", posixpath.dirname(permalink), link))
    assert resolved == posixpath.normpath("/" + target)
    assert link.endswith("/") == (target.endswith("/") or not target)


@pytest.mark.parametrize(
    ("permalink", "target", "link"),
    [
        ("nl/", "en/", "../en/"),
        ("", "nl/", "nl/"),
        ("nl/versions/2026-01-01/", "", "../../../"),
        ("404.html", "assets/site.css", "assets/site.css"),
        ("nl/", "nl/", "./"),
    ],
)
def test_relative_links(permalink: str, target: str, link: str) -> None:
    assert relative(permalink, target) == link


@pytest.fixture(scope="module")
def listed() -> tuple[Page, ...]:
    base = site({})
    standing, _ = timeline(base, date(2027, 1, 1), drafts=False)
    assert standing is not None
    return pages(Edition(base, standing))


def test_the_pages_of_a_site(listed: tuple[Page, ...]) -> None:
    assert {page.path for page in listed} == {
        "index.html",
        "nl/index.html",
        "en/index.html",
        "nl/versions/index.html",
        "en/versions/index.html",
        "nl/versions/2026-01-01/index.html",
        "en/versions/2026-01-01/index.html",
        "nl/changes/index.html",
        "en/changes/index.html",
        "404.html",
    }
    assert len({page.path for page in listed}) == len(listed)


def test_a_page_names_itself_among_its_translations(listed: tuple[Page, ...]) -> None:
    for page in listed:
        if page.alternates and page.permalink:
            assert page.alternates[page.locale] == page.permalink
            assert set(page.alternates) == {"nl", "en"}


def test_readers_of_other_languages_choose_on_the_first_page(listed: tuple[Page, ...]) -> None:
    defaults = {page.permalink: page.x_default for page in listed}
    assert defaults["nl/"] == defaults["en/"] == ""
    assert defaults["en/versions/"] == "nl/versions/"


def test_search_engines_get_the_statement_in_force_and_not_its_copies(listed: tuple[Page, ...]) -> None:
    hidden = {page.permalink for page in listed if not page.indexed}
    assert hidden == {"404.html", "nl/versions/2026-01-01/", "en/versions/2026-01-01/"}


def test_only_the_page_for_a_missing_address_works_at_any_address(listed: tuple[Page, ...]) -> None:
    assert [page.permalink for page in listed if page.rooted] == ["404.html"]
