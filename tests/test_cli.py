"""The command line speaks the reader's language, and costs nothing where it has nothing to say."""

import subprocess
import sys

import pytest

from site_builder.cli import main
from site_builder.cli.parser import COMMANDS


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int | str | None, str]:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    out, err = capsys.readouterr()
    return left.value.code, out + err


def test_help_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = said(capsys, "check", "--messages", "nl", "--help")
    assert code == 0
    assert text.startswith("gebruik: site-builder check")
    assert "zoek alle problemen, zonder iets te schrijven" in text
    assert "laat deze hulp zien" in text


def test_wrong_use_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = said(capsys, "build", "--messages=nl", "--as-of", "gisteren")
    assert code == 2
    assert text.endswith("site-builder build: fout: argument --as-of: “gisteren” is geen datum zoals 2027-01-31\n")


def test_the_environment_chooses_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert said(capsys, "release")[1].endswith("fout: deze argumenten zijn nodig: VERSION\n")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert said(capsys, "release")[1].endswith("error: the following arguments are required: VERSION\n")


def test_a_language_without_a_catalog_is_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert "the following arguments are required" in said(capsys, "release", "--messages", "fy")[1]
    assert "expected one argument" in said(capsys, "release", "x", "--messages")[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_in_both_languages_what_it_does(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    english, dutch = (said(capsys, command, "--messages", locale, "--help")[1] for locale in ("en", "nl"))
    texts = [text.split("\n\n")[1] for text in (english, dutch)]
    assert all(texts) and texts[0] != texts[1]


def test_help_of_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "--help")[1]
    assert all(f"    {command}" in text for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_read_without_loading_anything_heavy(command: str) -> None:
    heavy = {"babel", "jinja2", "markdown", "yaml", "weasyprint", "pikepdf", "playwright", "tornado"}
    code = f"import sys, site_builder.cli.{command}; print(sorted({heavy!r} & sys.modules.keys()))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_only_the_command_that_is_asked_for_is_loaded() -> None:
    code = (
        "import sys; from site_builder.cli.parser import read_arguments; read_arguments(['build']); "
        "print([name for name in sys.argv[1:] if f'site_builder.cli.{name}' in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code, *COMMANDS], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "['build']"


def test_a_reader_may_stop_early() -> None:
    command = f"{sys.executable} -m site_builder check --explain --messages nl | head -1"
    shown = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert len(shown.stdout.splitlines()) == 1
    assert shown.stderr == ""
