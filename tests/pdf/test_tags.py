"""The PDF as a screen reader and an archive meet it."""

import io
import re
from collections import Counter
from typing import Any

import pytest
from pikepdf import Pdf

from site_builder.pdf.check import findings, spoken
from site_builder.pdf.tags import children, kids, kind, walk
from tests.pdf.support import LOCALES, VERSIONS, plain, real, rendered


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("locale", LOCALES)
def test_real_statements_pass_every_check(version: str, locale: str) -> None:
    _, data = real(version, locale)
    assert findings(data) == ()


def test_one_tree_of_headings_and_sections() -> None:
    made, data = real("2027-01-01", "nl")
    told = spoken(data)
    assert [element.kind for element in told if element.depth == 1] == ["Part"]
    headings = Counter(element.kind for element in told if re.fullmatch(r"H\d", element.kind))
    written = Counter(tag.upper() for tag in re.findall(r"<(h\d)[ >]", made.html))
    assert headings == written


def test_lists_and_tables_are_as_in_the_page() -> None:
    made, data = real("2027-01-01", "en")
    told = Counter(element.kind for element in spoken(data))
    main = made.html[made.html.index("<main") :]
    assert told["L"] == len(re.findall(r"<(?:ul|ol|dl)\b", main))
    assert told["LI"] == len(re.findall(r"<(?:li|dt)\b", main))
    assert told["Table"] == main.count("<table")
    assert told["TR"] == main.count("<tr")
    assert told["TH"] == len(re.findall(r"<th\b(?!ead)", main))
    assert told["TD"] == main.count("<td")
    assert told["Caption"] == main.count("<caption")


def test_a_term_is_the_label_of_what_belongs_to_it() -> None:
    _, data = real("2027-01-01", "en")
    labels = spoken(data)
    where = next(i for i, element in enumerate(labels) if element.text == "Who")
    assert [element.kind for element in labels[where - 2 : where + 3]] == ["LI", "Lbl", "Span", "LBody", "Span"]


def test_lists_say_how_they_are_numbered() -> None:
    result = rendered(plain("<ul><li>a</li></ul><ol><li>b</li></ol><ol><li>c</li><li>d</li></ol><dl><dt>e<dd>f</dl>"))
    with Pdf.open(io.BytesIO(result.data)) as pdf:
        lists = [element for element in walk(pdf.Root.StructTreeRoot.K[0]) if kind(element) == "L"]
        assert [str(found.A.ListNumbering) for found in lists] == ["/Disc", "/Decimal", "/Decimal", "/None"]


def test_heads_of_tables_say_what_they_head() -> None:
    _, data = real("2027-01-01", "nl")
    with Pdf.open(io.BytesIO(data)) as pdf:
        for table in walk(pdf.Root.StructTreeRoot.K[0]):
            for part in children(table) if kind(table) == "Table" else []:
                scopes = {str(cell.A.Scope) for cell in walk(part) if kind(cell) == "TH"}
                assert scopes == (
                    {"/Column"} if kind(part) == "THead" else {"/Row"} if kind(part) == "TBody" else set()
                )


def test_links_are_described_and_lead_somewhere() -> None:
    _, data = real("2027-01-01", "en")
    with Pdf.open(io.BytesIO(data)) as pdf:
        annotations = [found for page in pdf.pages for found in page.obj.get("/Annots", ())]
        described = {str(found.Contents): found for found in annotations}
        assert str(described["conny@123samenleven.nl"].A.URI) == "mailto:conny@123samenleven.nl"
        assert str(described["the authority in that country"].A.URI).startswith("https://www.edpb.europa.eu/")
        names = [str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]
        assert str(described["Which cookies do we use?"].Dest) in names


def test_headers_and_footers_are_artifacts() -> None:
    _, data = real("2027-01-01", "nl")
    told = [element.text for element in spoken(data)]
    assert "Privacyverklaring – 123samenleven.nl" not in told
    with Pdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            content = page.obj.Contents.read_bytes()
            assert content.count(b"/Artifact <</Type /Pagination>> BDC") >= (3 if number else 1)


def test_a_paragraph_over_two_pages_is_one_paragraph() -> None:
    result = rendered(plain(f"<p>{'word ' * 1500}</p><p>end</p>"))
    told = spoken(result.data)
    assert [element.kind for element in told].count("P") == 2
    assert sum(element.text.count("word") for element in told) == 1500
    assert findings(result.data) == ()


def test_a_list_over_three_pages_is_one_list_with_its_sublists() -> None:
    items = "".join(f"<li>item {n}<ul><li>part {n}</li><li>{'more ' * 90}</li></ul></li>" for n in range(30))
    result = rendered(plain(f"<section><h2>List</h2><ol>{items}</ol></section>"))
    told = spoken(result.data)
    text = "".join(element.text for element in told)
    assert [n for n in range(30) if f"part {n}" in text] == list(range(30))
    with Pdf.open(io.BytesIO(result.data)) as pdf:
        assert len(pdf.pages) > 2
        section = next(element for element in walk(pdf.Root.StructTreeRoot.K[0]) if kind(element) == "Sect")
        [found] = [element for element in children(section) if kind(element) == "L"]
        assert len([item for item in children(found) if kind(item) == "LI"]) == 30
    assert findings(result.data) == ()


def test_a_repeated_table_head_is_shown_on_every_page_and_said_once() -> None:
    rows = "".join(f'<tr><th scope="row">row {n}</th><td>value {n}</td></tr>' for n in range(200))
    head = '<thead><tr><th scope="col">Name</th><th scope="col">Value</th></tr></thead>'
    result = rendered(plain(f"<table><caption>Many</caption>{head}<tbody>{rows}</tbody></table>"))
    told = spoken(result.data)
    assert [element.kind for element in told].count("Table") == 1
    assert [element.text for element in told].count("Name") == 1
    assert [element.kind for element in told].count("TR") == 201
    with Pdf.open(io.BytesIO(result.data)) as pdf:
        assert len(pdf.pages) > 4
        named = {bytes(name): head for name, head in _pairs(list(pdf.Root.StructTreeRoot.IDTree.Names))}
        cells = [cell for cell in walk(pdf.Root.StructTreeRoot.K[0]) if kind(cell) == "TD"]
        for cell in cells:
            assert [str(named[bytes(name)].A.Scope) for name in cell.A.Headers] == ["/Row", "/Column"]
    assert findings(result.data) == ()


def _pairs(flat: list[Any]) -> list[tuple[Any, Any]]:
    return list(zip(flat[::2], flat[1::2], strict=True))


def test_checks_find_what_is_wrong() -> None:
    data = rendered(plain("<h3>jump</h3><p>x <a href='https://example.org/'>link</a></p>")).data
    assert "a heading H3 follows one of level 1" in findings(data)
    with Pdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.Lang
        document = pdf.Root.StructTreeRoot.K[0]
        paragraph = next(element for element in walk(document) if kind(element) == "P")
        del paragraph.P.K[kids(paragraph.P).index(paragraph)]
        changed = io.BytesIO()
        pdf.save(changed)
    found = findings(changed.getvalue())
    assert "the document has no language" in found
    assert "page 1: the tree and the page do not hold the same content" in found
    assert "a link on page 1 is not in the tree" in found
