"""`site-builder diff`: two versions or two files, in every form."""

import json
import os
import pty
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from site_builder.cli import main
from tests.support import BASE
from tests.test_history import LONGER, NEW, OLD, following

VOID = {"br", "hr", "img", "wbr", "input", "col"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three versions: the second longer kept and reworded, the third with another sentence."""
    folder = tmp_path / "site"
    shutil.copytree(BASE, folder)
    second = following([LONGER], [("Wij zijn {{", "Wij heten {{")], [("We are {{", "We are called {{")])
    third = following([LONGER], [("Lees ook", "Zie ook")], version="2026-09-01")
    for path, text in {**second, **third}.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)
    return folder


def diff(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main(["diff", *map(str, arguments), "--messages", "en"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main(["diff", *map(str, arguments), "--messages", "en"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


class Balanced(HTMLParser):
    """Reads a fragment back; every element closes where it should."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.marked: dict[str, str] = {"ins": "", "del": ""}
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self.marked:
            if tag in self.open:
                self.marked[tag] += data


def test_json_of_two_versions(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(diff(capsys, OLD, NEW, "--root", root, "--format", "json"))
    assert list(found) == ["changes"]
    words = [change for change in found["changes"] if "op" in change]
    facts = [change for change in found["changes"] if "op" not in change]
    assert words[0] == {"op": "replace", "section": ["Wie zijn wij?"], "before": "zijn", "after": "heten"}
    assert all({"op", "section"} <= set(change) for change in words)
    [fact] = facts
    path = f"content/statements/{NEW}/statement.yaml"
    assert (fact["kind"], fact["subject"], fact["path"]) == (
        "retention_longer",
        "data_categories.email.retention",
        path,
    )
    assert (fact["before"], fact["after"]) == ("P180D", "P3Y")
    assert (root / path).read_text().split("\n")[fact["line"] - 1].strip() == LONGER[1]


def test_the_two_newest_are_the_default(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = diff(capsys, NEW, "2026-09-01", "--root", root)
    assert diff(capsys, "--root", root) == expected
    assert "Lees" in expected
    assert "Zie" in expected
    assert expected.startswith("\nWie zijn wij?\n"), "no facts changed"


def test_one_version_is_compared_with_the_one_before(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(capsys, NEW, "--root", root) == diff(capsys, OLD, NEW, "--root", root)


def test_text_tells_the_facts_and_the_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = diff(capsys, OLD, NEW, "--root", root)
    assert said.startswith("* ")
    assert "3 jaar" in said.split("\n")[0]
    assert "    - zijn\n    + heten\n" in said
    english = diff(capsys, OLD, NEW, "--root", root, "--locale", "en")
    assert "3 years" in english.split("\n")[0]
    assert "Who are we?" in english
    assert "called" in english
    assert "heten" not in english


def test_a_version_and_itself(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(diff(capsys, NEW, NEW, "--root", root, "--format", "json")) == {"changes": []}
    assert diff(capsys, NEW, NEW, "--root", root) == "Er is niets veranderd.\n"


def test_backwards(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(diff(capsys, NEW, OLD, "--root", root, "--format", "json"))["changes"]
    assert (found[0]["before"], found[0]["after"]) == ("heten", "zijn")
    assert found[-1]["kind"] == "retention_shorter"


def test_html_of_two_versions_is_a_fragment(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read = Balanced(diff(capsys, OLD, NEW, "--root", root, "--format", "html"))
    assert {"ins", "del", "h2"} <= read.seen
    assert not {"html", "body", "head", "script"} & read.seen
    assert "heten" in read.marked["ins"]
    assert "zijn" in read.marked["del"]


@pytest.mark.parametrize("arguments", [("2026-06-02",), (OLD, "2026-06-02"), ("2026-06-02", NEW)])
def test_a_version_that_is_not_there(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    said = refused(capsys, *arguments, "--root", root)
    assert "2026-06-02" in said
    assert NEW in said


def test_a_language_that_is_not_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "fr" in refused(capsys, OLD, NEW, "--root", root, "--locale", "fr")


def test_a_site_that_cannot_be_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content" / "statements" / NEW / "statement.yaml").write_text("status: [")
    assert f"{NEW}/statement.yaml" in refused(capsys, "--root", root)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("## Cookies\n\nWe set 3 <b>cookies</b>.\n\n- One\n- Two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    new.write_text("## Cookies\n\nWe set no <b>cookies</b>.\n\n- Two\n- Three\n\n| a | b |\n|---|---|\n| 1 | 3 |\n")
    return old, new


def test_two_files(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(diff(capsys, *files, "--format", "json"))["changes"]
    assert found[0] == {"op": "replace", "section": ["Cookies"], "before": "3", "after": "no"}
    assert ("delete", "One") in [(change["op"], change.get("before")) for change in found]
    assert ("insert", "Three") in [(change["op"], change.get("after")) for change in found]
    assert [(change["row"], change["column"]) for change in found if "row" in change] == [("1", "b")]
    assert "    - 3\n    + no\n" in diff(capsys, *files)
    read = Balanced(diff(capsys, *files, "--format", "html"))
    assert {"ins", "del", "li", "table"} <= read.seen
    assert "b" not in read.seen


def test_a_file_that_cannot_be_read(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    old, new = files
    new.write_bytes(b"\xff\xfe")
    said = refused(capsys, old.with_name("none.md"), new)
    assert "none.md" in said
    assert "new.md" in said


def on_a_terminal(files: tuple[Path, Path], **environment: str) -> str:
    """What the command writes when its output is a terminal."""
    reader, writer = pty.openpty()
    known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    root = Path(__file__).parent.parent
    subprocess.run(
        [sys.executable, "-m", "site_builder", "diff", *map(str, files), "--messages", "en"],
        stdout=writer,
        cwd=root,
        env={**known, **environment},
        check=True,
    )
    os.close(writer)
    shown = os.read(reader, 100_000).decode()
    os.close(reader)
    return shown


def test_colours_on_a_terminal_only(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b[31m- 3\x1b[0m" in on_a_terminal(files)
    assert "\x1b" not in on_a_terminal(files, NO_COLOR="1")
    assert "\x1b" not in diff(capsys, *files)


def test_an_empty_no_color_is_none(files: tuple[Path, Path]) -> None:
    """no-color.org: “when present and not an empty string”."""
    assert "\x1b[31m" in on_a_terminal(files, NO_COLOR="")
