"""Problems in every form: what stands where, and that each form says the same."""

import json

from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from site_builder.catalogs import Catalog
from site_builder.problem import Location, Problem, Severity
from site_builder.reporting import FORMATS, as_github, as_json, as_sarif, as_text

PLACE = Location("content/statements/2026-01-01/statement.yaml", 7)
WRONG = Problem(PLACE, "unknown_id", {"found": "mail, 100%", "among": "data_categories"})
LACKING = Problem(
    PLACE, "GDPR-13-2-e:provision", {"purpose": {"en": "Newsletter", "nl": "Nieuwsbrief"}}, Severity.WARNING
)
WAIVED = Problem(Location("content/site.yaml"), "GDPR-13-2-e:consequence", {"purpose": "x"}, Severity.ADVICE, "too old")
ALL = (WRONG, LACKING, WAIVED)


def test_text() -> None:
    assert as_text(ALL, Catalog()).splitlines() == [
        f"{PLACE}: There is no “mail, 100%” among “data_categories”.",
        f"{PLACE}: warning: “Newsletter” does not say whether people must give their data. Add “provision”: statutory,"
        " contractual, pre_contractual or voluntary. [GDPR-13-2-e]",
        "content/site.yaml: waived (too old): “x” does not say what happens if people do not give their data."
        " Add “consequence”. [GDPR-13-2-e]",
        "1 problem, 1 warning, 1 piece of advice",
    ]
    assert as_text((), Catalog()) == "No problems."


def test_json() -> None:
    first, second, third = json.loads(as_json(ALL, Catalog()))
    assert (first["path"], first["line"], first["severity"], first["rule"]) == (PLACE.path, 7, "error", "unknown_id")
    assert (second["rule"], second["code"]) == ("GDPR-13-2-e", "GDPR-13-2-e:provision")
    assert third["waived"] == "too old" and "waived" not in second


def test_github_escapes_what_would_end_a_property_and_leaves_out_what_is_waived() -> None:
    comma = Problem(Location("content/a,b:c.md"), "raw_html", {"found": "<b>\n"})
    assert as_github((WRONG, comma, WAIVED), Catalog()).splitlines() == [
        f"::error file={PLACE.path},line=7,title=unknown_id::There is no “mail, 100%25” among “data_categories”.",
        "::error file=content/a%2Cb%3Ac.md,title=raw_html::HTML is not allowed in the text: “<b>\\n”. Use Markdown.",
    ]


def test_sarif_is_valid_and_describes_every_rule_that_spoke() -> None:
    text = as_sarif(ALL, Catalog())
    Log.model_validate_json(text)
    [run] = json.loads(text)["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["GDPR-13-2-e", "unknown_id"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    assert [result.get("suppressions") for result in run["results"]] == [
        None,
        None,
        [{"kind": "inSource", "justification": "too old"}],
    ]


def test_every_form_of_nothing() -> None:
    shown = {name: show((), Catalog()) for name, show in FORMATS.items()}
    assert (shown["text"], shown["json"], shown["github"]) == ("No problems.", "[]", "")
    assert json.loads(shown["sarif"])["runs"][0]["results"] == []
