"""What must hold for any two texts: both can be read back, and a text does not differ from itself."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.changes.redline.compare import redline
from site_builder.changes.redline.document import Document, leaves
from site_builder.changes.redline.html import redline_html
from site_builder.changes.redline.operations import operations
from site_builder.changes.redline.projection import new_document, old_document
from site_builder.changes.redline.source import document_from_html, document_from_markdown
from site_builder.changes.redline.tree import Redline
from site_builder.changes.redline.words import PLAIN, text_of, tokenise

VOCABULARY = (
    "wij bewaren je gegevens niet langer dan nodig 180 dagen 2 jaar naam e-mailadres d.w.z. art. 6 § €5 foto’s foto's "
    "“zin” \"zin\" 'zin' — – - ... … co\u00adokie café cafe\u0301 **vet** *schuin* `code` [link](https://a.nl) "
    "[link](https://b.nl) [fout](javascript:alert(1)) <b>ruw</b> a,b (met a\u00a0b x<sup>2</sup> &amp; &nbsp; 1.000,50"
)
TAGS = "div p ul ol li table tr td th caption dl dt dd blockquote pre h2 h3 section em a del s sup script"

words = st.sampled_from(VOCABULARY.split(" "))
phrases = st.lists(words, min_size=1, max_size=6).map(" ".join)
sentences = st.sampled_from(
    [
        "Wij verkopen je gegevens nooit aan anderen.",
        "Wij verkopen je gegevens soms aan anderen.",
        "Je kunt altijd bezwaar maken tegen de verwerking!",
        "We keep your e-mail address for 180 days.",
    ]
) | phrases.map(lambda phrase: phrase.capitalize() + ".")
paragraphs = st.lists(sentences, min_size=1, max_size=4).map(" ".join)
items = st.tuples(st.sampled_from(["- ", "1. ", "    - "]), phrases).map("".join)
lists = st.lists(items, min_size=1, max_size=5).map("\n".join)
definitions = st.lists(st.tuples(phrases, phrases).map(lambda pair: f"{pair[0]}\n:   {pair[1]}"), max_size=3).map(
    "\n\n".join
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    cell = st.sampled_from(["naam", "adres", "2 jaar", "180 dagen", "", "wij bewaren dit", "*x*"])
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=4))
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


headings = st.tuples(
    st.sampled_from(["# ", "## ", "### "]), phrases, st.sampled_from(["", " {#a}", " {#b}", " {#c}"])
).map("".join)
quotes = paragraphs.map(lambda text: f"> {text}")
codes = phrases.map(lambda text: f"    {text}\n      {text}")
blocks = st.one_of(paragraphs, paragraphs, headings, lists, tables(), definitions, quotes, codes, st.just("* * *"))
texts = st.lists(blocks, max_size=8)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text and the same with blocks dropped, moved, repeated, changed and added."""
    before = draw(texts)
    after = draw(st.permutations(before)) if draw(st.booleans()) else list(before)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(after)))
        match draw(st.sampled_from(["drop", "add", "repeat", "replace"])):
            case "drop":
                after = after[:place] + after[place + 1 :]
            case "add":
                after = [*after[:place], draw(blocks), *after[place:]]
            case "repeat":
                after = after[:place] + after[place : place + 1] + after[place:]
            case _:
                old, new = draw(words), draw(words)
                after = [block.replace(old, new) for block in after]
    return "\n\n".join(before), "\n\n".join(after)


fragments = st.recursive(
    st.sampled_from(["wij ", "<br>", " bewaren", "<b>je</b> ", "<p>naam", "</p>", "</li>", "<hr>", "<img src=a alt=b>"])
    | st.text("ab<>&\"' \u00a0\u00ad.\n", max_size=6),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(TAGS.split()),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


def shape(texts: Iterator[str]) -> list[list[tuple[str, bool]]]:
    """Texts of blocks as they are compared, the empty ones left out."""
    read = ([(token.key, bool(token.space)) for token in tokenise([(text, PLAIN)])] for text in texts)
    return [text for text in read if text]


def texts_in(document: Document) -> Iterator[str]:
    for section in document.sections:
        yield text_of(section.heading)
        for block in section.blocks:
            for leaf in leaves(block):
                yield text_of(leaf.tokens)


def texts_shown(html: str, without: str) -> Iterator[str]:
    """The text of every block of the fragment once the elements of one kind are dropped."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(without):
        element.decompose()
    for line_break in soup.find_all("br"):
        line_break.replace_with(" ")
    text: list[str] = []

    def walk(element: Tag) -> Iterator[str]:
        for child in element.children:
            if isinstance(child, NavigableString):
                text.append(str(child))
            elif isinstance(child, Tag) and child.name in (
                "ins",
                "del",
                "a",
                "strong",
                "em",
                "code",
                "span",
                "sup",
                "s",
            ):
                yield from walk(child)
            elif isinstance(child, Tag):
                yield "".join(text)
                text.clear()
                yield from walk(child)
                yield "".join(text)
                text.clear()

    yield from walk(soup)
    yield "".join(text)


def check(old: Document, new: Document) -> Redline:
    result = redline(old, new)
    assert old_document(result) == old
    assert new_document(result) == new
    html = redline_html(result)
    assert shape(texts_shown(html, "ins")) == shape(texts_in(old))
    assert shape(texts_shown(html, "del")) == shape(texts_in(new))
    if old == new:
        assert operations(result) == ()
    else:
        assert result.changed or _same_blocks(old, new)
    return result


def _same_blocks(old: Document, new: Document) -> bool:
    """Whether the documents differ in nothing that is read: in an id, or in how the text is cut up into elements."""
    return list(shape(texts_in(old))) == list(shape(texts_in(new)))


@settings(max_examples=400, deadline=None)
@given(edited())
def test_both_texts_can_be_read_back(pair: tuple[str, str]) -> None:
    check(document_from_markdown(pair[0]), document_from_markdown(pair[1]))


@settings(max_examples=300, deadline=None)
@given(fragments, fragments)
def test_both_texts_can_be_read_back_from_any_html(old: str, new: str) -> None:
    check(document_from_html(old), document_from_html(new))


@settings(max_examples=200, deadline=None)
@given(texts.map("\n\n".join))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    document = document_from_markdown(text)
    result = check(document, document_from_markdown(text))
    assert not result.changed
    assert "<ins" not in redline_html(result)


@settings(max_examples=200, deadline=None)
@given(edited())
def test_a_change_has_an_operation(pair: tuple[str, str]) -> None:
    old, new = document_from_markdown(pair[0]), document_from_markdown(pair[1])
    result = redline(old, new)
    assert bool(operations(result)) == result.changed
