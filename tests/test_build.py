"""From a folder to a site: the golden site, same bytes from the same input, and the command line around it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from site_builder.build import plan
from site_builder.cli import main
from site_builder.write import MARKER

ROOT = Path(__file__).parent.parent
BASE = Path(__file__).parent / "problems" / "base"
GOLDEN = Path(__file__).parent / "golden"
DAY = date(2027, 1, 1)

_HASH = re.compile(rb"\.[0-9a-f]{12}\.")


def readable(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that people review: no assets, and no digests, which change with every edit."""
    return {
        path: _HASH.sub(b".digest.", data)
        for path, data in sorted(files.items())
        if not path.startswith(("assets/", "fonts/", "digests.json"))
    }


def test_golden_site(refresh: bool) -> None:
    found = readable(plan(BASE, DAY).files)
    if refresh:
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path, data in found.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(data)
    expected = {path.relative_to(GOLDEN).as_posix(): path for path in sorted(GOLDEN.rglob("*")) if path.is_file()}
    assert list(found) == sorted(expected)
    for path, data in found.items():
        assert data.decode() == expected[path].read_text(), path


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build_in(folder: Path, day: str, **environment: str) -> dict[str, bytes]:
    shutil.copytree(ROOT / "content", folder / "content")
    command = [sys.executable, "-m", "site_builder", "build", "--as-of", day]
    subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, check=True)
    return tree(folder / "output")


def test_same_bytes_on_another_day_in_another_folder_with_another_environment(tmp_path: Path) -> None:
    one = build_in(tmp_path / "one", "2026-11-22", PYTHONHASHSEED="1", LC_ALL="C", TZ="Pacific/Auckland")
    other = build_in(tmp_path / "über uns", "2026-12-24", PYTHONHASHSEED="2", LC_ALL="nl_NL.UTF-8", TZ="America/Lima")
    assert one == other


def test_building_twice_gives_the_same_bytes_and_removes_stale_files(tmp_path: Path) -> None:
    output = tmp_path / "output"
    arguments = ["build", "--root", str(ROOT), "--output", str(output), "--as-of", "2026-11-22"]
    assert main(arguments) == 0
    first = tree(output)
    (output / "stale.html").write_text("from long ago")
    assert main(arguments) == 0
    assert tree(output) == first


def test_every_page_of_the_contract_is_there() -> None:
    files = plan(ROOT, date(2026, 11, 22)).files
    for path in (
        "index.html",
        "404.html",
        "sitemap.xml",
        "robots.txt",
        "versions.json",
        "statement.json",
        *(
            f"{locale}/{page}index.html"
            for locale in ("nl", "en")
            for page in ("", "versions/", "versions/2018-11-28/", "versions/2027-01-01/")
        ),
    ):
        assert path in files, path


def test_versions_stand_in_json_newest_first() -> None:
    files = plan(ROOT, date(2026, 11, 22)).files
    versions = json.loads(files["versions.json"])["versions"]
    assert [(version["version"], version["standing"]) for version in versions] == [
        ("2027-01-01", "announced"),
        ("2018-11-28", "in_force"),
    ]
    assert versions[0]["announced_on"] == "2026-11-22"
    assert versions[0]["urls"]["nl"] == "https://privacy.123samenleven.nl/nl/versions/2027-01-01/"


def test_the_day_decides_which_statement_is_shown() -> None:
    before = plan(ROOT, date(2026, 12, 31)).files
    after = plan(ROOT, date(2027, 1, 1)).files
    assert json.loads(before["statement.json"])["version"] == "2018-11-28"
    assert json.loads(after["statement.json"])["version"] == "2027-01-01"
    assert "2027-01-01" not in json.loads(plan(ROOT, date(2026, 11, 21)).files["versions.json"])


def test_an_unannounced_version_is_not_published() -> None:
    files = plan(ROOT, date(2026, 11, 21)).files
    assert not [path for path in files if "2027-01-01" in path]
    assert b"2027" not in files["versions.json"]


def test_facts_in_json_are_the_register() -> None:
    facts = json.loads(plan(ROOT, date(2027, 1, 1)).files["statement.json"])
    assert facts["controller"]["address"]["postal_code"] == "2585 VA"
    assert {purpose["id"]: purpose["legal_basis"] for purpose in facts["purposes"]}["newsletter"] == "consent"
    assert "origin" not in json.dumps(facts)


def test_the_sitemap_lists_the_statements_and_not_history() -> None:
    sitemap = plan(ROOT, date(2026, 11, 22)).files["sitemap.xml"].decode()
    assert "<loc>https://privacy.123samenleven.nl/nl/</loc>" in sitemap
    assert 'hreflang="en" href="https://privacy.123samenleven.nl/en/"' in sitemap
    assert "2018-11-28" not in sitemap


def test_a_site_may_bring_its_own_template(tmp_path: Path) -> None:
    shutil.copytree(BASE / "content", tmp_path / "content")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "archive.html").write_text("<!doctype html><title>{{ _('All versions') }}</title>ours")
    assert plan(tmp_path, DAY).files["en/versions/index.html"].endswith(b"<title>All versions</title>ours")


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_messages_come_in_the_language_asked_for(
    locale: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--root", str(tmp_path), "--messages", locale]) == 1
    assert {"nl": "Hier is geen map “content”", "en": "There is no folder “content”"}[locale] in capsys.readouterr().out


def test_messages_follow_the_environment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
    main(["check", "--root", str(tmp_path)])
    assert "Hier is geen map" in capsys.readouterr().out


def test_check_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(ROOT), "--as-of", "2026-11-22", "--format", "json", "--messages", "en"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {problem["severity"] for problem in found} == {"advice"}
    assert found[0]["path"] == "content/statements/2027-01-01/nl.md"
    assert found[0]["code"] == "to_confirm"


@pytest.mark.parametrize("arguments", [[], ["bild"], ["build", "--as-of", "tomorrow"], ["check", "--format", "xml"]])
def test_wrong_use_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main(arguments)
    assert error.value.code == 2


def test_a_build_with_problems_leaves_the_old_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(BASE / "content", tmp_path / "content")
    arguments = ["build", "--root", str(tmp_path), "--as-of", "2027-01-01", "--messages", "en"]
    assert main(arguments) == 0
    before = tree(tmp_path / "output")
    site = tmp_path / "content" / "site.yaml"
    site.write_text(site.read_text().replace("locales:", "local:"))
    assert main(arguments) == 1
    assert tree(tmp_path / "output") == before
    assert "content/site.yaml" in capsys.readouterr().err
    assert (tmp_path / "output" / MARKER).is_file()


def test_schemas_in_the_repository_are_those_of_the_model(capsys: pytest.CaptureFixture[str]) -> None:
    for file in ("site", "statement"):
        assert main(["schema", file]) == 0
        assert capsys.readouterr().out == (ROOT / "docs" / "schema" / f"{file}.schema.json").read_text()
