"""The redline as HTML: safe, valid in its nesting, and marked up where a page needs a hold on it."""

import re

import pytest
from bs4 import BeautifulSoup

from site_builder.changes.redline.compare import redline
from site_builder.changes.redline.html import is_safe_target, redline_html
from site_builder.changes.redline.source import document_from_html, document_from_markdown


def shown(old: str, new: str) -> str:
    html = redline_html(redline(document_from_markdown(old), document_from_markdown(new)))
    return re.sub(r"</?section[^>]*>\n?", "", html).strip()


def test_words() -> None:
    assert shown("Wij bewaren het 180 dagen.", "Wij bewaren het 2 jaar.") == (
        '<p class="changed">Wij bewaren het <del>180 dagen</del><ins>2 jaar</ins>.</p>'
    )


def test_a_word_added_in_front_takes_its_space_along() -> None:
    assert shown("naam volgt", "je naam volgt") == '<p class="changed"><ins>je </ins>naam volgt</p>'
    assert shown("je naam volgt", "naam volgt") == '<p class="changed"><del>je </del>naam volgt</p>'


def test_sections_and_blocks_say_whether_they_changed() -> None:
    old = document_from_markdown("## A {#a}\n\nx\n\n## B {#b}\n\ny\n\nz")
    new = document_from_markdown("## A {#a}\n\nx\n\n## B {#b}\n\ny\n\nw")
    html = redline_html(redline(old, new))
    assert '<section class="unchanged" data-section="a" id="a">\n<h2>A</h2>\n<p>x</p>\n</section>' in html
    assert '<section class="changed" data-section="b" id="b">' in html
    assert '<p class="unchanged">y</p>' in html


def test_a_row_and_a_column_are_marked_cell_by_cell() -> None:
    html = shown("|a|b|\n|-|-|\n|c|d|", "|a|n|b|\n|-|-|-|\n|c|o|d|\n|e|f|g|")
    assert html == (
        '<table class="changed"><thead><tr class="changed"><th scope="col" class="unchanged">a</th>'
        '<th scope="col" class="inserted"><ins>n</ins></th><th scope="col" class="unchanged">b</th></tr></thead><tbody>'
        '<tr class="changed"><td class="unchanged">c</td>'
        '<td class="inserted"><ins>o</ins></td><td class="unchanged">d</td></tr><tr class="inserted">'
        '<td class="inserted"><ins>e</ins></td><td class="inserted"><ins>f</ins></td>'
        '<td class="inserted"><ins>g</ins></td>'
        "</tr></tbody></table>"
    )


def test_a_deleted_row_fills_the_columns_that_were_added() -> None:
    html = shown("|a|b|\n|-|-|\n|c|d|\n|x|y|", "|a|n|b|\n|-|-|-|\n|c|o|d|")
    rows = BeautifulSoup(html, "html.parser").find_all("tr")
    assert [len(row.find_all(["td", "th"])) for row in rows] == [3, 3, 3]


def test_what_moved_is_marked_at_both_places() -> None:
    html = shown("- naam van de klant\n- b\n- c\n- d", "- b\n- c\n- d\n- naam van de klant")
    assert '<li class="moved-away" data-move="1"><del class="moved" data-move="1">naam van de klant</del></li>' in html
    assert '<li class="moved-here" data-move="1"><ins class="moved" data-move="1">naam van de klant</ins></li>' in html


def test_labels_come_from_the_caller() -> None:
    old = document_from_markdown("Een [hier](https://a.example).\n\nTwee.")
    new = document_from_markdown("Drie [hier](https://b.example).\n\nTwee.")
    html = redline_html(redline(old, new), {"inserted": "<erbij>", "deleted": "weg", "link": "andere link"})
    assert '<del><span class="label">weg </span>Een</del>' in html
    assert '<ins><span class="label">&lt;erbij&gt; </span>Drie</ins>' in html
    assert '<span class="label">andere link </span>' in html
    assert 'class="label"' not in redline_html(redline(old, new))


def test_typography_is_no_insertion() -> None:
    html = shown('De "zin" blijft.', "De “zin” blijft.")
    assert "<ins" not in html
    assert "<del" not in html
    assert '<span class="typography" data-before="&quot;">“</span>' in html


def test_text_and_targets_are_escaped() -> None:
    html = shown(
        "<script>a</script>", '<script>b</script> [x](https://a.example/?q="><script>) [y](javascript:alert(1))'
    )
    assert "<script" not in html
    assert "javascript:" not in html
    old, new = (
        document_from_html(f'<p><a href="{target}">x</a></p>') for target in ("vbscript:a", '"><img onerror=1>')
    )
    html = redline_html(redline(old, new))
    assert "<img" not in html
    assert "href" not in redline_html(redline(old, old))


@pytest.mark.parametrize(
    "target", ["https://a.nl", "HTTP://a.nl", "mailto:a@b.nl", "tel:+31", "/x", "#x", "x.html", ""]
)
def test_safe_targets(target: str) -> None:
    assert is_safe_target(target)


@pytest.mark.parametrize(
    "target", ["javascript:x", "JaVaScript:x", " java\nscript:x", "\x01javascript:x", "data:text/html,x", "vbscript:x"]
)
def test_unsafe_targets(target: str) -> None:
    assert not is_safe_target(target)


def test_insertions_never_hold_a_block() -> None:
    old = "# A\n\n- a\n    - b\n\n> q\n\n|a|\n|-|\n|b|\n\n    code\n\nt\n:   d\n\nx y z w."
    new = "# B\n\n1. c\n    - d\n\nq\n\n|c|\n|-|\n|e|\n\n    kode\n\nx y z w.\n\nu\n:   d"
    soup = BeautifulSoup(shown(old, new), "html.parser")
    allowed = {"a", "strong", "em", "code", "sup", "sub", "s", "br", "span"}
    marked = soup.find_all(["ins", "del"])
    assert marked
    assert {child.name for mark in marked for child in mark.find_all(True)} <= allowed


def test_what_is_new_in_something_moved_is_only_at_its_new_place() -> None:
    item = "het versturen van de nieuwsbrief aan klanten\n    - met toestemming van de klant"
    html = shown(f"- {item}\n- bellen\n- mailen", f"- bellen\n- mailen\n- {item}\n    - elke maand")
    away = html.partition('<li class="moved-away"')[2].partition("bellen")[0]
    assert "met toestemming" in away
    assert away.count('<li class="moved-away"') == 1
    assert "filler" not in away
    assert '<li class="inserted"><ins>elke maand</ins></li>' in html
