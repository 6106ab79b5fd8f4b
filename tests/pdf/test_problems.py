"""What stands in the way of a PDF is told with its place; nothing is fetched from elsewhere."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.pdf.check import findings
from site_builder.pdf.engine import Drawing
from site_builder.pdf.render import render_all
from site_builder.problem import Problem
from tests.pdf.support import ADDRESS, ROOT, STYLE, base, plain, rendered

# Runs in a process of its own: libraries are loaded once in a process.
WITHOUT_PANGO = """
import cffi
from pathlib import Path
from site_builder.pdf.job import PdfJob
from site_builder.pdf.render import render_all

def nothing(self, name, flags=0):
    raise OSError(f"cannot load library {name!r}: {name}: cannot open shared object file")

cffi.FFI.dlopen = nothing
jobs = [PdfJob("<p>x</p>", "https://example.org/nl/", f"{n}.pdf") for n in range(3)]
for result in render_all(jobs, {}, "https://example.org/", processes=1):
    for problem in result.problems:
        print(problem.location, problem.code, problem.arguments["reason"], result.data)
"""
WITHOUT_WEASYPRINT = """
import sys
sys.modules["weasyprint"] = None
from site_builder.pdf.job import PdfJob
from site_builder.pdf.render import render_all
jobs = [PdfJob("<p>x</p>", "https://example.org/nl/", f"{n}.pdf") for n in range(2)]
for result in render_all(jobs, {}, "https://example.org/", processes=1):
    for problem in result.problems:
        print(problem.location, problem.code, result.data)
"""


def run(program: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_missing_pango_is_told_once_and_nothing_is_printed_beside() -> None:
    assert run(WITHOUT_PANGO) == "0.pdf pango_missing cannot load library 'libgobject-2.0-0' b''\n"


def test_missing_weasyprint_is_told_once() -> None:
    assert run(WITHOUT_WEASYPRINT) == "0.pdf weasyprint_missing b''\n"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/spy.png",
        "http://127.0.0.1:9/spy.png",
        "file:///etc/hostname",
        "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=",
        "../nl/statement.pdf",
    ],
)
def test_nothing_is_fetched_but_what_is_given(address: str) -> None:
    result = rendered(plain(f"<p>one</p>\n<p><img src='{address}' alt='spy'></p>"))
    [problem] = result.problems
    assert problem.code == "pdf_resource_refused"
    assert (problem.location.path, problem.location.line) == ("en/statement.pdf", 2)
    assert str(problem.arguments["found"]).endswith(address.removeprefix(".."))
    assert result.data == b""


def test_what_a_style_sheet_wants_is_told_with_its_line() -> None:
    [problem] = rendered(
        plain("<p>x</p>"), base("p { color: red }\np { background: url(//example.org/x.png) }")
    ).problems
    assert (str(problem.location), problem.arguments["found"]) == (f"{STYLE}:2", "https://example.org/x.png")


def test_a_page_from_elsewhere_cannot_be_its_base() -> None:
    made = plain("<p>x</p>")
    other = replace(made, html=made.html.replace("<head>", "<head><base href='https://example.org/'>"))
    assert {problem.code for problem in rendered(other).problems} == {"pdf_resource_refused"}


def test_missing_font_is_told_with_its_place() -> None:
    files = {path: data for path, data in base().items() if not path.endswith("-Italic.ttf")}
    problems = rendered(plain("<p>plain <em>italic</em></p>"), files).problems
    assert [problem.code for problem in problems] == ["pdf_resource_refused", "pdf_font_unusable"]
    assert [problem.location.path for problem in problems] == [STYLE, STYLE]
    assert problems[0].arguments["found"] == f"{ADDRESS}fonts/SourceSerif4-Italic.ttf"


def test_broken_font_is_told() -> None:
    files = {path: b"no font" if path.endswith("-Regular.ttf") else data for path, data in base().items()}
    problems = rendered(plain("<p>x</p>"), files).problems
    assert [(problem.code, problem.arguments) for problem in problems] == [
        ("pdf_font_unusable", {"found": "source serif 4"})
    ]


def test_a_character_that_our_fonts_lack_is_told_not_taken_from_this_computer() -> None:
    result = rendered(plain("<p>fine</p>\n<p>a ☃ and 字</p>"))
    assert result.problems == (Problem(result.problems[0].location, "pdf_character", {"found": ["☃", "字"]}),)
    assert result.problems[0].location.line == 2


def test_greek_cyrillic_and_signs_are_in_our_fonts() -> None:
    result = rendered(plain("<p>Ελληνικά Русский § € – — “ ” ‘ ’ … • → ½ ² é ë ï ﬁ</p>"))
    assert result.problems == ()


def test_everything_that_markdown_makes_is_set_in_our_fonts() -> None:
    lists = "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul><ol><li>d<ol><li>e</li></ol></li></ol>"
    words = "<p><strong>f <em>g</em></strong> <code>h_i</code></p><blockquote><p>l</p></blockquote><hr>"
    words += "<pre><code>j\n  k</code></pre>"
    result = rendered(plain(f"<section><h2>m</h2>{lists}{words}<h3>n <em>o</em></h3><h4>p</h4></section>"))
    assert result.problems == ()
    assert findings(result.data) == ()


def test_other_pages_are_made_when_one_cannot_be() -> None:
    jobs = [plain("<p>x</p>"), plain("<p>☃</p>"), plain("<p>y</p>")]
    results = render_all(jobs, base(), ADDRESS, processes=1)
    assert [bool(result.data) for result in results] == [True, False, True]


def test_drawing_is_plain_data() -> None:
    assert Drawing(b"", (), ()).refused == ()
    assert Path(ROOT, "static", "fonts", "LICENSE").read_text().count("SIL OPEN FONT LICENSE")
