"""A folder of files that was listed before is not listed again, and yet whatever happens in it is seen."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.memory.inventory import Inventory
from site_builder.memory.notes import dump_note, load_note
from site_builder.problem import Problem
from site_builder.read import Project, read_project
from tests.support import BASE, DUTCH, VERSION

Read = tuple[Mapping[str, bytes], tuple[str, ...], tuple[str, ...], tuple[Problem, ...]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE / "content", tmp_path / "content")
    return tmp_path


@pytest.fixture
def listed(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders of the sources that were listed."""
    folders, scan = list[str](), os.scandir

    def note(folder: str) -> object:
        if str(folder).startswith(str(root / "content")):
            folders.append(Path(folder).relative_to(root).as_posix())
        return scan(folder)

    monkeypatch.setattr(os, "scandir", note)
    return folders


def known(root: Path, unhurried: Callable[[Path], None]) -> Inventory:
    """What one build leaves to the next."""
    unhurried(root)
    inventory = read_project(root)[0].inventory
    assert VERSION in inventory.folders
    unhurried(root)
    return again(inventory)


def again(inventory: Inventory) -> Inventory:
    """An inventory that was written down and read."""
    return load_note(b"".join(dump_note(inventory)))


def told(read: tuple[Project, tuple[Problem, ...]]) -> Read:
    project, problems = read
    return dict(project.content), project.folders, project.others, problems


def test_a_folder_of_files_that_stayed_is_not_listed(
    root: Path, listed: list[str], unhurried: Callable[[Path], None]
) -> None:
    before = known(root, unhurried)
    listed.clear()
    project, problems = read_project(root, before)
    assert "content/statements" in listed
    assert not [folder for folder in listed if folder.startswith("content/statements/")]
    assert told((project, problems)) == told(read_project(root))
    assert project.inventory == before


def test_a_folder_in_which_something_changed_a_moment_ago_is_listed(root: Path, listed: list[str]) -> None:
    (root / VERSION / "more.md").write_text("")
    before = read_project(root)[0].inventory
    assert before.folders[VERSION] == ""
    listed.clear()
    read_project(root, before)
    assert VERSION in listed


def _replaced(root: Path) -> None:
    (root / VERSION / "new").write_text("another")
    (root / VERSION / "new").replace(root / DUTCH)


def _outside(root: Path) -> None:
    (root / DUTCH).unlink()
    (root / DUTCH).symlink_to("/etc/hostname")


def _another_folder(root: Path) -> None:
    (root / VERSION).rename(root / "aside")
    shutil.copytree(root / "aside", root / VERSION)
    (root / VERSION / "more.md").write_text("")


def _file(root: Path) -> None:
    shutil.rmtree(root / VERSION)
    (root / VERSION).touch()


def _folder_outside(root: Path) -> None:
    (root / VERSION).rename(root / "aside")
    (root / VERSION).symlink_to("/etc")


CHANGES: Mapping[str, Callable[[Path], object]] = {
    "a text that is written over": lambda root: (root / DUTCH).write_text("another"),
    "a text that is replaced": _replaced,
    "a text that is gone": lambda root: (root / DUTCH).unlink(),
    "a text with another name": lambda root: (root / DUTCH).rename(root / VERSION / "de.md"),
    "a text more": lambda root: (root / VERSION / "de.md").write_text("neu"),
    "a file of another kind": lambda root: (root / VERSION / "logo.png").write_bytes(b""),
    "a folder in it": lambda root: (root / VERSION / "more").mkdir(),
    "a link in the place of a text": _outside,
    "a folder that is gone": lambda root: shutil.rmtree(root / VERSION),
    "a folder more": lambda root: shutil.copytree(root / VERSION, root / "content/statements/2031-01-01"),
    "another folder in its place": _another_folder,
    "a link in the place of the folder": _folder_outside,
    "a file in the place of the folder": _file,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_happens_in_a_folder_is_seen(
    change: Callable[[Path], object], root: Path, unhurried: Callable[[Path], None]
) -> None:
    before = known(root, unhurried)
    unchanged = told(read_project(root))
    change(root)
    now = told(read_project(root))
    assert now != unchanged
    assert told(read_project(root, before)) == now
    # And what is known after that is as good.
    unhurried(root)
    after = read_project(root, before)[0].inventory
    assert told(read_project(root, again(after))) == now


@pytest.mark.parametrize(
    "put",
    [
        lambda folder: (folder / "logo.png").write_bytes(b""),
        lambda folder: (folder / "more").mkdir(),
        lambda folder: os.mkfifo(folder / "pipe"),
        lambda folder: (folder / "de.md").symlink_to("nl.md"),
        lambda folder: (folder / "de.md").symlink_to("/etc/hostname"),
        lambda folder: (folder / "de.md").write_bytes(b"x" * 2_000_000),
    ],
    ids=["an image", "a folder", "a pipe", "a link", "a link that leads out", "a text that is too long"],
)
def test_what_is_strange_is_told_every_time(
    put: Callable[[Path], object], root: Path, unhurried: Callable[[Path], None]
) -> None:
    put(root / VERSION)
    unhurried(root)
    first, problems = read_project(root)
    unhurried(root)
    assert first.others or problems or any(path.endswith("de.md") for path in first.content)
    second = read_project(root, again(first.inventory))
    assert told(second) == told((first, problems))


def test_hidden_files_do_not_matter(root: Path, listed: list[str], unhurried: Callable[[Path], None]) -> None:
    (root / VERSION / ".nl.md.swp").write_text("")
    before = known(root, unhurried)
    listed.clear()
    assert told(read_project(root, before)) == told(read_project(root))
    assert listed.count(VERSION) == 1


def test_a_folder_that_is_elsewhere_is_listed_every_time(root: Path, unhurried: Callable[[Path], None]) -> None:
    (root / VERSION).rename(root / "aside")
    (root / VERSION).symlink_to(root / "aside")
    unhurried(root)
    before = read_project(root)[0].inventory
    (root / "aside" / "de.md").write_text("neu")
    assert f"{VERSION}/de.md" in read_project(root, before)[0].content
