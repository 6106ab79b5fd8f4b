"""The real statement: every fact of 28 November 2018 is on the page, and the later version mends what it lacked."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import brotli
import pytest
from bs4 import BeautifulSoup, Tag

from site_builder.build import plan
from site_builder.problem import Severity

ROOT = Path(__file__).parent.parent
FIRST, NEXT = "2018-11-28", "2027-01-01"
LOCALES = ("nl", "en")


@cache
def files() -> dict[str, bytes]:
    outcome = plan(ROOT, date(2026, 11, 22))
    assert all(problem.severity is Severity.ADVICE for problem in outcome.problems)
    return dict(outcome.files)


@cache
def page(locale: str, version: str) -> BeautifulSoup:
    return BeautifulSoup(files()[f"{locale}/versions/{version}/index.html"], "html.parser")


def text_of(element: BeautifulSoup | Tag) -> str:
    return re.sub(r"\s+", " ", element.get_text(" ")).strip()


def section(locale: str, version: str, identifier: str) -> Tag:
    heading = page(locale, version).find(id=identifier)
    assert isinstance(heading, Tag), f"no section {identifier}"
    assert isinstance(heading.parent, Tag)
    return heading.parent


def rows(element: Tag) -> list[list[str]]:
    return [[text_of(cell) for cell in row.find_all(["th", "td"])] for row in element.select("tbody tr")]


FACTS = {
    "nl": [
        "123samenleven.nl", "www.123samenleven.nl", "Coöperatie Klanten Generatie Experts U.A.", "Madoerastraat 5",
        "2585 VA Den Haag", "Nederland", "085-0609046", "conny@123samenleven.nl", "16 jaar", "ouder", "voogd",
        "nieuwsbrief", "aangifte", "4 weken", "Autoriteit Persoonsgegevens", "Veilig Internetten", "MRZ", "BSN",
        "pasfoto", "documentnummer", "verkopen", "verwerkersovereenkomst", "klantenservice", "pdf",
    ],
    "en": [
        "123samenleven.nl", "www.123samenleven.nl", "Coöperatie Klanten Generatie Experts U.A.", "Madoerastraat 5",
        "2585 VA Den Haag", "Netherlands", "085-0609046", "conny@123samenleven.nl", "16", "parent", "guardian",
        "newsletter", "tax return", "4 weeks", "Autoriteit Persoonsgegevens", "Veilig Internetten", "MRZ", "BSN",
        "photo", "document number", "sell", "processor agreement", "customer service", "pdf",
    ],
}  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
def test_every_fact_of_2018_is_there(locale: str) -> None:
    text = text_of(page(locale, FIRST)).lower()
    assert [fact for fact in FACTS[locale] if fact.lower() not in text] == []


@pytest.mark.parametrize(("locale", "sent"), [("nl", "drip"), ("en", "drip")])
def test_campaigns_are_named(locale: str, sent: str) -> None:
    assert sent in text_of(section(locale, FIRST, "purposes")).lower()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("version", [FIRST, NEXT])
def test_seven_categories_six_purposes_three_recipients(locale: str, version: str) -> None:
    assert len(section(locale, version, "data").select("ul > li")) == 7
    assert len(section(locale, version, "purposes").select("ol.entries > li")) == 6
    assert len(rows(section(locale, version, "recipients"))) == 3


def test_each_recipient_of_2018_receives_exactly_its_data() -> None:
    received = {row[0]: row[-1] for row in rows(section("nl", FIRST, "recipients"))}
    assert received == {
        "Google (G Suite)": "voor- en achternaam, adresgegevens, telefoonnummer, e-mailadres en IP-adres",
        "Landbot": "voor- en achternaam, telefoonnummer, e-mailadres en IP-adres",
        "ActiveCampaign": "voor- en achternaam, telefoonnummer, e-mailadres en IP-adres",
    }


def test_six_retention_rows_of_2018() -> None:
    assert [(row[0], row[2]) for row in rows(section("en", FIRST, "retention"))] == [
        ("first and last name", "2 years"),
        ("address details", "2 years"),
        ("telephone number", "180 days"),
        ("e-mail address", "180 days"),
        ("IP address", "180 days"),
        ("data about your activities on our website", "180 days"),
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_three_kinds_of_cookies(locale: str) -> None:
    for version in (FIRST, NEXT):
        assert len(section(locale, version, "cookies").select("ul.entries > li")) == 3


@pytest.mark.parametrize("locale", LOCALES)
def test_2018_has_no_facts_of_later(locale: str) -> None:
    text = text_of(page(locale, FIRST))
    for later in ("Google Workspace", "Data Privacy Framework", "2023/1795", "Postbus", "Global Privacy Control"):
        assert later not in text


@pytest.mark.parametrize("locale", LOCALES)
def test_the_next_version_mends_what_the_first_lacked(locale: str) -> None:
    purposes = section(locale, NEXT, "purposes").select("ol.entries > li")
    basis, must = {"nl": ("Grondslag", "Moet het?"), "en": ("Legal basis", "Do you have to?")}[locale]
    for purpose in purposes:
        terms = [text_of(term) for term in purpose.select("dt")]
        assert terms.count(basis) == 1
        assert terms.count(must) == 1
    data = {row[0] for row in rows(section(locale, NEXT, "retention"))}
    assert {"nl": "geslacht", "en": "gender"}[locale] in data
    transfers = text_of(section(locale, NEXT, "transfers"))
    assert "EU-US Data Privacy Framework" in transfers
    assert "2023/1795" in transfers
    for right in ("access", "rectification", "erasure", "restriction", "portability"):
        assert page(locale, NEXT).select_one(f"h3#{right}") or page(locale, NEXT).select_one(f"h2#{right}"), right
    assert page(locale, NEXT).select_one("h2#objection"), "objection stands apart (GDPR art. 21(4))"
    rights = text_of(section(locale, NEXT, "rights"))
    assert {"nl": "1 maand", "en": "1 month"}[locale] in rights
    assert {"nl": "niet standaard", "en": "by default"}[locale] in rights
    cookies = text_of(section(locale, NEXT, "cookies"))
    for fact in (
        "prism_*",
        "ac_enable_tracking",
        "Global Privacy Control",
        {"nl": "6 maanden", "en": "6 months"}[locale],
    ):
        assert fact in cookies
    assert "Postbus 93374" in text_of(page(locale, NEXT))


@pytest.mark.parametrize("version", [FIRST, NEXT])
def test_dutch_says_je(version: str) -> None:
    assert not re.search(r"\b[Uu](w|zelf)?\b(?!\.)", text_of(page("nl", version)).replace("U.A.", ""))


@pytest.mark.parametrize("version", [FIRST, NEXT])
def test_facts_do_not_stand_in_the_prose(version: str) -> None:
    """Names, addresses and periods are looked up in the register, never typed."""
    for locale in LOCALES:
        prose = (ROOT / "content" / "statements" / version / f"{locale}.md").read_text().split("---", 2)[2]
        for fact in (
            "Madoerastraat",
            "085-",
            "@123samenleven",
            "Klanten Generatie",
            "180",
            "Landbot",
            "ActiveCampaign",
        ):
            assert fact not in prose, f"{locale}.md of {version} says {fact}"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("version", [FIRST, NEXT])
def test_the_short_version_leads_into_the_text(locale: str, version: str) -> None:
    terms = page(locale, version).select(".short dt")
    assert len(terms) == 6
    for term in terms:
        link = term.select_one("a")
        assert link is not None, text_of(term)
        assert page(locale, version).find(id=str(link["href"]).removeprefix("#"))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_first_visit_leaves_room_for_the_banner_in_one_round_trip(locale: str) -> None:
    """14 kB (10 segments of 1,460 bytes) on the wire, of which the banner may take 5."""
    everything = plan(ROOT, date(2027, 1, 1)).files
    page = BeautifulSoup(everything[f"{locale}/index.html"], "html.parser")
    fetched = [str(tag["href"]) for tag in page.select('link[rel="stylesheet"], link[rel="icon"]')]
    fetched += [str(tag["src"]) for tag in page.select("script[src]")]
    visited = [f"{locale}/index.html", *(address.removeprefix("../") for address in fetched)]
    assert len(visited) == 5
    sizes = {path: len(brotli.compress(everything[path])) for path in visited}
    assert sizes[f"consent/{locale}.js"] <= 5_000
    assert sum(sizes.values()) <= 14_000


def test_json_ld_tells_dates_version_language_and_publisher() -> None:
    import json

    script = page("en", NEXT).find("script", type="application/ld+json")
    assert isinstance(script, Tag)
    data = json.loads(script.get_text())
    assert data["version"] == NEXT
    assert data["inLanguage"] == "en"
    assert data["datePublished"] == "2026-11-22"
    assert data["publisher"]["name"] == "123samenleven.nl"
    assert page("en", FIRST).find("script", type="application/ld+json") is not None


def test_history_is_not_indexed_and_what_is_announced_says_so() -> None:
    for locale in LOCALES:
        assert page(locale, FIRST).select_one('meta[name="robots"][content="noindex"]')
    assert "Geldt vanaf 1 januari 2027" in text_of(page("nl", NEXT))
    assert "Applies from 1 January 2027" in text_of(page("en", NEXT))
    in_force = BeautifulSoup(files()["nl/index.html"], "html.parser")
    assert in_force.select_one('meta[name="robots"]') is None
    assert "Vanaf 1 januari 2027 geldt een nieuwe versie" in text_of(in_force)
