"""The command as it is used: a folder, an exit code, reports; and what it says when it cannot begin."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from site_builder.audit.target import opened, read_list
from site_builder.cli import main
from site_builder.problem import SiteError

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "problems" / "base"
DAY = ["--root", str(BASE), "--as-of", "2027-01-01", "--messages", "en"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own: the tests' browser has the event loop of this one."""
    command = [sys.executable, "-m", "site_builder", "audit", *arguments, *DAY]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, timeout=600)


@pytest.fixture
def website(tmp_path: Path) -> Path:
    """Two pages that say nothing of consent; one of them keeps something that is not declared."""
    folder = tmp_path / "website"
    (folder / "more").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>One</title><a href='more/'>More</a>")
    (folder / "more" / "index.html").write_text(
        "<!doctype html><title>Two</title><script>document.cookie = 'basket=1'; localStorage.mark = 1</script>"
    )
    return folder


def test_a_folder_is_audited_reported_and_compared(website: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    quick = ["--visitor", "fresh", "--quiet", "0.2"]
    first = run(str(website), *quick, "--format", "json", "--report", str(report))
    assert first.returncode == 1, first.stderr
    assert first.stderr == "", "no progress where nobody looks"
    assert "error AUDIT-EARLY-STORAGE: “mark” (local storage) is stored before a choice is made." in first.stdout
    assert "    /more/: before a choice" in first.stdout
    assert "name: mark" in first.stdout and "basket" not in first.stdout
    assert "Statement of 2026-01-01. 2 pages, 2 visits." in first.stdout
    assert {finding["page"] for finding in json.loads(report.read_text("utf-8"))["findings"]} == {"/more/"}
    second = run(
        str(website), *quick, "--against", str(report), "--format", "html", "--report", str(tmp_path / "r.html")
    )
    assert second.returncode == 0 and "findings are not new." in second.stdout
    assert "data:image/jpeg;base64," in (tmp_path / "r.html").read_text("utf-8")


def test_without_a_browser_it_says_what_to_install() -> None:
    told = run("https://www.example.nl/", "--browser", "/nowhere/chromium")
    assert told.returncode == 2
    assert told.stderr.startswith("/nowhere/chromium: No Chromium could be opened (")
    assert "Install the package “chromium”" in told.stderr


def forget_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nothing had asked for the browser yet."""
    for name in [name for name in sys.modules if name.startswith("site_builder.audit.browse")]:
        monkeypatch.delitem(sys.modules, name)


def test_without_playwright_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    forget_the_browser(monkeypatch)
    monkeypatch.setitem(sys.modules, "playwright.async_api", None)
    assert main(["audit", "https://www.example.nl/", *DAY]) == 2
    assert 'pip install "site-builder[audit]"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere: This is no address, folder or list of pages."),
        (["https://www.example.nl/", "--against", "nowhere.json"], "nowhere.json: This file cannot be read"),
        (["https://www.example.nl/", "--version", "2019-01-01"], "There is no version or language “2019-01-01”"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "playwright.async_api", None)
    forget_the_browser(monkeypatch)
    assert main(["audit", *arguments, *DAY]) > 0
    assert said in capsys.readouterr().err


def test_a_report_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.json").write_text("{}")
    assert main(["audit", "https://www.example.nl/", "--against", str(tmp_path / "notes.json"), *DAY]) == 2
    assert "This is not a report of an earlier audit." in capsys.readouterr().err


def test_a_list_has_an_address_a_line() -> None:
    assert read_list("# ours\n\nhttps://a.example/\n https://b.example/x \nhttps://a.example/\n", "list.txt") == (
        "https://a.example/",
        "https://b.example/x",
    )
    with pytest.raises(SiteError) as told:
        read_list("https://a.example/\nwww.b.example\nfile:///etc/passwd\nhttp://[\n", "list.txt")
    assert [problem.location.line for problem in told.value.problems] == [2, 3, 4]
    assert {problem.code for problem in told.value.problems} == {"audit_not_address"}


def test_the_folder_is_served_and_nothing_outside_it(website: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret")
    (website / "out.html").symlink_to(tmp_path / "secret.html")
    (website / "empty").mkdir()
    with opened(str(website), ["more/", "/index.html"]) as target:
        assert [address.removeprefix(target.origin) for address in target.addresses] == ["/", "/more/", "/index.html"]
        assert b"One" in urlopen(target.addresses[0]).read()  # noqa: S310 - loopback
        for path in ("/out.html", "/../secret.html", "/%2e%2e/secret.html", "/empty/"):
            with pytest.raises(HTTPError) as refused:
                urlopen(target.origin + path)  # noqa: S310
            assert refused.value.code == 404
            refused.value.close()


def test_one_folder_alone_knows_playwright() -> None:
    knowing = {
        path.parent for path in (ROOT / "site_builder").rglob("*.py") if "playwright." in path.read_text("utf-8")
    }
    assert knowing == {ROOT / "site_builder/audit/browse"}
