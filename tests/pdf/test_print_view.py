"""The addresses behind links, in words; and the print view itself."""

import re

import pytest

from site_builder.elements import Html
from site_builder.outline import outline
from site_builder.pdf.print_view import print_urls
from tests.pdf.support import LOCALES, VERSIONS, job, real


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ('<a href="https://example.org/x?a=1&amp;b=2">the page</a>', "https://example.org/x?a=1&amp;b=2"),
        ('<a href="mailto:info@example.org">mail us</a>', "info@example.org"),
        ('<a href="tel:0850609046">call us</a>', "0850609046"),
        ('<a href="https://example.org/"><strong>the</strong> site</a>', "https://example.org/"),
    ],
)
def test_an_address_stands_behind_its_link(link: str, address: str) -> None:
    assert print_urls(f"<p>See {link}.</p>") == f'<p>See {link} <span class="print-url">({address})</span>.</p>'


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#rights">your rights</a>',
        '<a href="mailto:info@example.org">info@example.org</a>',
        '<a href="https://www.example.org/">www.example.org</a>',
        '<a href="tel:0850609046">085 - 060 90 46</a>',
        "<a>nothing</a>",
    ],
)
def test_a_link_that_shows_where_it_leads_says_it_once(link: str) -> None:
    assert print_urls(link) == link


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("locale", LOCALES)
def test_ids_are_there_once_and_links_within_the_page_lead_somewhere(version: str, locale: str) -> None:
    found = outline(Html(real(version, locale)[0].html))
    assert len(set(found.ids)) == len(found.ids)
    assert {link for link in found.links if link.startswith("#")} <= {f"#{name}" for name in found.ids}


def test_a_print_view_fetches_its_style_sheet_and_icon_only() -> None:
    found = outline(Html(job().html))
    assert [re.sub(r"^(\.\./)+", "", address) for address in found.fetched][1:] == ["assets/print.css"]
    assert "<script" not in job().html


def test_what_can_be_read_elsewhere_is_on_the_first_page() -> None:
    made, _ = real("2018-11-28", "en")
    assert f'<a href="{made.address}" class="address">{made.address}</a>' in made.html
    assert "in force until 1 January 2027" in made.html
