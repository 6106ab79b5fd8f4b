"""The command as a monitor and a person meet it: a line, an exit code, JSON."""

import json
from pathlib import Path

import pytest

from site_builder.cli import main
from tests.verify.kit import published, versions, with_versions


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for path, data in published().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def verify(*arguments: str | Path, language: str = "en") -> int:
    return main(["verify", *map(str, arguments), "--messages", language, "--as-of", "2027-01-01"])


def test_a_fine_site_is_one_line(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(site) == 0
    chain = versions()["chain"][-1]["chain"]
    count = len(published()) - 1
    assert capsys.readouterr().out == f"{site}: All is as published (2 versions, {count} files). Chain: {chain}.\n"
    assert verify(site, language="nl") == 0
    assert capsys.readouterr().out.startswith(f"{site}: Alles is zoals gepubliceerd (2 versies, ")


def test_a_spoilt_site_is_one_line_too(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in ("nl/index.html", "en/index.html"):
        (site / path).write_text("hacked")
    assert verify(site) == 1
    assert capsys.readouterr().out == (
        f"{site}: 2 problems. en/index.html: This file is not what was published: it is other than digests.json says. "
        "Build and publish again, and find out who changed it.\n"
    )
    assert verify(site, "--verbose") == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["en/index.html", "nl/index.html", "2 problems"]


def test_the_history_comes_first(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "404.html").unlink()
    changed = versions()
    changed["chain"][0]["digest"] = "0" * 64
    (site / "versions.json").write_text(json.dumps(changed))
    assert verify(site) == 1
    assert f"{site}: 4 problems. versions.json: The release of version 2018-11-28" in capsys.readouterr().out


def test_json_for_machines(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(site, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["fine"] is True
    assert told["versions"] == ["2027-01-01", "2018-11-28"]
    assert told["chain"] == versions()["chain"][-1]["chain"]
    assert told["problems"] == []
    (site / "robots.txt").unlink()
    assert verify(site, "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["fine"] is False
    [problem] = told["problems"]
    assert (problem["path"], problem["code"]) == ("robots.txt", "published_missing")
    assert problem["message"] == "The website lacks this file."


def test_a_kept_list_of_versions(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "kept.json"
    kept.write_bytes(published()["versions.json"])
    assert verify(site, "--against", kept) == 0
    changed = versions()
    changed["chain"][-1]["chain"] = "0" * 64
    kept.write_text(json.dumps(changed))
    assert verify(site, "--against", kept) == 1
    assert "Version 2027-01-01, released on 2026-11-22, was published before" in capsys.readouterr().out
    kept.write_text("[]")
    assert verify(site, "--against", kept) == 1
    assert verify(site, "--against", tmp_path / "nowhere.json") == 1
    places = [line.partition(": ")[0] for line in capsys.readouterr().err.splitlines()]
    assert places == [str(kept), "1 problem", str(tmp_path / "nowhere.json"), "1 problem"]


def test_without_releases(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is chained yet: then that is said."""
    unreleased = [{**version, "digest": None} for version in versions()["versions"]]
    for path, data in with_versions(chain=[], versions=unreleased).items():
        (site / path).write_bytes(data)
    assert verify(site) == 0
    assert capsys.readouterr().out.endswith("Chain: nothing is released.\n")


def test_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(tmp_path / "nowhere") == 2
    assert "is neither a folder nor an address" in capsys.readouterr().err
