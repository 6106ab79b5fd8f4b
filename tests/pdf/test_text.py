"""What the page says the PDF says, section by section, and what stands around the text."""

import io
from typing import Any

import pytest
from pdfminer.high_level import extract_text
from pikepdf import Pdf
from pypdf import PdfReader

from site_builder.pdf.check import spoken
from tests.pdf.support import HISTORY, LOCALES, VERSIONS, catalogs, job, page_sections, real, rendered, squeezed

REAL = [(version, locale) for version in VERSIONS for locale in LOCALES]


def heard(data: bytes) -> list[str]:
    """The text of a PDF as the tag tree has it, a text for each section."""
    sections = [""]
    for element in spoken(data):
        if element.kind == "H2":
            sections.append("")
        sections[-1] += element.text
    return [squeezed(text.replace("•", "")) for text in sections]


@pytest.mark.parametrize(("version", "locale"), REAL)
def test_every_section_of_the_page_is_in_the_pdf_word_for_word(version: str, locale: str) -> None:
    made, data = real(version, locale)
    sections = page_sections(made.html)
    expected = [squeezed(text) for text in sections.values()]
    found = heard(data)
    contents = list(sections).index("_contents")
    assert len(found) == len(expected)
    for number, (name, text) in enumerate(zip(sections, expected, strict=True)):
        if number != contents:
            assert found[number] == text, name


@pytest.mark.parametrize(("version", "locale"), REAL)
def test_another_reader_finds_the_same_words_in_the_same_order(version: str, locale: str) -> None:
    made, data = real(version, locale)
    words = squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))
    position = 0
    for name, text in page_sections(made.html).items():
        opening = squeezed(text)[:20]
        if name not in ("", "_contents"):
            position = words.find(opening, position)
            assert position >= 0, name


def test_contents_name_every_section_and_the_page_on_which_it_stands() -> None:
    _, data = real("2027-01-01", "nl")
    told = spoken(data)
    start = next(i for i, element in enumerate(told) if element.text == "Inhoud") + 1
    end = next(i for i, element in enumerate(told) if i > start and element.kind == "H2")
    entries = [element.text for element in told[start:end] if element.text]
    with Pdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        bookmarks = [item for top in pdf.open_outline().root for item in top.children]
        targets: dict[str, Any] = {item.title: item.destination for item in bookmarks}
        wanted = {title: str(pages[target[0].objgen]) for title, target in targets.items()}
    listed = dict(zip(entries[::2], entries[1::2], strict=True))
    # Bookmarks also lead to the two lists on the first pages.
    assert listed == dict(list(wanted.items())[2:])


@pytest.mark.parametrize("locale", LOCALES)
def test_every_release_is_in_the_history(locale: str) -> None:
    _, data = real("2027-01-01", locale)
    history = heard(data)[-1]
    for entry in HISTORY:
        sentences = entry["sentences"]
        assert isinstance(sentences, list)
        for text in (entry["summary"], entry["reason"], *sentences):
            assert squeezed(str(text)) in history
    assert history.index("Landbot") < history.index("Thefirststatement")


def test_without_releases_there_is_no_history() -> None:
    made = job(history=())
    assert "_history" not in made.html


def test_every_page_tells_where_it_is() -> None:
    for locale in LOCALES:
        _, data = real("2027-01-01", locale)
        with Pdf.open(io.BytesIO(data)) as pdf:
            count = len(pdf.pages)
        sentence = catalogs()[locale].gettext("page %(page)s of %(pages)s")
        for number in range(1, count + 1):
            text = extract_text(io.BytesIO(data), page_numbers=[number - 1])
            assert sentence % {"page": number, "pages": count} in text
            assert ("123samenleven.nl\n" in text) or number == 1


def test_digest_is_shown_when_there_is_one() -> None:
    made = job(digest="sha256:" + "0123456789abcdef" * 4)
    assert "sha256:0123" in heard(rendered(made).data)[0]
    assert "sha256" not in job().html


def test_metadata_are_those_of_the_version() -> None:
    made, data = real("2027-01-01", "nl")
    with Pdf.open(io.BytesIO(data)) as pdf:
        info = {str(name): str(value) for name, value in pdf.docinfo.items()}
        metadata = pdf.open_metadata()
        assert info["/Title"] == "Privacyverklaring – 123samenleven.nl – 1 januari 2027"
        assert info["/Author"] == "123samenleven.nl"
        assert info["/CreationDate"] == info["/ModDate"] == "D:20261122"
        assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"] == "2026-11-22"
        assert metadata["dc:identifier"] == made.address
        assert metadata["dc:language"] == {"nl"}
        assert str(pdf.Root.Lang) == "nl"


def test_statement_as_data_is_enclosed() -> None:
    _, data = real("2027-01-01", "en")
    with Pdf.open(io.BytesIO(data)) as pdf:
        enclosed = pdf.attachments["statement.json"]
        assert enclosed.get_file().read_bytes() == b"{}\n"
        assert str(enclosed.obj.AFRelationship) == "/Data"
        assert [str(file.F) for file in pdf.Root.AF] == ["statement.json"]


def test_paper_is_a4_and_the_text_survives_letter() -> None:
    made, data = real("2027-01-01", "nl")
    with Pdf.open(io.BytesIO(data)) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 595, 842]
    letter = rendered(made, _with_style("@page { size: letter }"))
    with Pdf.open(io.BytesIO(letter.data)) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]
    # Only the numbers in the contents differ.
    assert heard(letter.data)[3:] == heard(data)[3:]


def _with_style(addition: str) -> dict[str, bytes]:
    from tests.pdf.support import STYLE, base

    files = dict(base())
    return {**files, STYLE: files[STYLE] + addition.encode()}


def test_published_style_sheet_gives_the_same_pages() -> None:
    from site_builder.assets import minify
    from tests.pdf.support import STYLE, base

    made, data = real("2027-01-01", "nl")
    files = dict(base())
    minified = rendered(made, {**files, STYLE: minify("css/print.css", files[STYLE])})
    assert minified.data == data
