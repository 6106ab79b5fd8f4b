"""What is read from HTML and Markdown, and what is not."""

from site_builder.changes.redline.document import Block, section_paths, text_of_block
from site_builder.changes.redline.source import document_from_html, document_from_markdown
from site_builder.changes.redline.words import text_of


def outline(block: Block) -> object:
    """The kinds of a block and its text, as nested lists."""
    if block.tokens:
        return text_of(block.tokens)
    return [block.kind, *(outline(child) for child in block.children)]


def blocks_of(html: str) -> list[object]:
    return [outline(block) for section in document_from_html(html).sections for block in section.blocks]


def test_sections_by_heading_inside_containers() -> None:
    document = document_from_html(
        "<main><h1>Titel</h1><section id=a><h2>Een</h2><div><p>x</p></div></section>"
        "<section><h2 id=b>Twee</h2><h3>Drie</h3><p>y</p></section></main>"
    )
    assert [(section.id, section.level) for section in document.sections] == [("", 1), ("a", 2), ("b", 2), ("", 3)]
    assert section_paths(document) == [("Titel",), ("Titel", "Een"), ("Titel", "Twee"), ("Titel", "Twee", "Drie")]


def test_what_carries_no_text_is_left_out() -> None:
    html = (
        "<p>a<script>b</script></p><style>c</style><nav>d</nav><template>e</template>"
        "<p aria-hidden=true>f</p><p hidden>g"
    )
    assert blocks_of(html) == ["a"]


def test_blocks() -> None:
    html = (
        "<ul><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ul><dl><div><dt>t<dd>u</div></dl><blockquote>q</blockquote><hr>"
        "<pre><code>x  y\n  z</code></pre><table><caption>k</caption><thead><tr><th>l</thead><tr><td>m<td></table>"
    )
    assert blocks_of(html) == [
        ["list", ["item", "a", ["list", ["item", "b"]]], ["item", "c", "d"]],
        ["definitions", ["term", "t"], ["definition", "u"]],
        ["quote", "q"],
        ["rule"],
        "x  y z",
        ["table", ["caption", "k"], ["row", ["cell", "l"]], ["row", ["cell", "m"], ["cell"]]],
    ]


def test_a_line_break_is_kept_apart_from_a_space() -> None:
    (section,) = document_from_html("<p>Straat 5<br>\n 2585 VA</p>").sections
    assert [token.space for token in section.blocks[0].tokens] == ["", " ", "\n", " "]


def test_links_and_images() -> None:
    (section,) = document_from_html('<p><a href=" /x "><b>naar x</b></a> <img src="i.png" alt="logo"></p>').sections
    assert [(token.text, token.marks.target) for token in section.blocks[0].tokens] == [
        ("naar", "/x"),
        ("x", "/x"),
        ("logo", "i.png"),
    ]


def test_html_in_markdown_is_text() -> None:
    document = document_from_markdown(
        "<div onclick=x>\n\nDit is <b>ruw</b> &amp; <!-- stil --> <script>y</script>\n\n</div>"
    )
    texts = [text_of_block(block) for section in document.sections for block in section.blocks]
    assert texts == ["<div onclick=x>", "Dit is <b>ruw</b> & <!-- stil --> <script>y</script>", "</div>"]


def test_front_matter_is_not_lost() -> None:
    document = document_from_markdown("---\ntitle: Privacy\ndate: 2027-01-01\n---\n## Een {#een}\n\nx")
    assert [section.id for section in document.sections] == ["", "een"]
    assert outline(document.sections[0].blocks[0]) == "title: Privacy date: 2027-01-01"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    document = document_from_markdown("---\n\nGewone tekst.\n\n---\n\nMeer.")
    assert [block.kind for block in document.sections[0].blocks] == ["rule", "paragraph", "rule", "paragraph"]


def test_absurd_nesting_is_read() -> None:
    assert blocks_of("<div>" * 5000 + "x" + "</div>" * 5000) == ["x"]
    (quote,) = blocks_of("<blockquote>" * 5000 + "x")
    assert "x" in str(quote)
