"""A published site against its sources: what they give today, what is due, and who was told."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.freeze import freeze_version
from site_builder.printing import Printing
from site_builder.verify.run import verify
from tests.support import BASE

ROOT = Path(__file__).parents[2]
FIRST, SECOND = "2026-01-01", "2026-06-01"
BEFORE, ANNOUNCED, AFTER = date(2026, 4, 30), date(2026, 5, 1), date(2026, 6, 1)
Found = list[tuple[str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A version in force, and one that is announced in May and applies from June, both released."""
    root = tmp_path / "site"
    shutil.copytree(BASE, root)
    first, second = (root / "content/statements" / version for version in (FIRST, SECOND))
    shutil.copytree(first, second)
    register = second / "statement.yaml"
    text = register.read_text().replace(f"effective_on: {FIRST}", f"effective_on: {SECOND}")
    lines = ["announced_on: 2026-05-01" if line.startswith("announced_on:") else line for line in text.splitlines()]
    lines.append("significance: material")
    lines.append("summary: {nl: Je leest nu meer., en: You now read more.}")
    register.write_text("\n".join(lines) + "\n")
    freeze_version(root, SECOND, BEFORE)
    return root


def publish(root: Path, day: date) -> None:
    build(root, root / "output", day)


def found(root: Path, day: date) -> Found:
    _, problems = verify(str(root / "output"), day, root=root)
    return [(problem.location.path, problem.code) for problem in problems]


def test_what_the_sources_give_today_is_fine(root: Path) -> None:
    publish(root, BEFORE)
    assert found(root, BEFORE) == []


def test_of_what_is_released_but_not_announced_nothing_is_published(root: Path) -> None:
    publish(root, BEFORE)
    versions = json.loads((root / "output/versions.json").read_text())
    assert [link["version"] for link in versions["chain"]] == [FIRST]
    publish(root, ANNOUNCED)
    versions = json.loads((root / "output/versions.json").read_text())
    assert [link["version"] for link in versions["chain"]] == [FIRST, SECOND]


def test_an_announcement_that_is_due(root: Path) -> None:
    publish(root, BEFORE)
    assert found(root, ANNOUNCED) == [("versions.json", "website_behind")]
    publish(root, ANNOUNCED)
    assert found(root, ANNOUNCED) == []


def test_a_version_that_takes_effect(root: Path) -> None:
    publish(root, ANNOUNCED)
    assert found(root, AFTER) == [("versions.json", "build_due")]
    publish(root, AFTER)
    assert found(root, AFTER) == []


def test_a_file_that_the_sources_do_not_give(root: Path) -> None:
    publish(root, BEFORE)
    (root / "templates").mkdir()
    template = (ROOT / "templates/archive.html").read_text()
    (root / "templates/archive.html").write_text(template.replace("<h1>", "<!-- ours --><h1>"))
    assert found(root, BEFORE) == [
        ("en/versions/index.html", "website_unlike_sources"),
        ("nl/versions/index.html", "website_unlike_sources"),
    ]


def test_sources_with_problems_give_nothing_to_compare_with(root: Path) -> None:
    publish(root, BEFORE)
    register = root / "content/statements" / FIRST / "statement.yaml"
    register.write_text(register.read_text() + "# changed\n")
    assert found(root, BEFORE) == [(f"content/statements/{FIRST}/statement.yaml", "released_changed")]


def test_a_site_with_pdfs_is_compared_without_setting_them(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, root / "output", BEFORE, printing=Printing())
    listed = json.loads((root / "output/digests.json").read_text())["files"]
    assert "nl/statement.pdf" in listed
    monkeypatch.setattr("site_builder.build.make_pdfs", None)
    assert found(root, BEFORE) == []
    pdf = root / "output/nl/statement.pdf"
    pdf.write_bytes(pdf.read_bytes() + b"\n")
    assert found(root, BEFORE) == [("nl/statement.pdf", "published_changed")]
    pdf.unlink()
    assert found(root, BEFORE) == [("nl/statement.pdf", "published_missing")]


def test_a_release_that_nobody_was_told_of(root: Path) -> None:
    site = root / "content/site.yaml"
    site.write_text(
        f"{site.read_text()}notices:\n  list_address: list@example.nl\n"
        "  smtp: {host: 127.0.0.1, port: 25, tls: none, sender: privacy@example.nl}\n"
    )
    publish(root, ANNOUNCED)
    untold = [(f"content/statements/{SECOND}", "release_untold")]
    assert found(root, ANNOUNCED) == untold
    ledger = root / "announced.jsonl"
    line = {"at": "2026-05-01T12:00:00+00:00", "key": f"mail/{SECOND}/announced/all/0123456789abcdef"}
    for state, expected in (("failed", untold), ("sent", []), ("uncertain", []), ("resend", untold), ("marked", [])):
        ledger.write_text(json.dumps({**line, "state": state}) + "\n")
        assert found(root, ANNOUNCED) == expected, state
    ledger.write_text("damaged\n\n")
    assert found(root, ANNOUNCED) == [(str(ledger), "ledger_damaged")]
