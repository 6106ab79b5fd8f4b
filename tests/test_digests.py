"""The list of digests is written in one way only: whoever checks a site writes it again and compares."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.digests import digests_text, list_digest


@given(st.dictionaries(st.text(), st.text()))
def test_it_is_indented_json(digests: dict[str, str]) -> None:
    listed = {"digest": list_digest(digests), "files": digests}
    assert digests_text(digests) == json.dumps(listed, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("count", [0, 1, 999, 1_000, 1_001, 2_500])
def test_its_digest_is_that_of_what_sha256sum_prints(count: int) -> None:
    digests = {f"versions/{number}/index.html": sha256(bytes(number)).hexdigest() for number in range(count)}
    printed = "".join(f"{digest}  {path}\n" for path, digest in digests.items())
    assert list_digest(digests) == sha256(printed.encode()).hexdigest()
