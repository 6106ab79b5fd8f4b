"""What a page says is what its words are, however it is looked for."""

from hypothesis import given
from hypothesis import strategies as st

from site_builder.checks.pages.elements import Html

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
