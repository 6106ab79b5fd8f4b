"""The preview over HTTP: what it answers, and what it does not."""

import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from site_builder.build import plan
from site_builder.preview.server import is_own_name
from site_builder.preview.showing import PDFS_ON_REQUEST
from tests.preview.support import ANNOUNCED, DRAFT, IN_FORCE, TODAY, Desk, make_project, previewing


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(desk: Desk, path: str, method: str = "GET", **headers: str) -> Answer:
    connection = http.client.HTTPConnection(urlsplit(desk.url).netloc, timeout=60)
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    answer = Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    connection.close()
    return answer


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    root = tmp_path_factory.mktemp("preview")
    make_project(root)
    (root / "secret.txt").write_text("nobody may read this")
    (root / "content" / "statements" / DRAFT / ".nl.md.swp").write_text("nobody may read this")
    with previewing(root) as running:
        yield running


def test_it_begins_with_the_statement_in_the_language_of_the_editor(desk: Desk) -> None:
    assert urlsplit(desk.url).path == "/en/"
    assert urlsplit(desk.url).hostname == "127.0.0.1"


def test_what_is_no_page_has_the_bytes_of_a_build(desk: Desk) -> None:
    files = plan(desk.root, TODAY, True, PDFS_ON_REQUEST).files
    others = [path for path in files if not path.endswith(".html") and not path.startswith("preview/")]
    assert others
    for path in others:
        assert ask(desk, f"/{path}").body == files[path]


def test_a_page_has_the_bar_and_the_text_of_a_build(desk: Desk) -> None:
    built = plan(desk.root, TODAY, True, PDFS_ON_REQUEST).files[f"nl/versions/{DRAFT}/index.html"].decode()
    answer = ask(desk, f"/nl/versions/{DRAFT}/")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    [bar] = re.findall(r"<site-preview.*</site-preview>", answer.text, re.DOTALL)
    assert answer.text.replace(bar, "").partition("<body>")[2] == built.partition("<body>")[2]
    for address in (f"/preview/both/nl/{DRAFT}/", f"/en/versions/{DRAFT}/", f"/nl/versions/{DRAFT}/statement.pdf"):
        assert f'href="{address}"' in bar


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example"]
)
@pytest.mark.parametrize("path", ["/en/", "/preview/bar", "/livereload", "/preview/livereload.js"])
def test_under_a_foreign_name_nothing_is_served(desk: Desk, host: str, path: str) -> None:
    answer = ask(desk, path, Host=host)
    assert answer.status == 421
    assert b"Privacy" not in answer.body


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("localhost:8000", True),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("192.168.1.20:8000", True),
        ("desk.local:8000", True),
        ("evil.example", False),
        ("", False),
    ],
)
def test_its_own_names(host: str, own: bool) -> None:
    assert is_own_name(host, "desk.local") is own


def test_another_website_cannot_listen(desk: Desk) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    assert ask(desk, "/livereload", Origin="https://evil.example", **upgrade, **key).status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_it_only_reads(desk: Desk, method: str) -> None:
    assert ask(desk, "/en/", method).status == 405


def test_head_is_get_without_the_page(desk: Desk) -> None:
    answer = ask(desk, "/en/", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) > 1000


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/secret.txt",
        "/content/site.yaml",
        f"/content/statements/{DRAFT}/.nl.md.swp",
        "/preview/../secret.txt",
        "/preview/bar.html",
        "/as-of/2026-11-22/../../secret.txt",
        "/as-of/yesterday/en/",
        "//evil.example/",
        "/en/versions/1999-01-01/",
    ],
)
def test_nothing_else_is_there(desk: Desk, path: str) -> None:
    answer = ask(desk, path)
    assert answer.status == 404
    assert b"nobody may read this" not in answer.body


def test_an_address_without_its_slash_leads_to_the_page(desk: Desk) -> None:
    answer = ask(desk, "/en")
    assert (answer.status, answer.headers["location"]) == (302, "/en/")


def test_the_form_leads_to_the_page_on_another_day(desk: Desk) -> None:
    answer = ask(desk, "/preview/go?day=2026-12-25&page=en/")
    assert (answer.status, answer.headers["location"]) == (302, "/as-of/2026-12-25/en/")
    assert ask(desk, "/preview/go?day=soon&page=en/").status == 400
    assert ask(desk, "/preview/go?day=2026-12-25&page=//evil.example/").headers["location"].startswith("/as-of/")


def test_the_future_can_be_looked_into(desk: Desk) -> None:
    assert "in force" in ask(desk, f"/en/versions/{IN_FORCE}/").text
    then = ask(desk, f"/as-of/2026-12-25/en/versions/{ANNOUNCED}/").text
    assert "Version of 1 December 2026, in force" in then or "Version of December 1, 2026, in force" in then
    assert f'href="/as-of/2026-12-25/nl/versions/{ANNOUNCED}/"' in then


def test_a_version_beyond_the_next_is_compared_with_the_one_in_force(desk: Desk) -> None:
    bar = ask(desk, f"/en/versions/{DRAFT}/").text
    assert f'href="/preview/redline/en/{DRAFT}/"' in bar
    page = ask(desk, f"/preview/redline/en/{DRAFT}/")
    assert page.status == 200
    assert "The version in force, of" in page.text
    assert f'href="/en/changes/{ANNOUNCED}/"' in ask(desk, f"/en/versions/{ANNOUNCED}/").text


def test_both_languages_beside_each_other(desk: Desk) -> None:
    page = ask(desk, f"/preview/both/nl/{DRAFT}/").text
    assert page.index("Wie zijn wij?") < page.index("Who are we?") < page.index("Wat zijn je rechten?")


def test_a_pdf_is_made_when_it_is_asked_for(desk: Desk) -> None:
    answer = ask(desk, f"/nl/versions/{DRAFT}/statement.pdf")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body.startswith(b"%PDF-")


def test_without_drafts_only_what_is_published_is_there(tmp_path: Path) -> None:
    make_project(tmp_path)
    with previewing(tmp_path, drafts=False) as desk:
        assert ask(desk, f"/en/versions/{DRAFT}/").status == 404
        assert ask(desk, f"/en/versions/{ANNOUNCED}/").status == 200


def test_before_there_is_a_page_the_problems_stand_alone(tmp_path: Path) -> None:
    with previewing(tmp_path) as desk:
        assert urlsplit(desk.url).path == "/"
        answer = ask(desk, "/en/")
        assert answer.status == 503
        assert "There is no folder “content”" in answer.text


def test_nothing_is_written(desk: Desk) -> None:
    ask(desk, "/en/statement.pdf")
    assert sorted(path.name for path in desk.root.iterdir()) == ["content", "secret.txt"]
