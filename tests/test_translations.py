"""A language that comes later: it is published from the version on that has it; what came before stays as it was."""

import json
import re
import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from bs4 import BeautifulSoup

from site_builder.build import plan, prepare
from site_builder.cli import main
from site_builder.preview.views import BOTH, preview_pages, views
from site_builder.problem import stops_build
from site_builder.read import read_project
from site_builder.scaffold import next_version
from site_builder.send import send_notices

ROOT = Path(__file__).parent.parent
GERMAN = "2028-02-01"
STATEMENTS = "content/statements"
ANNOUNCED, IN_FORCE = date(2028, 1, 15), date(2028, 2, 1)


def edit(path: Path, *replacements: tuple[str, str]) -> None:
    text = path.read_text()
    for old, new in replacements:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        text = text.replace(old, new)
    path.write_text(text)


def in_german(value: Any) -> Any:
    """YAML with a German text beside every Dutch one."""
    if isinstance(value, dict):
        texts = {"de": f"{value['nl']} (deutsch)"} if set(value) == {"nl", "en"} else {}
        return {**{key: in_german(member) for key, member in value.items()}, **texts}
    return [in_german(member) for member in value] if isinstance(value, list) else value


def german_catalog() -> bytes:
    """Every message in what passes for German."""
    template = read_po(BytesIO((ROOT / "locales/messages.pot").read_bytes()))
    catalog = Catalog(locale="de")
    for message in template:
        if message.id:
            forms = (message.id,) if isinstance(message.id, str) else message.id
            catalog.add(message.id, tuple(f"{form} ·" for form in forms) if len(forms) > 1 else f"{forms[0]} ·")
    written = BytesIO()
    write_po(written, catalog)
    return written.getvalue()


def next_year(root: Path, day: str = GERMAN, status: str = "final") -> Path:
    """A version that changes a fact and a sentence of the newest, in Dutch and English."""
    next_version(root, day, date.fromisoformat(day).replace(month=1, day=1))
    folder = root / STATEMENTS / day
    summary = "summary:\n  nl: Je naam bewaren we korter.\n  en: We keep your name for a shorter time.\n"
    edit(
        folder / "statement.yaml",
        ("# summary:\n#   nl: …\n#   en: …\n", summary),
        ("status: draft", f"status: {status}"),
    )
    edit(
        folder / "statement.yaml",
        ("en: first and last name}\n    retention: P2Y", "en: first and last name}\n    retention: P1Y"),
    )
    edit(folder / "nl.md", ("We verkopen je gegevens niet.", "We verkopen je gegevens nooit."))
    edit(folder / "en.md", ("We do not sell your data.", "We never sell your data."))
    return folder


def add_german(root: Path, day: str = GERMAN) -> None:
    """All that a new language takes: its name, a text, labels and a catalog."""
    edit(
        root / "content/site.yaml",
        ("locales: [nl, en]", "locales: [nl, en, de]"),
        ("title:\n", "title:\n  de: Datenschutz\n"),
    )
    folder = root / STATEMENTS / day
    register = folder / "statement.yaml"
    register.write_text(
        yaml.safe_dump(in_german(yaml.safe_load(register.read_text())), allow_unicode=True, sort_keys=False)
    )
    text = (folder / "nl.md").read_text().replace("title: Privacyverklaring", "title: Datenschutzerklärung")
    (folder / "de.md").write_text(text.replace("## Wie zijn wij?", "## Wer sind wir?"))
    catalog = root / "locales/de/LC_MESSAGES/messages.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_bytes(german_catalog())


def site(folder: Path, german: bool = True, status: str = "final") -> Path:
    shutil.copytree(ROOT / "content", folder / "content")
    next_year(folder, status=status)
    if german:
        add_german(folder)
    return folder


def built(root: Path, day: date) -> Mapping[str, bytes]:
    outcome = plan(root, day)
    assert not stops_build(outcome.problems), outcome.problems
    return outcome.files


@pytest.fixture(scope="module")
def trilingual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site(tmp_path_factory.mktemp("trilingual"))


@pytest.fixture(scope="module")
def files(trilingual: Path) -> Mapping[str, bytes]:
    return built(trilingual, IN_FORCE)


def page(files: Mapping[str, bytes], path: str) -> BeautifulSoup:
    return BeautifulSoup(files[path], "html.parser")


def languages(files: Mapping[str, bytes], path: str) -> set[str]:
    """The languages that a page names as those it is in."""
    return {str(link["hreflang"]) for link in page(files, path).select('link[rel="alternate"][hreflang]')}


def in_german_pages(files: Mapping[str, bytes]) -> set[str]:
    return {path for path in files if path.startswith("de/")}


def test_the_statement_is_there_in_german(files: Mapping[str, bytes]) -> None:
    assert in_german_pages(files) == {
        "de/index.html",
        "de/print/index.html",
        "de/versions/index.html",
        f"de/versions/{GERMAN}/index.html",
        f"de/versions/{GERMAN}/print/index.html",
        "de/changes/index.html",
        "de/changes/feed.xml",
        "de/changes/feed.json",
    }
    statement = page(files, "de/index.html")
    assert statement.select_one("html[lang=de]")
    assert "Wer sind wir?" in statement.get_text()
    assert "voor- en achternaam (deutsch)" in statement.get_text()
    assert "In short ·" in statement.get_text()
    assert "de/index.html" in files
    for path in ("de/index.html", "nl/index.html", f"en/versions/{GERMAN}/index.html", "nl/versions/index.html"):
        assert languages(files, path) == {"nl", "en", "de", "x-default"}
    assert "Deutsch" in page(files, "index.html").get_text()


def test_the_banner_speaks_german(files: Mapping[str, bytes]) -> None:
    assert b"functionele cookies (deutsch)" in files["consent/de.js"].lower()
    assert set(json.loads(files["consent/manifest.json"])["bundles"]) == {"nl", "en", "de"}
    assert page(files, "de/index.html").select_one('script[src$="consent/de.js"]')
    # There is no German page that tells what changed, so the banner does not send anybody there.
    assert f"de/changes/{GERMAN}".encode() not in files["consent/de.js"]
    assert f"nl/changes/{GERMAN}".encode() in files["consent/nl.js"]


def test_versions_from_before_stay_as_they_were(files: Mapping[str, bytes], tmp_path: Path) -> None:
    """Byte for byte what they would be if German had never come."""
    without = built(site(tmp_path, german=False), IN_FORCE)
    older = re.compile(r"(nl|en)/(versions|changes)/(2018-11-28|2027-01-01)/|notices/2027-01-01/|consent/manifest\.")
    kept = {path: data for path, data in without.items() if older.match(path)}
    assert len(kept) > 15
    for path, data in kept.items():
        assert files[path] == data or path == "consent/manifest.json", path
    for path in (f"{locale}/versions/2027-01-01/index.html" for locale in ("nl", "en")):
        assert languages(files, path) == {"nl", "en", "x-default"}
    # A translation changes no fact: what changed is told as it would be without it.
    for path in (f"{locale}/changes/{GERMAN}/index.html" for locale in ("nl", "en")):
        assert page(files, path).select(".told") == page(without, path).select(".told")


def test_german_pages_lead_to_old_versions_in_their_own_languages(files: Mapping[str, bytes]) -> None:
    for path in ("de/versions/index.html", "de/changes/index.html"):
        entries = page(files, path).select("ol.versions > li")
        assert len(entries) == 3
        first, *others = entries
        assert first.select_one("h2 a")
        for entry, version in zip(others, ("2027-01-01", "2018-11-28"), strict=True):
            assert entry.select_one("h2 a") is None
            assert "This version is not in this language. ·" in entry.get_text()
            links = {str(link["lang"]): str(link["href"]) for link in entry.select("p a[lang]")}
            assert links == {locale: f"../../{locale}/versions/{version}/" for locale in ("nl", "en")}
    history = page(files, "de/print/index.html").select_one(".history")
    assert history is not None
    assert history.get_text().count("This version is not in this language. ·") == 2
    assert page(files, "de/index.html").select_one(f'a[href*="changes/{GERMAN}"]') is None
    assert page(files, "nl/index.html").select_one(f'a[href*="changes/{GERMAN}"]') is not None


def test_machines_read_the_same(files: Mapping[str, bytes]) -> None:
    versions = {entry["version"]: entry for entry in json.loads(files["versions.json"])["versions"]}
    assert set(versions[GERMAN]["urls"]) == {"nl", "en", "de"}
    assert set(versions[GERMAN]["changes"]) == {"nl", "en"}
    assert set(versions["2027-01-01"]["urls"]) == {"nl", "en"}
    assert set(json.loads(files["statement.json"])["urls"]) == {"nl", "en", "de"}
    sitemap = files["sitemap.xml"].decode()
    assert (
        sitemap.count('hreflang="de"') == 1 + 3 * 3
    )  # the first page; the statement, its versions and what changed, thrice
    assert "de/changes/2027" not in sitemap
    [entry] = json.loads(files["de/changes/feed.json"])["items"]
    assert entry["title"] == "The first version in this language. ·"
    assert entry["url"].endswith(f"/de/versions/{GERMAN}/")
    notices = {notice["version"]: notice["locales"] for notice in json.loads(files["notices.json"])["notices"]}
    assert set(notices["2027-01-01"]) == {"nl", "en"}
    assert notices[GERMAN]["de"]["url"].endswith(f"/de/versions/{GERMAN}/")
    assert notices[GERMAN]["de"]["sentences"] == []
    assert notices[GERMAN]["nl"]["sentences"]
    assert {path for path in files if path.startswith("notices/2027")} == {
        f"notices/2027-01-01/{locale}.{form}" for locale in ("nl", "en") for form in ("txt", "html", "eml")
    }
    assert b"(deutsch)" in files[f"notices/{GERMAN}/de.txt"]


def test_before_it_takes_effect_only_the_new_text_is_german(trilingual: Path) -> None:
    files = built(trilingual, ANNOUNCED)
    assert "de/index.html" not in files
    assert "consent/de.js" not in files
    assert "Deutsch" not in page(files, "index.html").get_text() + page(files, "404.html").get_text()
    announced = page(files, f"de/versions/{GERMAN}/index.html")
    assert "Wer sind wir?" in announced.get_text()
    assert announced.select_one('script[src$="consent/nl.js"]')
    assert announced.select_one('link[rel="privacy-policy"][href$="nl/"]')


def test_a_draft_in_german_shows_nothing_of_it(tmp_path: Path) -> None:
    files = built(site(tmp_path, status="draft"), IN_FORCE)
    assert in_german_pages(files) == set()
    assert all("de" not in languages(files, path) for path in files if path.endswith(".html"))


def test_the_version_after_that_tells_in_german_what_changed(tmp_path: Path) -> None:
    root = site(tmp_path)
    next_version(root, "2029-03-01", date(2029, 1, 1))
    register = root / STATEMENTS / "2029-03-01" / "statement.yaml"
    edit(register, ("retention: P1Y", "retention: P6M"), ("status: draft", "status: final"))
    edit(
        register,
        ("# summary:\n#   nl: …\n#   en: …\n#   de: …\n", "summary: {nl: Korter., en: Shorter., de: Kürzer.}\n"),
    )
    files = built(root, date(2029, 3, 1))
    told = page(files, "de/changes/2029-03-01/index.html")
    assert "Kürzer." in told.get_text()
    assert languages(files, "de/changes/2029-03-01/index.html") == {"nl", "en", "de", "x-default"}
    assert f"de/changes/{GERMAN}/index.html" not in files


@pytest.mark.parametrize(
    ("gone", "code"),
    [
        (f"{STATEMENTS}/{GERMAN}/de.md", "missing_file"),  # the newest is in every language
        (f"{STATEMENTS}/2027-01-01/en.md", "missing_file"),  # what was once published in a language stays in it
        (f"{STATEMENTS}/2018-11-28/nl.md", "authoritative_locale_unknown"),  # the language that prevails is there
        (f"{STATEMENTS}/2018-11-28/en.md", "unknown_locale"),  # labels without a text
    ],
)
def test_a_text_that_is_missing_by_mistake(tmp_path: Path, gone: str, code: str) -> None:
    root = site(tmp_path)
    (root / "content/releases.lock").unlink()
    (root / gone).unlink()
    problems = plan(root, IN_FORCE).problems
    folder = gone.rpartition("/")[0]
    assert stops_build(problems)
    assert code in {problem.code for problem in problems if problem.location.path.startswith(folder)}


def test_what_german_still_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, german=False)
    command = ["translations", "--root", str(root), "--messages", "en", "--locale", "de"]
    assert main(command) == 1
    said = capsys.readouterr().out
    assert re.search(r"messages\.po: (\d+) of \1 messages for visitors are missing\.", said)
    assert re.search(r"messages\.po: (\d+) of \1 messages for editors are missing\.", said)
    assert "content/site.yaml:4: “title” has no text for the language “de”." in said
    assert "Add “de” to the languages of this site." in said
    assert f"{STATEMENTS}/{GERMAN}/de.md: This file is missing." in said
    assert f"{STATEMENTS}/{GERMAN}/statement.yaml:" in said
    assert "2027-01-01" not in said

    add_german(root)
    assert main(command) == 0
    assert capsys.readouterr().out == "de:\n  Nothing is missing that visitors read.\n"
    assert main(command[:-2]) == 0

    edit(root / STATEMENTS / GERMAN / "de.md", ("{#security}", "{#sicherheit}"))
    assert main(command) == 1
    assert "“security” is here, but not in" in capsys.readouterr().out


def test_a_language_that_does_not_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, german=False)
    assert main(["translations", "--root", str(root), "--messages", "en", "--locale", "../de"]) == 1
    assert "language code such as nl or en" in capsys.readouterr().err


def test_the_preview_shows_each_version_in_the_languages_it_has(trilingual: Path) -> None:
    project, _ = read_project(trilingual)
    edition, words, _ = prepare(project, date(2027, 12, 1), drafts=True)
    assert edition is not None
    assert edition.timeline.in_force.id == "2027-01-01"
    shown = {page.permalink: set(page.alternates) for page in preview_pages(edition) if page.template == BOTH}
    assert {alternate for permalink, found in shown.items() if "2027-01-01" in permalink for alternate in found} == {
        "nl",
        "en",
    }
    assert sum(GERMAN in permalink for permalink in shown) == 3
    assert set(words) == {"nl", "en", "de"}
    # From a German page the version in force is seen in the language that prevails.
    seen = views(edition, edition.timeline.in_force, "de")
    assert (seen.page, seen.redline) == ("nl/versions/2027-01-01/", "nl/changes/2027-01-01/")
    assert views(edition, edition.timeline.announced[0], "de").redline == ""


def test_who_reads_german_is_told_of_older_versions_in_another_language(trilingual: Path, tmp_path: Path) -> None:
    """And the list, which reads every language, gets no language twice."""
    shutil.copytree(trilingual, tmp_path / "site")
    root = tmp_path / "site"
    settings = root / "content/site.yaml"
    smtp = "smtp: {host: localhost, sender: privacy@123samenleven.nl}"
    told = {}
    for recipients in ("recipients_file: recipients.txt", "list_address: list@example.nl"):
        (root / "recipients.txt").write_text("jemand@example.de de\n")
        settings.write_text(f"{(trilingual / 'content/site.yaml').read_text()}notices:\n  {smtp}\n  {recipients}\n")
        now = datetime(2027, 1, 1, 12, tzinfo=UTC)
        report = send_notices(root, tmp_path / "ledger", now, now, {}, dry_run=True)
        told[recipients.partition(":")[0]] = [(line.key.version, line.key.locale) for line in report.lines]
    assert told == {
        "recipients_file": [("2027-01-01", "de")],
        "list_address": [("2027-01-01", "nl"), ("2027-01-01", "en")],
    }
