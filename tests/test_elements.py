"""What a page says is what its words are, however it is looked for."""

import re

from hypothesis import given
from hypothesis import strategies as st

from site_builder.elements import Html

_PIECES = st.sampled_from(
    [
        *("<p>", '<p title="a b">', "<p title='a > b'>", "</p>", "<body>", "</body>", "<!-- a b -->"),
        *("<script>a b</script>", "a b", "a", "b", " ", "\n", '"', "<", ">", "&", "&amp;", "&copy", ";"),
    ]
)
_TEXTS = st.sampled_from(
    ["a", "b", "a b", "amp;", "copya", "copy", "a  b", "a\nb", "", "<", "a & b", ">", ";a", "title"]
)


@given(pieces=st.lists(_PIECES, max_size=12), text=_TEXTS)
def test_what_a_page_says(pieces: list[str], text: str) -> None:
    page = Html("<title>b a</title><body>" + "".join(pieces))
    assert page.says(text) == (text in page.words)


def test_a_text_that_stands_as_it_is_needs_no_words() -> None:
    page = Html("<body><p>Since 28 November 2018.</p>")
    assert page.says("28 November 2018")
    assert "words" not in vars(page)


def test_a_page_without_a_body_says_nothing() -> None:
    assert not Html("<p>a</p>").says("a")


@given(pieces=st.lists(_PIECES, max_size=12))
def test_elements_are_what_is_not_hidden(pieces: list[str]) -> None:
    """What stands in a comment or a script is no element; of a script there is its start."""
    hidden = re.compile("<!--.*?-->|(?<=<script>).*?</script>", re.DOTALL)
    html = "".join(pieces)
    page, bare = Html(html), Html(hidden.sub("", html))
    names = ("p", "body", "script")
    assert [(one.name, one.attributes) for one in page.named(*names)] == [
        (one.name, one.attributes) for one in bare.named(*names)
    ]


def test_elements_are_in_the_order_of_the_document() -> None:
    page = Html('<h2 id="b">Two</h2><H1 id=\'a\' id="c">One &amp; all</h1><h2>Three</h2>')
    found = page.named("h1", "h2")
    assert [(one.name, page.text(one), one.attributes) for one in found] == [
        ("h2", "Two", {"id": "b"}),
        ("h1", "One & all", {"id": "a"}),
        ("h2", "Three", {}),
    ]
    assert [*page.written()] == [("h2", {"id": "b"}), ("h1", {"id": "a"})]
