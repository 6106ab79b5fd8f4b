"""What a release publishes beside its pages: the message about it, and `notices.json`."""

import json
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache

import pytest
from bs4 import BeautifulSoup

from site_builder.build import make_site, prepare
from site_builder.changes.telling import told
from site_builder.problem import Severity, stops_build
from site_builder.releases import LOCK, Lock, freeze, lock_text
from tests.test_history import LONGER, NEW, OLD, SUMMARY, following, sources

BASE_URL = "https://privacy.bakery.example/"
CHANGES = following([SUMMARY, LONGER, ("withdraw_consent]", "withdraw_consent, human_review]")])
LOCALES = pytest.mark.parametrize("locale", ["nl", "en"])
SUMMARIES = {"nl": "Wij vragen ook je naam.", "en": "We also ask your name."}


@cache
def files(day: str = "2026-05-01") -> dict[str, bytes]:
    outcome = make_site(sources(CHANGES), date.fromisoformat(day), drafts=False)
    assert not stops_build(outcome.problems)
    return dict(outcome.files)


def mail(locale: str, day: str = "2026-05-01") -> EmailMessage:
    found = message_from_bytes(files(day)[f"notices/{NEW}/{locale}.eml"], policy=default)
    assert isinstance(found, EmailMessage)
    assert found.defects == []
    return found


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    assert part.defects == []
    return str(part.get_content()).replace("\r\n", "\n")


@cache
def sentences(locale: str) -> list[str]:
    edition, words, _ = prepare(sources(CHANGES), date(2026, 5, 1), drafts=False)
    assert edition is not None
    return [story.text for story in told(edition.releases[NEW], words[locale])]


def test_a_message_for_every_version_but_the_first() -> None:
    expected = {f"notices/{NEW}/{locale}.{kind}" for locale in ("nl", "en") for kind in ("txt", "html", "eml")}
    assert {path for path in files() if path.startswith("notices/")} == expected
    assert not [path for path in files("2026-03-31") if path.startswith("notices/")]
    assert json.loads(files("2026-03-31")["notices.json"]) == {"notices": []}


@LOCALES
def test_the_mail_is_one_message_in_two_forms(locale: str) -> None:
    message = mail(locale)
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert body(message, "plain") == files()[f"notices/{NEW}/{locale}.txt"].decode()
    assert body(message, "html") == files()[f"notices/{NEW}/{locale}.html"].decode()


@LOCALES
def test_the_headers_of_the_mail(locale: str) -> None:
    message = mail(locale)
    effective = {"nl": "1 juni 2026", "en": "June 1, 2026"}[locale]
    assert effective in message["Subject"]
    assert message["From"].addresses[0].addr_spec == "hello@bakery.example"
    assert message["From"].addresses[0].display_name == "Bakkerij Zon"
    assert message["To"] is None
    assert message["Date"].datetime.date() == date(2026, 4, 1)
    assert message["Content-Language"] == locale
    assert message["Message-ID"].endswith("@bakery.example>")


def test_a_message_id_is_stable_and_of_its_own() -> None:
    assert mail("nl")["Message-ID"] != mail("en")["Message-ID"]
    for locale in ("nl", "en"):
        # Built again on another day, it is the same message to the byte.
        assert files()[f"notices/{NEW}/{locale}.eml"] == files("2027-01-01")[f"notices/{NEW}/{locale}.eml"]


@LOCALES
def test_every_sentence_and_where_to_read_on(locale: str) -> None:
    assert len(sentences(locale)) == 2
    text = " ".join(files()[f"notices/{NEW}/{locale}.txt"].decode().split())
    html = BeautifulSoup(files()[f"notices/{NEW}/{locale}.html"], "html.parser")
    assert html.html is not None
    assert html.html["lang"] == locale
    shown = " ".join(html.get_text().split())
    for expected in (SUMMARIES[locale], *sentences(locale), "Bakkerij Zon", "hello@bakery.example"):
        assert expected in text
        assert expected in shown
    for permalink in (f"{locale}/changes/{NEW}/", f"{locale}/versions/{NEW}/", f"{locale}/"):
        assert f" {BASE_URL}{permalink} " in text
        assert html.select(f'a[href="{BASE_URL}{permalink}"]')
        assert f"{permalink}index.html" in files()


def test_notices_json() -> None:
    [notice] = json.loads(files()["notices.json"])["notices"]
    assert notice == {
        "version": NEW,
        "previous": OLD,
        "standing": "announced",
        "significance": "material",
        "announced_on": "2026-04-01",
        "effective_on": "2026-06-01",
        "digest": None,
        "changes": ["retention_longer", "right_added"],
        "locales": {
            locale: {
                "summary": SUMMARIES[locale],
                "sentences": sentences(locale),
                "url": f"{BASE_URL}{locale}/changes/{NEW}/",
                "version_url": f"{BASE_URL}{locale}/versions/{NEW}/",
                "message": f"{BASE_URL}notices/{NEW}/{locale}.txt",
            }
            for locale in ("nl", "en")
        },
    }
    for told_in in notice["locales"].values():
        assert told_in["message"].removeprefix(BASE_URL) in files()


@pytest.mark.parametrize(
    ("day", "standing"), [("2026-04-01", "announced"), ("2026-05-31", "announced"), ("2026-06-01", "in_force")]
)
def test_the_standing_of_the_day(day: str, standing: str) -> None:
    [notice] = json.loads(files(day)["notices.json"])["notices"]
    assert notice["standing"] == standing


def test_a_frozen_version_has_its_digest() -> None:
    project = sources(CHANGES)
    lock = freeze(project, NEW, freeze(project, OLD, Lock(), date(2026, 4, 1)), date(2026, 4, 1))
    frozen = replace(project, content={**project.content, LOCK: lock_text(lock).encode()})
    outcome = make_site(frozen, date(2026, 5, 1), drafts=False)
    [notice] = json.loads(outcome.files["notices.json"])["notices"]
    assert notice["digest"] == lock.releases[1].digest


def test_notices_are_newest_first() -> None:
    third = following([SUMMARY], version="2026-09-01", announced="2026-07-01")
    outcome = make_site(sources({**CHANGES, **third}), date(2026, 10, 1), drafts=False)
    found = json.loads(outcome.files["notices.json"])["notices"]
    assert [(notice["version"], notice["previous"]) for notice in found] == [("2026-09-01", NEW), (NEW, OLD)]


def test_a_template_of_the_message_that_is_broken() -> None:
    project = sources(CHANGES)
    broken = replace(project, templates={**project.templates, "notices/message.txt": b"{{ nothing }}"})
    outcome = make_site(broken, date(2026, 5, 1), drafts=False)
    assert [(str(p.location), p.code) for p in outcome.problems if p.severity is Severity.ERROR] == [
        ("templates/notices/message.txt", "template_error")
    ]
