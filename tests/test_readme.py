"""What the README shows is true: its example builds, and its mistakes are reported as it says."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from site_builder.build import plan
from site_builder.cli import main
from site_builder.problem import stops_build

README = (Path(__file__).parent.parent / "README.md").read_text()
VERSION = "content/statements/2027-01-01"


def example(marker: str) -> str:
    """The block of code in the README that contains a text."""
    [block] = [block for block in re.findall(r"^```\w*\n(.*?)^```$", README, re.M | re.S) if marker in block]
    return str(block)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The README's example, written down as it tells."""
    for path, text in {
        "content/site.yaml": example("# content/site.yaml"),
        f"{VERSION}/statement.yaml": example(f"# {VERSION}/statement.yaml"),
        f"{VERSION}/en.md": example("Processor\n: "),
        f"{VERSION}/nl.md": example("Processor\n: "),
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def test_the_example_builds(site: Path) -> None:
    outcome = plan(site, date(2027, 1, 1), drafts=True)
    assert not stops_build(outcome.problems)
    assert b"Fietsclub De Ketting" in outcome.files["en/index.html"]


def test_the_mistakes_are_reported_as_shown(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file, old, new in (
        ("en.md", "{{ data_categories.email }}", "{{ data_categories.mail }}"),
        ("statement.yaml", "response_time: P1M", "response_time: 1 month"),
        ("statement.yaml", "retention: P1Y", "retentoin: P1Y"),
    ):
        path = site / VERSION / file
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))
    assert main(["check", "--root", str(site), "--as-of", "2027-01-01", "--messages", "en"]) == 1
    shown = example("$ site-builder check").split("\n", 1)[1]
    assert capsys.readouterr().out == shown


def test_a_site_begins_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    begin, (_, folder), look = map(shlex.split, example("init my-site").replace("\\\n", "").splitlines())
    assert main(begin[1:]) == 0
    monkeypatch.chdir(tmp_path / folder)
    assert look == ["site-builder", "serve"]
    assert main(["build", "--drafts", "--no-pdf"]) == 0
    assert (tmp_path / folder / "output/nl/index.html").exists()
