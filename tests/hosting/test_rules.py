"""The rules themselves: they reach every file, none twice, and they promise no more than the pages can keep."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from site_builder.build import plan
from site_builder.cli import main
from site_builder.content_security import page_policy, print_policy, served_policy
from site_builder.hosting.headers_file import headers_file
from site_builder.hosting.rules import LASTING, REVALIDATED, UNSERVED, Rule, Rules, hosting_rules
from site_builder.model import LocaleId, Url
from tests.support import site

ROOT = Path(__file__).parent.parent.parent
PUBLICATION = site({}).publication
EU = re.findall(r"\w+", "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv")


@pytest.fixture(scope="module")
def addresses() -> list[str]:
    """Where every file of the real site can be read, with its banner."""
    files = [path for path in plan(ROOT, date(2027, 1, 1)).files if path not in UNSERVED]
    folders = [path.removesuffix("index.html") for path in files if path.endswith("index.html")]
    return [f"/{path}" for path in (*files, *folders)]


def fitting(rules: tuple[Rule, ...], address: str) -> list[Rule]:
    return [rule for rule in rules if rule.fits(address)]


def test_every_file_is_in_one_area_and_has_one_type_at_most(addresses: list[str]) -> None:
    rules = hosting_rules(PUBLICATION)
    assert {address: len(fitting(rules.areas, address)) for address in addresses} == dict.fromkeys(addresses, 1)
    assert all(len(fitting(rules.types, address)) <= 1 for address in addresses)


def test_only_what_is_named_by_its_content_is_kept_for_ever(addresses: list[str]) -> None:
    for address in addresses:
        [area] = fitting(hosting_rules(PUBLICATION).areas, address)
        hashed = re.search(r"\.[0-9a-f]{12}\.\w+$", address)
        assert area.headers["Cache-Control"] == (LASTING if hashed else REVALIDATED), address


def test_only_the_banner_may_be_embedded(addresses: list[str]) -> None:
    for address in addresses:
        [area] = fitting(hosting_rules(PUBLICATION).areas, address)
        shared = address.startswith("/consent/")
        assert area.headers["Cross-Origin-Resource-Policy"] == ("cross-origin" if shared else "same-origin")
        assert ("Access-Control-Allow-Origin" in area.headers) == shared


def test_no_header_is_set_twice_by_the_file(addresses: list[str]) -> None:
    rules = hosting_rules(PUBLICATION)
    for address in addresses:
        parts = [rules.everywhere, *(rule.headers for rule in fitting((*rules.areas, *rules.types), address))]
        names = [name for part in parts for name in part]
        assert len(names) == len(set(names)), address


def test_a_site_in_every_official_language_stays_within_what_a_host_reads() -> None:
    text = headers_file(hosting_rules(replace(PUBLICATION, locales=tuple(LocaleId(locale) for locale in EU))))
    patterns = [line for line in text.splitlines() if line.startswith("/")]
    assert len(patterns) <= 100
    assert all(pattern.count("*") <= 1 for pattern in patterns)
    assert max(len(line) for line in text.splitlines()) <= 2000


def test_a_site_below_a_folder_has_its_rules_there() -> None:
    rules = hosting_rules(replace(PUBLICATION, base_url=Url("https://www.example.nl/privacy")))
    assert rules.root == "/privacy/"
    assert all(rule.pattern.startswith("/privacy/") for rule in (*rules.areas, *rules.types))
    assert not fitting(rules.areas, "/nl/")
    assert fitting(rules.areas, "/privacy/nl/")


def directives(policy: str) -> dict[str, set[str]]:
    return {name: set(values) for name, *values in (part.split() for part in policy.split("; "))}


@pytest.mark.parametrize("endpoint", ["", "https://www.example.nl/consent-records"])
def test_the_server_allows_what_a_page_allows_itself(endpoint: str) -> None:
    served = directives(served_policy(endpoint))
    for own in (page_policy(endpoint), print_policy()):
        for name, values in directives(own).items():
            assert values <= served[name] or values == {"'none'"}, name
    assert "unsafe" not in served_policy(endpoint)
    assert served["frame-ancestors"] == {"'none'"}


def test_the_pages_carry_the_policy(addresses: list[str]) -> None:
    files = plan(ROOT, date(2027, 1, 1)).files
    carried = {
        path: re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', data.decode())
        for path, data in files.items()
        if path.endswith(".html") and not path.startswith("notices/")
    }
    assert carried == {path: [print_policy() if "/print/" in path else page_policy("")] for path in carried}


@pytest.mark.parametrize(
    ("endpoint", "allowed"),
    [
        ("https://www.example.nl/records", "connect-src 'self' https://www.example.nl;"),
        ("https://www.example.nl:8443/", "connect-src 'self' https://www.example.nl:8443;"),
        ("https://a;script-src/", "connect-src 'self';"),
        ("https://$host/", "connect-src 'self';"),
    ],
)
def test_the_receiver_of_choices_is_all_that_a_page_may_call(endpoint: str, allowed: str) -> None:
    assert allowed in page_policy(endpoint)


def test_the_command_prints_what_the_build_writes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hosting", "headers", "--root", str(ROOT)]) == 0
    assert capsys.readouterr().out.encode() == plan(ROOT, date(2027, 1, 1)).files["_headers"]


def test_a_broken_site_has_no_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hosting", "nginx", "--root", str(tmp_path), "--messages", "en"]) == 1
    assert "There is no folder “content”" in capsys.readouterr().err


def test_a_pattern_is_no_expression() -> None:
    assert Rules("/").areas == ()
    assert Rule("/a.b/*.js", {}).fits("/a.b/c.js")
    assert not Rule("/a.b/*.js", {}).fits("/axb/c.js")
