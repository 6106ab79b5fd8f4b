"""Compressed twins: they say the same, the same bytes each time, and only where they help."""

import gzip
import shutil
from pathlib import Path

import brotli
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.cli import main
from site_builder.precompress import TEXT, precompressed
from tests.test_build import BASE, tree


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["a.html", "b.json", "c.ttf", "d.svg"]), st.binary(max_size=300)))
def test_a_twin_says_the_same_in_less(files: dict[str, bytes]) -> None:
    twins = precompressed(files)
    for path, data in twins.items():
        name, _, suffix = path.rpartition(".")
        text = {"br": brotli.decompress, "gz": gzip.decompress}[suffix](data)
        assert text == files[name]
        assert len(data) < len(text)
        assert name.endswith(TEXT)


def test_text_becomes_smaller_and_the_rest_is_left() -> None:
    files = {"a.html": b"<p>a</p>" * 99, "b.pdf": b"b" * 999, "c.txt": b"c", "d.eml": b"d" * 999}
    assert set(precompressed(files)) == {"a.html.br", "a.html.gz"}


def test_gzip_names_no_time_and_no_system() -> None:
    header = precompressed({"a.html": b"a" * 99})["a.html.gz"][:10]
    assert header == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def test_a_build_with_twins_is_the_build_and_its_twins(tmp_path: Path) -> None:
    shutil.copytree(BASE / "content", tmp_path / "content")
    outputs = [tmp_path / name for name in ("plain", "one", "other")]
    for output in outputs:
        options = [] if output.name == "plain" else ["--precompress"]
        arguments = ["build", "--root", str(tmp_path), "--output", str(output), "--as-of", "2027-01-01", "--no-pdf"]
        assert main([*arguments, *options]) == 0
    plain, one, other = (tree(output) for output in outputs)
    assert one == other
    assert one == {**plain, **precompressed(plain)}
    assert len(one) > len(plain)
