"""Messages: what they say, that they say nothing else, and that no text gets out of its place."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import compat32, default
from email.utils import getaddresses
from typing import cast

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.model import NoticeSettings
from site_builder.notices.message import addressed, messages, stationery
from site_builder.notices.notice import Notice
from site_builder.problem import SiteError
from tests.announce.kit import NOTICE, SENDER, TEXTS, mail_settings, paper

NOBODY = NoticeSettings()
HEADERS = [
    "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
    "Content-Language",
]  # fmt: skip


def mail(notice: Notice = NOTICE, locale: str = "nl", config: NoticeSettings = NOBODY, to: str = "") -> EmailMessage:
    message = messages(notice, paper(), config)[locale]
    data = addressed(notice, locale, message, config, to) if to else message.eml
    return message_from_bytes(data, policy=default)


def body(parsed: EmailMessage, kind: str) -> str:
    part = parsed.get_body((kind,))
    assert part is not None
    return cast(str, part.get_content()).replace("\r\n", "\n")


def test_the_plain_text_in_dutch() -> None:
    assert messages(NOTICE, paper(), NOBODY)["nl"].text == (
        "Vanaf 1 januari 2027 heeft Coöperatie Voorbeeld U.A. een nieuwe\n"
        "privacyverklaring.\n"
        "\n"
        "Wat dit voor je betekent\n"
        "\n"
        "We bewaren je e-mailadres korter. Je hoeft niets te doen.\n"
        "\n"
        "Wat er verandert\n"
        "\n"
        "- Bewaartermijn van je e-mailadres: 180 dagen, was 2 jaar.\n"
        "- Nieuwe ontvanger: Coöperatie “De Brug”.\n"
        "\n"
        "Verder lezen\n"
        "\n"
        "De wijzigingen, woord voor woord:\n"
        "https://privacy.example.nl/nl/changes/2027-01-01/\n"
        "De nieuwe versie:\n"
        "https://privacy.example.nl/nl/versions/2027-01-01/\n"
        "De versie die tot dan geldt:\n"
        "https://privacy.example.nl/nl/\n"
        "\n"
        "Vragen? Mail naar contact@example.nl\n"
        "\n"
        "Coöperatie Voorbeeld U.A.\n"
    )


def test_the_plain_text_in_english() -> None:
    text = messages(NOTICE, paper(), NOBODY)["en"].text
    assert text.startswith("From 1 January 2027 a new privacy statement of Coöperatie Voorbeeld U.A.\napplies.\n")
    assert "What will change\n\n- Retention of your e-mail address: 180 days, was 2 years.\n" in text


@pytest.mark.parametrize(("moment", "heading"), [("in_force", "What has changed"), ("withdrawn", "What does not")])
def test_every_moment_has_words_of_its_own(moment: str, heading: str) -> None:
    notice = replace(NOTICE, moment=moment)  # type: ignore[arg-type]
    assert heading in messages(notice, paper(), NOBODY)["en"].text
    assert messages(notice, paper(), NOBODY)["en"].text.splitlines()[0] != messages(NOTICE, paper(), NOBODY)["en"].text


def test_a_link_that_leads_nowhere_or_to_the_same_page_is_not_made() -> None:
    text = replace(TEXTS["en"], version_url="", in_force_url=TEXTS["en"].in_force_url)
    written = messages(replace(NOTICE, texts={"en": text}), paper(), NOBODY)["en"]
    assert "The new version" not in written.text + written.html
    same = replace(TEXTS["en"], in_force_url=TEXTS["en"].version_url)
    written = messages(replace(NOTICE, moment="in_force", texts={"en": same}), paper(), NOBODY)["en"]
    assert written.text.count(same.version_url) == written.html.count(same.version_url) == 1


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_html_and_text_say_the_same_and_link_only_to_the_change(locale: str) -> None:
    written, text = messages(NOTICE, paper(), NOBODY)[locale], TEXTS[locale]
    page = BeautifulSoup(written.html, "html.parser")
    assert page.html is not None
    assert page.html["lang"] == locale
    urls = [text.change_url, text.version_url, text.in_force_url]
    assert [link["href"] for link in page.find_all("a")] == [*urls, f"mailto:{text.contact}"]
    assert re.findall(r"https?://\S+", written.text) == urls
    assert not page.find_all(["img", "script", "link", "iframe", "form", "style"])

    def words(said: str) -> list[str]:
        return re.findall(r"\w+", re.sub(r"https?://\S+", "", said))

    [body_of_page] = page.find_all("body")
    assert words(body_of_page.get_text(" ")) == words(text.subject) + words(written.text)


def test_the_mail_reads_back_with_the_headers_it_needs() -> None:
    parsed = mail(config=mail_settings(25), to="Jo@Example.org")
    assert list(parsed.keys()) == HEADERS
    assert (parsed["From"].addresses[0].display_name, parsed["From"].addresses[0].addr_spec) == (
        "Coöperatie Voorbeeld U.A.",
        SENDER,
    )
    assert [address.addr_spec for address in parsed["To"].addresses] == ["Jo@Example.org"]
    assert parsed["Reply-To"].addresses[0].addr_spec == "contact@example.nl"
    assert parsed["Subject"] == TEXTS["nl"].subject
    assert parsed["Date"].datetime.isoformat() == "2026-11-22T00:00:00+00:00"
    assert parsed["Content-Language"] == "nl"
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.nl>", parsed["Message-ID"])
    assert parsed.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
    written = messages(NOTICE, paper(), NOBODY)["nl"]
    assert (body(parsed, "plain"), body(parsed, "html")) == (written.text, written.html)
    assert parsed.defects == []


def test_the_published_copy_is_addressed_to_nobody_and_from_the_controller() -> None:
    parsed = mail()
    assert parsed["To"] is parsed["Reply-To"] is None
    assert parsed["From"].addresses[0].addr_spec == "contact@example.nl"


def test_headers_of_a_list_only_when_there_is_one() -> None:
    config = mail_settings(25, list_id="privacy.example.nl", unsubscribe="mailto:leave@example.nl")
    parsed = mail(config=config, to="list@example.nl")
    assert parsed["List-Id"] == "<privacy.example.nl>"
    assert parsed["List-Unsubscribe"] == "<mailto:leave@example.nl>"


def test_every_byte_of_the_mail_is_ascii_in_short_lines_that_end_in_crlf() -> None:
    data = messages(NOTICE, paper(), NOBODY)["nl"].eml
    assert data.isascii()
    lines = data.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 78


def test_same_notice_same_bytes_and_other_message_ids_for_others() -> None:
    config = mail_settings(25)
    written = messages(NOTICE, paper(), config)["nl"]
    first = addressed(NOTICE, "nl", written, config, "a@example.org")
    assert first == addressed(NOTICE, "nl", written, config, "a@example.org")
    others = [
        mail(config=config, to="a@example.org"),
        mail(config=config, to="b@example.org"),
        mail(config=config, to="a@example.org", locale="en"),
        mail(replace(NOTICE, moment="in_force"), config=config, to="a@example.org"),
        mail(replace(NOTICE, digest="cd" * 32), config=config, to="a@example.org"),
        mail(config=config),
    ]
    assert len({parsed["Message-ID"] for parsed in others}) == len(others)


def test_the_date_is_that_of_the_moment() -> None:
    def day(notice: Notice) -> str:
        return str(mail(notice)["Date"].datetime.date())

    assert day(replace(NOTICE, moment="in_force")) == "2027-01-01"
    withdrawn = replace(NOTICE, moment="withdrawn")
    assert day(withdrawn) == "2026-11-22"
    assert day(replace(withdrawn, withdrawn_on=NOTICE.announced_on.replace(day=30))) == "2026-11-30"


TROUBLE = st.text(st.sampled_from('a\r\n\0\x85\u2028\ud800<>&",;:()@=?é ') | st.characters(), max_size=120)


@given(TROUBLE, TROUBLE, TROUBLE)
@settings(deadline=None, max_examples=60)
def test_no_text_gets_out_of_its_place(subject: str, controller: str, sentence: str) -> None:
    text = replace(TEXTS["nl"], subject=subject, controller=controller, sentences=(sentence,))
    notice = replace(NOTICE, texts={"nl": text})
    parsed = mail(notice, config=mail_settings(25), to="jo@example.org")
    assert list(parsed.keys()) == HEADERS
    assert [address.addr_spec for address in parsed["To"].addresses] == ["jo@example.org"]
    assert [address.addr_spec for address in parsed["From"].addresses] == [SENDER]
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
    page = BeautifulSoup(body(parsed, "html"), "html.parser")
    assert len(page.find_all("a")) == 4
    assert len(page.find_all("li")) <= 4


@pytest.mark.parametrize("name", ["Bak, Jo & Zn.", "Jo “de” Bak", 'Jo "B" <x@evil.example>', "Ø" * 90, "a@b.nl, c"])
def test_a_name_is_read_back_as_it_was(name: str) -> None:
    text = replace(TEXTS["nl"], controller=name, subject=name)
    notice = replace(NOTICE, texts={"nl": text})
    parsed = mail(notice, config=mail_settings(25), to="jo@example.org")
    assert [sender.addr_spec for sender in parsed["From"].addresses] == [SENDER]
    assert parsed["Subject"] == name
    # email.policy.default of Python 3.11 puts a space between the encoded words of a long name (RFC 2047, 6.2).
    [(said, address)] = getaddresses([str(message_from_bytes(parsed.as_bytes(policy=compat32))["From"])])
    assert (str(make_header(decode_header(said))), address) == (name, SENDER)


def test_injected_lines_become_words() -> None:
    evil = "Hello\r\nBcc: everybody@example.org\r\n\r\nBuy"
    text = replace(TEXTS["nl"], subject=evil, controller=evil, contact="contact@example.nl\r\nBcc: x@example.org")
    parsed = mail(replace(NOTICE, texts={"nl": text}), config=mail_settings(25), to="jo@example.org")
    assert parsed["Bcc"] is None
    assert parsed["Reply-To"] is None
    assert parsed["Subject"] == "Hello Bcc: everybody@example.org Buy"


def test_a_contact_that_cannot_send_is_a_problem() -> None:
    text = replace(TEXTS["nl"], contact="contäct@example.nl")
    with pytest.raises(SiteError) as caught:
        messages(replace(NOTICE, texts={"nl": text}), paper(), NOBODY)
    assert [problem.code for problem in caught.value.problems] == ["not_email"]


@pytest.mark.parametrize(("template", "code"), [("{% if %}", "template_syntax"), ("{{ nothing }}", "template_error")])
def test_a_template_of_the_site_that_fails_is_a_problem(template: str, code: str) -> None:
    own = stationery({"notices/message.txt": template.encode()}, paper().words)
    with pytest.raises(SiteError) as caught:
        messages(NOTICE, own, NOBODY)
    assert [(problem.location.path, problem.code) for problem in caught.value.problems] == [
        ("templates/notices/message.txt", code)
    ]
