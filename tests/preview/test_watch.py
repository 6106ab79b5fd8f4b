"""When sources changed, and when they did not."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.preview.watch import stamps
from tests.preview.support import DRAFT, make_project

Edit = Callable[[Path], object]


def replaced_with_old_date(folder: Path) -> None:
    """As a synchronising program or a backup puts a file back."""
    file, other = folder / "nl.md", folder / "other.md"
    status = file.stat()
    other.write_bytes(file.read_bytes()[::-1])
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)


@pytest.mark.parametrize(
    "edit",
    [
        lambda folder: (folder / "nl.md").write_text("new"),
        lambda folder: (folder / "nl.md").unlink(),
        lambda folder: (folder / "de.md").touch(),
        lambda folder: folder.rename(folder.with_name("2028-01-01")),
        lambda folder: (folder.parents[2] / "templates").mkdir() or (folder.parents[2] / "templates/a.html").touch(),
        replaced_with_old_date,
    ],
    ids=["written", "removed", "new file", "renamed folder", "template", "replaced with its old date"],
)
def test_a_change_of_a_source_is_seen(tmp_path: Path, edit: Edit) -> None:
    make_project(tmp_path)
    before = stamps(tmp_path)
    edit(tmp_path / "content" / "statements" / DRAFT)
    assert stamps(tmp_path) != before


@pytest.mark.parametrize("name", [".nl.md.swp", "nl.md~", ".#nl.md"])
def test_what_an_editor_keeps_for_itself_is_not(tmp_path: Path, name: str) -> None:
    make_project(tmp_path)
    before = stamps(tmp_path)
    (tmp_path / "content" / "statements" / DRAFT / name).write_text("new")
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "index.html").touch()
    assert stamps(tmp_path) == before


def test_a_link_that_leads_nowhere_or_in_a_circle_is_no_obstacle(tmp_path: Path) -> None:
    make_project(tmp_path)
    (tmp_path / "content" / "nowhere.md").symlink_to(tmp_path / "gone")
    (tmp_path / "content" / "circle").symlink_to(tmp_path / "content")
    assert "content/site.yaml" in stamps(tmp_path)
    assert stamps(tmp_path / "gone") == {}
