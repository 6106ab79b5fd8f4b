"""Faults planted in finished pages are found."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.links import check_links
from site_builder.memory.steps import Memory
from site_builder.memory.store import Store
from site_builder.problem import Problem

BASE_URL = "https://privacy.example/site/"
STYLE = {"assets/site.css": b""}


def found(base_url: str = BASE_URL, **pages: str) -> list[tuple[str, str, object]]:
    """What is wrong with pages; `nl__versions` stands for nl/versions/index.html, `index` for index.html."""
    paths = {
        "index": "index.html",
        "missing": "404.html",
    }
    files = {paths.get(name, name.replace("__", "/") + "/index.html"): html.encode() for name, html in pages.items()}
    problems = check_links({**files, **STYLE}, base_url)
    return [(problem.location.path, problem.code, problem.arguments["found"]) for problem in problems]


@pytest.mark.parametrize(
    "address",
    [
        "../",
        "../nl/",
        "./",
        "#top",
        "../nl/#top",
        "../nl/index.html",
        "/site/nl/",
        "https://privacy.example/site/",
        "https://privacy.example/site/nl/#top",
        "../assets/site.css",
        "https://elsewhere.example/page#any",
        "mailto:hello@example.org",
        "tel:+31850000000",
        "#%74op",
    ],
)
def test_links_that_lead_somewhere(address: str) -> None:
    assert found(index="", nl=f'<p id="top"><a href="{address}">x</a>') == []


@pytest.mark.parametrize("address", ["nl/", "../fr/", "/nl/", "../assets/site.js", "https://privacy.example/site/fr/"])
def test_links_that_lead_nowhere(address: str) -> None:
    assert found(index="", nl=f'<a href="{address}">x</a>') == [("nl/index.html", "broken_link", address)]


@pytest.mark.parametrize("address", ["#bottom", "../#top", "https://privacy.example/site/#top"])
def test_anchors_that_are_not_there(address: str) -> None:
    html = f'<p id="top"><a href="{address}">x</a>'
    assert found(index="", nl=html) == [("nl/index.html", "broken_anchor", address)]


def test_a_site_at_the_root_of_its_host() -> None:
    assert found("https://privacy.example", missing='<a href="/nl/">x</a>', nl="") == []
    assert found("https://privacy.example", missing='<a href="/fr/">x</a>') == [("404.html", "broken_link", "/fr/")]


def test_an_id_that_stands_there_twice() -> None:
    assert found(index='<p id="a"><p id="b"><i id="a">') == [("index.html", "duplicate_element_id", "a")]


@pytest.mark.parametrize("attribute", ["for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"])
def test_a_reference_to_an_id_that_is_not_there(attribute: str) -> None:
    html = f'<p id="a"><i {attribute}="a b">'
    assert found(index=html) == [("index.html", "broken_anchor", "#b")]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="{}"></script>',
        '<img src="{}">',
        '<img srcset="{} 2x">',
        '<iframe src="{}"></iframe>',
        '<link rel="stylesheet" href="{}">',
        '<link rel="preconnect" href="{}">',
        '<link rel="icon" href="{}">',
        '<video poster="{}"></video>',
        '<object data="{}"></object>',
    ],
)
@pytest.mark.parametrize("address", ["https://fonts.example/a", "//fonts.example/a"])
def test_what_a_browser_fetches_from_another_host(html: str, address: str) -> None:
    assert found(index=html.format(address)) == [("index.html", "foreign_host", address)]


def test_what_a_browser_fetches_from_here_must_exist() -> None:
    assert found(index='<link rel="stylesheet" href="assets/site.css"><img src="data:,">') == []
    assert found(index='<script src="assets/gone.js"></script>') == [("index.html", "broken_link", "assets/gone.js")]


def test_other_relations_are_links_that_a_reader_follows() -> None:
    html = (
        '<link rel="canonical" href="https://privacy.example/site/"><link rel="license" href="https://other.example/">'
    )
    assert found(index=html) == []
    assert found(index='<link rel="privacy-policy" href="fr/">') == [("index.html", "broken_link", "fr/")]


def alternate(path: str) -> str:
    return f'<link rel="alternate" hreflang="xx" href="{BASE_URL}{path}">'


def test_translations_name_each_other() -> None:
    both = alternate("nl/") + alternate("en/")
    assert found(nl=both, en=both) == []
    assert found(nl=both, en=alternate("en/")) == [("nl/index.html", "hreflang_not_mutual", f"{BASE_URL}en/")]
    assert found(nl=alternate("nl/") + alternate("fr/")) == [("nl/index.html", "broken_link", f"{BASE_URL}fr/")]


_PAGES = ("index.html", "nl/2026-01-01/index.html", "nl/2026-01-09/index.html", "nl/2027-05-01/index.html", "odd#.html")
_PLACES = st.sampled_from(("", "nl/2026-01-01/", "nl/2026-01-09/", "nl/2027-05-01/", "odd%23.html", "site.css"))
_PIECES = st.one_of(
    st.builds('<p id="{}">'.format, st.sampled_from("abc")),
    st.builds('<a href="/site/{}{}">'.format, _PLACES, st.sampled_from(("", "#a", "#b"))),
    st.builds('<link rel="alternate" hreflang="nl" href="/site/{}">'.format, _PLACES),
    st.just('<label for="a"><script src="https://elsewhere.example/x.js"></script>'),
)
_SITES = st.dictionaries(st.sampled_from(_PAGES), st.lists(_PIECES, max_size=6).map("".join), min_size=3)


@given(sites=st.lists(_SITES, min_size=2, max_size=5))
def test_what_is_remembered_of_other_pages_is_what_is_there(sites: list[dict[str, str]]) -> None:
    lasting = Memory(Store())
    for pages in sites:
        files = {**{path: html.encode() for path, html in pages.items()}, "site.css": b""}
        with lasting.build("room", "") as memory:
            remembered = check_links(files, BASE_URL, memory)
            memory.finished = True
        assert remembered == check_links(files, BASE_URL)


def test_a_page_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    files = {"index.html": b'<a href="nl/2026-01-01/#a">', "nl/2026-01-01/index.html": b'<p id="a">'}

    def made(files: dict[str, bytes]) -> tuple[frozenset[str], tuple[Problem, ...]]:
        lasting = Memory(Store(tmp_path / "memory.sqlite"))
        with lasting.build("room", "") as memory:
            problems = check_links(files, BASE_URL, memory)
            memory.finished = True
        return lasting.made, problems

    made(files)
    assert made(files) == (frozenset(), ())
    steps, problems = made({**files, "nl/2026-01-01/index.html": b'<p id="b">'})
    assert steps == {
        "links:2026",
        "links:2026-01-01",
        "page links:nl/2026-01-01/index.html",
        "ids:nl/2026-01-01/index.html",
    }
    assert [problem.location.path for problem in problems] == ["index.html"]
