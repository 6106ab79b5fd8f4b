"""What a source may not be: a link out of the site, a pipe, too big, unreadable, or changing under our eyes."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder import read
from site_builder.problem import Problem
from site_builder.read import LARGEST_SOURCE, Project, read_project
from tests.faults.kit import unprivileged
from tests.support import BASE, DUTCH, VERSION


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "site")
    return tmp_path / "site"


def found(root: Path) -> tuple[Project, list[tuple[str, str]]]:
    project, problems = read_project(root)
    return project, [(problem.location.path, problem.code) for problem in problems]


@pytest.mark.parametrize(
    "place", ["content/statements/2027-01-01", "content/extra.md", "templates", "static", "locales"]
)
def test_a_link_out_of_the_site_is_not_followed(root: Path, tmp_path: Path, place: str) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "site.css").write_text("secret")
    (root / place).symlink_to(secret)
    project, problems = found(root)
    assert problems == [(place, "link_outside")]
    assert b"secret" not in {*project.content.values(), *project.templates.values(), *project.static.values()}


def test_a_file_that_is_a_link_out_of_the_site_is_not_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "passwords.md").write_text("secret")
    (root / DUTCH).unlink()
    (root / DUTCH).symlink_to("../../../../passwords.md")
    project, problems = found(root)
    assert (problems, DUTCH in project.content) == ([(DUTCH, "link_outside")], False)


@pytest.mark.parametrize("target", ["/dev/zero", "/proc/self/environ"])
def test_a_device_is_not_read(root: Path, target: str) -> None:
    (root / DUTCH).unlink()
    (root / DUTCH).symlink_to(target)
    assert found(root)[1] == [(DUTCH, "link_outside")]


def test_a_link_within_the_site_is_followed(root: Path) -> None:
    text = (root / DUTCH).read_bytes()
    (root / "texts").mkdir()
    (root / DUTCH).rename(root / "texts/shared.md")
    (root / DUTCH).symlink_to(root / "texts/shared.md")
    project, problems = found(root)
    assert (problems, project.content[DUTCH]) == ([], text)


def test_a_site_may_itself_stand_behind_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)
    assert found(tmp_path / "link") == found(root)


def test_links_in_a_circle_end(root: Path) -> None:
    (root / "content/a.md").symlink_to("b.md")
    (root / "content/b.md").symlink_to("a.md")
    (root / "content/statements/again").symlink_to("..")
    problems = found(root)[1]
    assert problems[:2] == [("content/a.md", "unreadable"), ("content/b.md", "unreadable")]
    assert len(problems) < 10


@pytest.mark.parametrize("place", [DUTCH, "templates/base.html"])
def test_a_pipe_is_not_waited_for(root: Path, place: str) -> None:
    (root / place).unlink(missing_ok=True)
    (root / place).parent.mkdir(exist_ok=True)
    os.mkfifo(root / place)
    assert found(root)[1] == [(place, "not_regular_file")]


def test_a_file_too_big_to_be_a_source_is_not_read_to_its_end(root: Path) -> None:
    with (root / DUTCH).open("ab") as stream:
        stream.truncate(1 << 40)  # a terabyte that takes no place on the disk
    assert found(root)[1] == [(DUTCH, "file_too_big")]


def test_a_source_of_just_the_limit_is_read(root: Path) -> None:
    (root / DUTCH).write_bytes(b"a" * LARGEST_SOURCE)
    project, problems = found(root)
    assert (problems, len(project.content[DUTCH])) == ([], LARGEST_SOURCE)


def test_a_file_that_vanishes_while_the_folder_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vanish(file: str, path: str, problems: list[Problem]) -> bytes | None:
        if path == DUTCH:
            Path(file).unlink()
        return original(file, path, problems)

    original = read.read_file
    monkeypatch.setattr(read, "read_file", vanish)
    assert found(root)[1] == [(DUTCH, "unreadable")]


@pytest.mark.parametrize("more", ["more", ""])
def test_a_file_that_changes_while_it_is_read(root: Path, monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    """Half an old text and half a new one is published by nobody."""
    original, path = os.fstat, root / DUTCH
    inode = path.stat().st_ino
    seen: list[int] = []

    def fstat(descriptor: int) -> os.stat_result:
        status = original(descriptor)
        if status.st_ino == inode and not seen:
            seen.append(inode)
            path.write_text(path.read_text() + more)
            os.utime(path, ns=(1, 1))
        return status

    monkeypatch.setattr(os, "fstat", fstat)
    assert found(root)[1] == [(DUTCH, "changed_meanwhile")]


@pytest.fixture
def nobody(root: Path, tmp_path: Path) -> Path:
    """The site as somebody finds it who may not do everything."""
    temporary = Path(tempfile.gettempdir())
    for folder in (tmp_path, *tmp_path.parents):
        if temporary in folder.parents:
            folder.chmod(0o755)
    return root


def test_what_may_not_be_read_is_a_problem(nobody: Path) -> None:
    (nobody / DUTCH).chmod(0)
    (nobody / "templates").mkdir(mode=0)
    with unprivileged():
        problems = found(nobody)[1]
    assert problems == [(DUTCH, "unreadable"), ("templates", "unreadable")]


def test_a_folder_of_a_version_that_may_not_be_opened(nobody: Path) -> None:
    (nobody / VERSION).chmod(0)
    with unprivileged():
        problems = found(nobody)[1]
    (nobody / VERSION).chmod(0o755)
    assert problems == [(VERSION, "unreadable")]


def test_a_folder_that_may_not_be_opened_any_more(nobody: Path, unhurried: Callable[[Path], None]) -> None:
    unhurried(nobody)
    known = read_project(nobody)[0].inventory
    (nobody / VERSION).chmod(0)
    with unprivileged():
        _, problems = read_project(nobody, known)
    (nobody / VERSION).chmod(0o755)
    assert (known.folders[VERSION] != "", [problem.code for problem in problems]) == (True, ["unreadable"])
