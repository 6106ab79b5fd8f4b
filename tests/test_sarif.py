"""What forges read: valid SARIF 2.1.0, whatever a message or a path holds."""

import json

from hypothesis import given
from hypothesis import strategies as st
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from site_builder.sarif import Result, Rule, sarif

RULES = (
    Rule(id="unknown_id", text="An id is not known", help="Check the spelling."),
    Rule(id="retention_twice", text="Two periods", level="warning"),
)


def test_a_result_names_its_rule_its_place_and_its_level() -> None:
    result = Result(rule="unknown_id", level="error", message="There is no “mail”.", uri="content/site.yaml", line=3)
    [run] = json.loads(sarif("site-builder check", "1.0", RULES, [result]))["runs"]
    [found] = run["results"]
    assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"] == "unknown_id"
    assert found["message"]["text"] == "There is no “mail”."
    assert found["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "content/site.yaml"}, "region": {"startLine": 3}}}
    ]


def test_a_file_as_a_whole_has_no_region_and_a_path_becomes_a_uri() -> None:
    text = sarif("t", "1", RULES, [Result(rule="unknown_id", level="note", message="m", uri="een map/é.md")])
    [found] = json.loads(text)["runs"][0]["results"]
    assert found["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "een%20map/%C3%A9.md"}}


results = st.builds(
    Result,
    rule=st.sampled_from([rule.id for rule in RULES]),
    level=st.sampled_from(["error", "warning", "note"]),
    message=st.text(min_size=1),
    uri=st.sampled_from(["content/a b.md", "https://www.example.nl/nl/?a=1#b", "https://é.example/%20"]),
    line=st.integers(0, 9),
    fingerprint=st.text(max_size=3),
    state=st.sampled_from(["", "new", "unchanged", "absent"]),
)


@given(st.lists(results, max_size=3))
def test_it_is_valid_and_says_the_same_twice(found: list[Result]) -> None:
    """The model is generated from the schema of OASIS and takes no unknown key."""
    text = sarif("site-builder audit", "1.0", RULES, found, "nl")
    assert len(Log.model_validate_json(text).runs[0].results or []) == len(found)
    assert text == sarif("site-builder audit", "1.0", RULES, found, "nl")
