"""Statements of a size and with words that nobody writes, until somebody does."""

import io
from datetime import date

from pikepdf import Pdf

from site_builder.pdf.check import findings, spoken
from tests.pdf.support import Entry, job, plain, rendered, squeezed

LONG_WORD = "Aansprakelijkheidswaardevaststellingsveranderingen" * 8


def told(data: bytes) -> str:
    return squeezed("".join(element.text for element in spoken(data)))


def test_twelve_thousand_words() -> None:
    prose = "".join(
        f"<section><h2 id='s{n}'>Section {n}</h2>{'<p>' + 'privacy ' * 200 + '</p>'}</section>" for n in range(60)
    )
    result = rendered(plain(prose))
    assert result.problems == ()
    assert told(result.data).count("privacy") == 12_000
    assert findings(result.data) == ()


def test_a_hundred_releases() -> None:
    history: list[Entry] = [
        {
            "version": f"{2127 - n}-01-01",
            "effective_on": date(2127 - n, 1, 1),
            "announced_on": date(2126 - n, 12, 1),
            "summary": f"Summary {n}.",
            "significance": "minor",
            "sentences": [f"Change {n} of {kind}." for kind in ("purpose", "recipient", "period")],
            "reason": f"Reason {n}.",
        }
        for n in range(100)
    ]
    result = rendered(job("2027-01-01", "en", history))
    assert result.problems == ()
    text = told(result.data)
    found = [text.index(f"Summary{n}.") for n in range(100)]
    assert found == sorted(found)
    assert all(f"Reason{n}." in text and f"Change{n}ofperiod." in text for n in range(100))
    assert findings(result.data) == ()


def test_a_word_of_four_hundred_letters_stays_on_the_page() -> None:
    assert len(LONG_WORD) == 400
    cells = "".join(f'<tr><th scope="row">{n}</th><td>{LONG_WORD}</td><td>two years</td></tr>' for n in range(3))
    heads = "".join(f'<th scope="col">{name}</th>' for name in "abc")
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table>"
    text = f"<h2 id='x'>{LONG_WORD}</h2><p>{LONG_WORD}</p><ul><li>{LONG_WORD}</li></ul>{table}"
    prose = f"<div class='text'><section>{text}</section></div>"
    for locale in ("en", "nl"):
        result = rendered(plain(prose, locale))
        assert result.problems == ()
        assert told(result.data).count(LONG_WORD) == 6
        assert findings(result.data) == ()
        assert widest(result.data) <= 595 - 70


def widest(data: bytes) -> float:
    """How far to the right the text of a PDF reaches, in points."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer

    return max(box.x1 for page in extract_pages(io.BytesIO(data)) for box in page if isinstance(box, LTTextContainer))


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    # The room left on the page shrinks line by line until the heading has to move along.
    for lines in range(24, 44):
        filler = "".join(f"<p>line {n}</p>" for n in range(lines))
        table = (
            '<table><caption>Table</caption><thead><tr><th scope="col">Head</th></tr></thead><tbody>'
            + "".join(f"<tr><td>cell {n}</td></tr>" for n in range(4))
            + "</tbody></table>"
        )
        result = rendered(plain(f"{filler}<section><h2>Heading</h2>{table}</section>"))
        with Pdf.open(io.BytesIO(result.data)) as pdf:
            assert len(pdf.pages) <= 2
        pages = [text for text in _texts(result.data) if text]
        for text in pages:
            assert ("Heading" in text) == ("cell 1" in text), lines


def _texts(data: bytes) -> list[str]:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
