"""The report in its four forms, and against an earlier one."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from site_builder.audit.baseline import against, read_baseline
from site_builder.audit.compare import compare, proposed
from site_builder.audit.data import as_json, as_sarif
from site_builder.audit.page import as_html
from site_builder.audit.records import Finding, Report, Visit
from site_builder.audit.rules import KINDS, RULES
from site_builder.audit.telling import advice, fails, sentence
from site_builder.audit.text import as_text
from site_builder.catalogs import read_catalogs
from site_builder.formats import Formats
from site_builder.read import read_shipped
from site_builder.words import Words

from .seen import banner, button, call, item, visit
from .test_compare import FACTS

ROOT = Path(__file__).parents[2]
CATALOGS, _ = read_catalogs(read_shipped(ROOT, "locales")[0], ["nl", "en"])
WORDS = {locale: Words(catalog, Formats(locale)) for locale, catalog in CATALOGS.items()}
TEMPLATES = read_shipped(ROOT, "templates")[0]


def report(*visits: Visit) -> Report:
    return Report(
        statement="2027-01-01",
        visits=visits,
        findings=compare(FACTS, visits),
        proposals=proposed(FACTS, visits, ("nl", "en")),
    )


BROKEN = report(
    visit(
        "fresh", item("spy_12345", life="P400D"), banner=banner(reject=button(label=2.13)), screenshot=b"\xff\xd8\xff"
    ),
    visit("phone", call("vendor.example", "https://www.example.nl/app.js"), banner=banner()),
    visit("accept", item("<b>&", life="PT30M"), call("strange.example"), clicks={"accept": 1}),
)


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_text(locale: str, refresh: bool) -> None:
    expected = Path(__file__).parent / f"report.{locale}.txt"
    told = as_text(BROKEN, WORDS[locale])
    if refresh:
        expected.write_text(told, "utf-8")
    assert told == expected.read_text("utf-8")


def test_every_rule_has_words_in_both_languages() -> None:
    arguments = dict.fromkeys(("found", "declared", "wanted", "accept", "reject", "place"), "x") | {
        "kind": next(iter(KINDS))
    }
    for code in RULES:
        finding = Finding(code=code, page="/", visitor="fresh", item="y", arguments=arguments)
        told = [(sentence(finding, words), advice(finding, words)) for words in WORDS.values()]
        assert all(len(set(pair)) == 2 for pair in zip(*told, strict=True)), code


def test_json_says_all_and_can_be_compared_with() -> None:
    data = json.loads(as_json(BROKEN, WORDS["en"]))
    assert [finding["code"] for finding in data["findings"]] == [finding.code for finding in BROKEN.findings]
    assert data["visits"][0]["items"][0]["life"] == "P400D"
    same = against(BROKEN, read_baseline(as_json(BROKEN, WORDS["nl"])))
    assert not fails(same) and fails(BROKEN) and same.gone == ()
    assert as_text(same, WORDS["en"]).endswith("Nothing is wrong.\n")


def test_only_what_is_new_counts_and_what_is_gone_is_told() -> None:
    earlier = read_baseline(as_json(report(visit("fresh", item("spy_12345"), banner=banner())), WORDS["en"]))
    fewer = against(report(visit("fresh", banner=banner())), earlier)
    assert not fails(fewer) and "1 finding is gone." in as_text(fewer, WORDS["en"])
    more = against(report(visit("fresh", item("spy_12345"), call("vendor.example"), banner=banner())), earlier)
    told = as_text(more, WORDS["en"])
    assert fails(more) and "vendor.example" in told and "spy" not in told and "1 finding is not new." in told


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"findings": [{}]}', '{"findings": 1}', "null", '{"findings": [1]}'])
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_baseline(text)


@given(st.sampled_from(sorted(RULES)), st.text(), st.sampled_from(["", "/", "/nl/é?a b", "https://www.example.nl/x"]))
def test_sarif_is_valid_whatever_was_found(code: str, found: str, page: str) -> None:
    names = ("found", "declared", "wanted", "accept", "reject", "place")
    arguments = dict.fromkeys(names, found) | {"kind": "cookie"}
    finding = Finding(code=code, page=page, visitor="only:x", item=found, arguments=arguments)
    text = as_sarif(replace(BROKEN, findings=(finding,)), WORDS["nl"])
    [run] = Log.model_validate_json(text).runs
    assert run.tool.driver.name == "site-builder audit"
    assert json.loads(text)["runs"][0]["results"][0]["ruleId"] == RULES[code].id


def test_sarif_says_what_is_new() -> None:
    earlier = read_baseline(as_json(report(visit("fresh", item("spy_12345"), banner=banner())), WORDS["en"]))
    results = json.loads(as_sarif(against(BROKEN, earlier), WORDS["en"]))["runs"][0]["results"]
    assert {result["baselineState"] for result in results} == {"new", "unchanged"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_html_needs_nothing_and_everybody_can_read_it(chromium: Browser, scheme: str, width: int) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]  # one of two words
    page = context.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: requests.append(request.url))
    page.set_content(as_html(BROKEN, WORDS["nl"], TEMPLATES))
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    violations = [one["id"] for one in Axe().run(page).response["violations"]]
    assert violations == [] and complaints == []
    assert all(address.startswith("data:") for address in requests)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.get_by_text("“<b>&” (cookie)").count() == 1
    context.close()
