"""Faults planted in finished pages are found."""

import pytest

from site_builder.links import check_links, outline

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


def test_an_outline() -> None:
    page = outline('<p id="a"><a href="#a&amp;b">x</a><area href="y"><a name="z"></a></p>')
    assert (page.ids, page.links) == (["a"], ["#a&b", "y"])
