"""A folder with a site: also the compressed twins count, and nothing outside is read."""

import os
from pathlib import Path

import pytest

from site_builder.precompress import precompressed
from site_builder.verify.compare import compare
from site_builder.verify.folder import read_folder
from site_builder.verify.reading import LARGEST, unpacked
from tests.verify.kit import DAY, published, told

TWINS = precompressed(published())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for path, data in {**published(), **TWINS}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def test_a_folder_with_twins_is_fine(site: Path) -> None:
    assert told(compare(read_folder(site), DAY)) == []


def test_a_changed_byte_in_a_twin_is_found_where_it_matters(site: Path) -> None:
    """Where a decoder ignores a bit, nothing that a reader gets has changed."""
    read, matter = read_folder(site), 0
    for twin, data in TWINS.items():
        path, _, suffix = twin.rpartition(".")
        for at in (len(data) // 3, len(data) // 2, len(data) - 5):
            changed = data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]
            (site / twin).write_bytes(changed)
            same = unpacked(changed, {"br": "br", "gz": "gzip"}[suffix]) == published()[path]
            matter += not same
            assert read(path).code == ("" if same else "published_twin_changed"), twin
        (site / twin).write_bytes(data)
    assert matter > len(TWINS)


@pytest.mark.parametrize("data", [b"", b"\x1f\x8b", b"plain"])
def test_a_twin_that_is_none(site: Path, data: bytes) -> None:
    for suffix in (".br", ".gz"):
        (site / f"nl/index.html{suffix}").write_bytes(data)
        assert told(compare(read_folder(site), DAY)) == [("nl/index.html", "published_twin_changed")]
        (site / f"nl/index.html{suffix}").unlink()


def test_a_link_out_of_the_folder_is_not_followed(site: Path) -> None:
    outside = site.parent / "outside.html"
    outside.write_bytes(published()["nl/index.html"])
    (site / "nl/index.html").unlink()
    (site / "nl/index.html").symlink_to(outside)
    assert told(compare(read_folder(site), DAY)) == [("nl/index.html", "published_not_file")]


def test_what_is_no_file(site: Path) -> None:
    for path in ("nl/index.html", "robots.txt", "sitemap.xml", "404.html"):
        (site / path).unlink()
    (site / "nl/index.html").mkdir()
    os.mkfifo(site / "robots.txt")
    (site / "sitemap.xml").symlink_to("sitemap.xml")
    with (site / "404.html").open("wb") as stream:
        stream.truncate(LARGEST + 1)
    found = dict(told(compare(read_folder(site), DAY)))
    assert found == {
        "nl/index.html": "published_not_file",
        "robots.txt": "published_not_file",
        "sitemap.xml": "unreadable",
        "404.html": "published_too_large",
    }


def test_a_folder_without_a_site(tmp_path: Path) -> None:
    assert told(compare(read_folder(tmp_path), DAY)) == [("versions.json", "published_nothing")]
