"""What of a page matters to others."""

from site_builder.elements import Html
from site_builder.outline import outline


def test_an_outline() -> None:
    page = outline(Html('<p id="a"><a href="#a&amp;b">x</a><area href="y"><a name="z"></a></p>'))
    assert (page.ids, page.links) == (["a"], ["#a&b", "y"])


def test_what_is_no_html_holds_no_elements() -> None:
    hidden = '<a id="no" href="no">'
    page = outline(
        Html(f'<TITLE id="t">{hidden}</title><!-- {hidden} --><textarea id="b">{hidden}</textarea><p id="c">')
    )
    assert (page.ids, page.links) == (["t", "b", "c"], [])
