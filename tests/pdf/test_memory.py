"""Same input, same bytes, in any environment; and what is unchanged is not made again."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.memory.pdfs import SPARE, keep, recall, tidy
from site_builder.pdf import render
from site_builder.pdf.digest import digest
from site_builder.pdf.job import PdfJob, PdfResult
from site_builder.pdf.render import render_all
from tests.pdf.support import ADDRESS, ROOT, base, job, plain, real, rendered

DIGESTS = """
import hashlib
from tests.pdf.support import VERSIONS, real
for version in VERSIONS:
    print(hashlib.sha256(real(version, "nl")[1]).hexdigest())
"""


def digests(folder: Path, **environment: str) -> str:
    given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), **environment}
    command = [sys.executable, "-c", DIGESTS]
    done = subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def test_same_bytes_in_another_environment(tmp_path: Path) -> None:
    one = digests(tmp_path, PYTHONHASHSEED="1", LC_ALL="C", TZ="Pacific/Auckland")
    bare = tmp_path / "fonts.conf"
    bare.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    without_fonts = {"FONTCONFIG_FILE": str(bare), "SOURCE_DATE_EPOCH": "1"}
    other = digests(tmp_path, PYTHONHASHSEED="2", LC_ALL="nl_NL.UTF-8", TZ="America/Lima", **without_fonts)
    here = [hashlib.sha256(real(version, "nl")[1]).hexdigest() for version in ("2018-11-28", "2027-01-01")]
    assert one.split() == other.split() == here


def test_many_at_once_are_the_same_as_one_by_one_and_in_order() -> None:
    jobs = [plain(f"<p>{n}</p>") for n in range(4)]
    told: list[tuple[int, int]] = []
    together = render_all(jobs, base(), ADDRESS, progress=lambda done, total: told.append((done, total)), processes=2)
    assert together == tuple(rendered(made) for made in jobs)
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_nothing_to_make() -> None:
    assert render_all([], base(), ADDRESS) == ()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[PdfJob]:
    """The jobs that are really done."""
    done: list[PdfJob] = []

    def count(asked: PdfJob, files: object, site: str) -> PdfResult:
        done.append(asked)
        return PdfResult(b"%PDF " + asked.html.encode())

    monkeypatch.setattr(render, "render_pdf", count)
    return done


def test_unchanged_is_not_made_again(tmp_path: Path, made: list[PdfJob]) -> None:
    cache = tmp_path / ".cache" / "pdf"
    jobs = [plain("<p>a</p>"), plain("<p>b</p>")]
    told: list[tuple[int, int]] = []

    def build(asked: list[PdfJob]) -> tuple[PdfResult, ...]:
        return render_all(asked, base(), ADDRESS, cache, lambda done, total: told.append((done, total)), 1)

    first = build(jobs)
    assert build(jobs) == first
    assert made == jobs
    changed = [jobs[0], plain("<p>c</p>")]
    assert build(changed)[0] == first[0]
    assert made == [*jobs, changed[1]]
    assert told == [(1, 2), (2, 2), (1, 1)]
    assert sorted(path.suffix for path in cache.iterdir()) == [".pdf"] * 3


def test_whatever_a_pdf_is_made_of_changes_its_key() -> None:
    one = job(history=())
    files = dict(base())
    keys = [
        digest(one, files, ADDRESS),
        digest(replace(one, html=one.html + " "), files, ADDRESS),
        digest(replace(one, address=one.address + "x/"), files, ADDRESS),
        digest(replace(one, attachments={}), files, ADDRESS),
        digest(one, {**files, "assets/print.css": b""}, ADDRESS),
        digest(one, {**files, "fonts/more.ttf": b""}, ADDRESS),
    ]
    assert len(set(keys)) == len(keys)
    # Where it is written is no part of it.
    assert digest(replace(one, place="elsewhere.pdf"), files, ADDRESS) == keys[0]


def test_a_result_with_problems_is_not_remembered(tmp_path: Path) -> None:
    render_all([plain("<p>☃</p>")], base(), ADDRESS, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("damage", [lambda data: data[:0], lambda data: data[:-9], lambda data: b"Q" + data[1:]])
def test_a_damaged_entry_is_ignored_and_replaced(
    tmp_path: Path, made: list[PdfJob], damage: Callable[[bytes], bytes]
) -> None:
    asked = plain("<p>a</p>")
    [first] = render_all([asked], base(), ADDRESS, tmp_path, processes=1)
    [entry] = tmp_path.iterdir()
    entry.write_bytes(damage(entry.read_bytes()))
    assert render_all([asked], base(), ADDRESS, tmp_path, processes=1) == (first,)
    assert made == [asked, asked]
    assert recall(tmp_path, entry.stem) == first.data


def test_where_nothing_can_be_written_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keep(tmp_path / "file" / "cache", "key", b"data")
    assert recall(tmp_path / "file" / "cache", "key") is None


def test_an_entry_can_be_opened_as_it_is(tmp_path: Path) -> None:
    from pikepdf import Pdf

    keep(tmp_path, "key", real("2018-11-28", "en")[1])
    with Pdf.open(tmp_path / "key.pdf") as pdf:
        assert len(pdf.pages) > 3


def test_what_is_not_used_any_more_goes_when_it_is_much(tmp_path: Path) -> None:
    keys = [f"{number:03}" for number in range(SPARE * 16 + 1)]
    for key in keys[:-1]:
        keep(tmp_path, key, b"PDF")
    tidy(tmp_path, keys[:2])
    assert len(list(tmp_path.iterdir())) == len(keys) - 1
    keep(tmp_path, keys[-1], b"PDF")
    (tmp_path / "notes.txt").write_text("somebody's")
    tidy(tmp_path, keys[:2])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["000.pdf", "001.pdf", "notes.txt"]
