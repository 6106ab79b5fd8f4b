"""The list of digests is written in one way only: whoever checks a site writes it again and compares."""

import json

from hypothesis import given
from hypothesis import strategies as st

from site_builder.digests import digests_text, list_digest


@given(st.dictionaries(st.text(), st.text()))
def test_it_is_indented_json(digests: dict[str, str]) -> None:
    listed = {"digest": list_digest(digests), "files": digests}
    assert digests_text(digests) == json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
