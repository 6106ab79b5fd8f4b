"""What is released is frozen, and every way to change it afterwards is noticed."""

import fcntl
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from site_builder import freeze
from site_builder.build import plan
from site_builder.cli import main
from site_builder.freeze import freeze_version as release
from site_builder.problem import SiteError
from site_builder.releases import LOCK, canonical

BASE = Path(__file__).parent / "problems" / "base"
FIRST, SECOND = "2026-01-01", "2026-06-01"
DAY = date(2026, 7, 1)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two versions, the second a copy of the first, both released."""
    root = tmp_path / "site"
    shutil.copytree(BASE, root)
    statements = root / "content" / "statements"
    for other in statements.iterdir():
        if other.name != FIRST:
            shutil.rmtree(other)
    copy_version(root, FIRST, SECOND)
    assert [released.version for released in release(root, SECOND, DAY)] == [FIRST, SECOND]
    return root


def copy_version(root: Path, old: str, new: str) -> Path:
    folder = root / "content" / "statements" / new
    shutil.copytree(folder.with_name(old), folder)
    register = folder / "statement.yaml"
    register.write_text(register.read_text().replace(f"effective_on: {old}", f"effective_on: {new}"))
    return folder


def codes(root: Path) -> list[tuple[str, str]]:
    return [(str(problem.location), problem.code) for problem in plan(root, DAY).problems]


def test_a_released_site_has_no_problems(site: Path) -> None:
    assert codes(site) == []


def test_the_same_sources_give_the_same_lock(site: Path) -> None:
    lock = (site / LOCK).read_bytes()
    (site / LOCK).unlink()
    release(site, FIRST, DAY)
    release(site, SECOND, DAY)
    assert (site / LOCK).read_bytes() == lock


def test_who_releases_is_alone_from_reading_to_writing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / LOCK).unlink()
    seen = []

    def noting(step: str) -> Callable[..., Any]:
        run = getattr(freeze, step)

        def note(*given: Any) -> Any:
            seen.append((step, free_to_release(site)))
            return run(*given)

        return note

    for step in ("read_project", "write_file"):
        monkeypatch.setattr(freeze, step, noting(step))
    release(site, SECOND, DAY)
    assert seen == [("read_project", False), ("write_file", False)]
    assert free_to_release(site)


def free_to_release(root: Path) -> bool:
    folder = os.open(root / "content", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(folder)


@pytest.mark.parametrize("file", ["nl.md", "en.md", "statement.yaml"])
def test_an_edited_file_is_named(site: Path, file: str) -> None:
    path = site / "content" / "statements" / FIRST / file
    path.write_text(path.read_text() + "\n")
    assert codes(site) == [(f"content/statements/{FIRST}/{file}", "released_changed")]


def test_a_removed_file_and_a_removed_version_are_named(site: Path) -> None:
    shutil.rmtree(site / "content" / "statements" / FIRST)
    assert codes(site) == [(f"content/statements/{FIRST}", "released_removed")]


def test_a_version_put_in_between_is_named(site: Path) -> None:
    copy_version(site, FIRST, "2026-03-01")
    assert codes(site) == [("content/statements/2026-03-01", "released_inserted")]


def test_a_version_with_another_date_is_gone_and_put_in(site: Path) -> None:
    copy_version(site, FIRST, "2026-02-01")
    shutil.rmtree(site / "content" / "statements" / FIRST)
    assert codes(site) == [
        (f"content/statements/{FIRST}", "released_removed"),
        ("content/statements/2026-02-01", "released_inserted"),
    ]


def test_a_later_version_is_welcome(site: Path) -> None:
    copy_version(site, FIRST, "2026-06-15")
    assert codes(site) == []


def test_a_digest_that_is_brought_up_to_date_by_hand_breaks_the_chain(site: Path) -> None:
    lock = site / LOCK
    lines = lock.read_text().split("\n")
    digest = next(number for number, line in enumerate(lines) if "digest:" in line)
    lines[digest] = "    digest: " + "f" * 64
    lock.write_text("\n".join(lines))
    assert codes(site) == [(f"{LOCK}:{digest + 2}", "lock_broken")]


def test_a_release_taken_out_of_the_middle_breaks_the_chain(site: Path) -> None:
    lock = site / LOCK
    head, _, second = lock.read_text().split("  - version: ")
    lock.write_text(f"{head}  - version: {second}")
    assert "lock_broken" in [code for _, code in codes(site)]


def test_line_ends_and_questions_to_the_controller_are_not_the_statement(site: Path) -> None:
    path = site / "content" / "statements" / FIRST / "en.md"
    text = path.read_bytes()
    path.write_bytes(text.replace(b"\n", b"\r\n"))
    assert codes(site) == []
    path.write_bytes(
        text.replace(b"title:", b"to_confirm:\n  - fact: purposes\n    question: |\n      Right?\n\ntitle:", 1)
    )
    assert {code for _, code in codes(site)} <= {"to_confirm", "confirmation_missing"}


def test_only_questions_are_left_out_of_what_counts() -> None:
    text = (
        b"---\ntitle: A\nto_confirm:\n- fact: a\n  question: b\nother: c\n---\n\n## to_confirm: {#a}\n\n- to_confirm:\n"
    )
    assert canonical("nl.md", text) == b"---\ntitle: A\nother: c\n---\n\n## to_confirm: {#a}\n\n- to_confirm:\n"


def refused(root: Path, version: str) -> list[str]:
    before = (root / LOCK).read_bytes()
    with pytest.raises(SiteError) as error:
        release(root, version, DAY)
    assert (root / LOCK).read_bytes() == before
    return [problem.code for problem in error.value.problems]


def test_what_cannot_be_released(site: Path) -> None:
    assert refused(site, SECOND) == ["release_twice"]
    assert refused(site, "2026-06-02") == ["release_unknown"]
    draft = copy_version(site, FIRST, "2026-06-15") / "statement.yaml"
    draft.write_text(draft.read_text().replace("status: final", "status: draft"))
    assert refused(site, "2026-06-15") == ["release_draft"]
    draft.write_text("not a register")
    assert "release_draft" not in refused(site, "2026-06-15")


def test_the_command_says_what_nobody_answered(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was guessed and not confirmed is frozen with the rest: whoever releases it knows."""
    version = copy_version(site, FIRST, "2026-06-15")
    for prose in version.glob("*.md"):
        asked = "to_confirm:\n  - {fact: purposes, question: Q?}\n  - {fact: recipients, question: Q?}\n"
        prose.write_text(prose.read_text().replace("---\n", f"---\n{asked}", 1))
    assert main(["release", "2026-06-15", "--root", str(site), "--as-of", "2026-07-01", "--messages", "en"]) == 0
    assert capsys.readouterr().out == (
        "Released 2026-06-15\n2 questions under “to_confirm” are still open; those facts are frozen all the same.\n"
    )


def test_the_command_says_what_it_released(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy_version(site, FIRST, "2026-06-15")
    assert main(["release", "2026-06-15", "--root", str(site), "--as-of", "2026-07-01", "--messages", "en"]) == 0
    assert capsys.readouterr().out == "Released 2026-06-15\n"
    assert main(["release", "2026-06-15", "--root", str(site), "--messages", "en"]) == 1
    assert "already" in capsys.readouterr().err
