"""What real web servers say when they follow the rules, and that a real browser finds nothing to forbid."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from site_builder.hosting.rules import TYPES, UNSERVED
from site_builder.verify.run import verify
from site_builder.write import MARKER
from tests.hosting.conftest import DAY, Served

HIDDEN = (MARKER, *UNSERVED)


def published(folder: Path) -> dict[str, bytes]:
    """What readers get, by address."""
    return {
        "/" + path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in (".br", ".gz") and path.name not in HIDDEN
    }


def essence(kind: str) -> str:
    return kind.partition(";")[0]


def test_every_file_comes_with_the_headers_that_the_rules_promise(server: Served) -> None:
    for address, data in published(server.folder).items():
        answer = server.get(address)
        assert (answer.status, answer.body) == (200, data), address
        [area] = [rule for rule in server.rules.areas if rule.fits(address)]
        for name, value in {**server.rules.everywhere, **area.headers}.items():
            assert answer.headers.get(name.lower()) == value, f"{address} {name}"
        types = [rule.headers["Content-Type"] for rule in server.rules.types if rule.fits(address)]
        expected = types[0] if types else TYPES[address.rpartition(".")[2]]
        assert essence(answer.headers["content-type"]) == expected, address
        assert answer.headers["etag"], address


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/nl/", "text/html; charset=utf-8"),
        ("/nl/changes/feed.xml", "application/atom+xml"),
        ("/nl/changes/feed.json", "application/feed+json"),
        ("/.well-known/gpc.json", "application/json"),
        ("/notices/2027-01-01/nl.eml", "message/rfc822"),
        ("/notices/2027-01-01/nl.txt", "text/plain; charset=utf-8"),
        ("/consent/nl.js", "text/javascript; charset=utf-8"),
    ],
)
def test_the_kinds_that_servers_tend_to_mistake(server: Served, address: str, kind: str) -> None:
    assert server.get(address).headers["content-type"].lower() == kind


@pytest.mark.parametrize(("encoding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_compressed_twins_are_served_to_who_can_read_them(server: Served, encoding: str, decode: object) -> None:
    assert callable(decode)
    for address, data in published(server.folder).items():
        twin = server.folder / (address[1:] + {"br": ".br", "gzip": ".gz"}[encoding])
        if twin.exists():
            answer = server.get(address, Accept_Encoding=encoding)
            assert answer.headers["content-encoding"] == encoding, address
            assert answer.body == twin.read_bytes(), address
            assert decode(answer.body) == data, address
            assert "accept-encoding" in answer.headers["vary"].lower(), address
            # Compressed or not, the same is promised.
            plain = server.get(address).headers
            for name in ("cache-control", "cross-origin-resource-policy", "content-type"):
                assert answer.headers[name] == plain[name], f"{address} {name}"


def test_a_folder_shows_its_page_compressed_too(server: Served) -> None:
    answer = server.get("/nl/", Accept_Encoding="gzip, br")
    assert answer.headers["content-encoding"] == "br"
    assert brotli.decompress(answer.body) == (server.folder / "nl/index.html").read_bytes()
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["nowhere", "assets/", "consent/", "assets/gone.0123456789ab.css", *HIDDEN])
def test_what_is_not_there_or_not_for_readers(server: Served, path: str) -> None:
    answer = server.get(f"/{path}")
    assert answer.status == 404
    assert answer.body == (server.folder / "404.html").read_bytes()
    assert "immutable" not in answer.headers.get("cache-control", "")
    for name, value in server.rules.everywhere.items():
        assert answer.headers[name.lower()] == value


def test_what_did_not_change_is_not_sent_again(server: Served) -> None:
    etag = server.get("/nl/").headers["etag"]
    again = server.get("/nl/", If_None_Match=etag)
    assert (again.status, again.body) == (304, b"")


def test_a_folder_without_its_slash_leads_to_the_page(server: Served) -> None:
    answer = server.get("/nl")
    assert answer.status == 301
    assert answer.headers["location"].endswith("/nl/")


def test_what_is_served_can_be_verified_as_browsers_get_it(server: Served) -> None:
    assert verify(server.address, DAY)[1] == ()
    twin = server.folder / "nl/index.html.br"
    data = twin.read_bytes()
    try:
        twin.write_bytes(brotli.compress(b"other words"))
        [problem] = verify(server.address, DAY)[1]
    finally:
        twin.write_bytes(data)
    assert (problem.location.path, problem.code) == ("nl/index.html", "published_changed")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 768, "height": 900})
    # Everything the console is told counts: a policy that is broken, and a header that the browser does not know.
    said: list[str] = []
    found = context.new_page()

    def note(message: ConsoleMessage) -> None:
        # A page without an icon of its own, as a mail is, makes a browser ask for one that nobody promised.
        if not message.location["url"].endswith("/favicon.ico"):
            said.append(f"{message.type}: {message.text}")

    found.on("console", note)
    found.on("pageerror", lambda error: said.append(str(error)))
    found.on("requestfailed", lambda request: said.append(request.url))
    found.add_init_script(
        "addEventListener('securitypolicyviolation', event => console.error(event.violatedDirective))"
    )
    yield found
    context.close()
    assert said == []


@pytest.mark.parametrize(
    "path",
    ["", "nl/", "en/", "nl/print/", "en/print/", "nl/versions/", "en/versions/2018-11-28/", "nl/changes/2027-01-01/",
     "en/changes/", "notices/2027-01-01/nl.html"],
)  # fmt: skip
def test_the_browser_reports_no_violation(page: Page, nginx: Served, path: str) -> None:
    answer = page.goto(nginx.address + path)
    assert answer is not None
    assert answer.headers["content-encoding"] == "br"
    assert page.evaluate("document.fonts.ready.then(() => [...document.styleSheets].length)") == (
        0 if path.startswith("notices/") else page.locator("link[rel=stylesheet]").count()
    )


def test_the_banner_works_under_the_policy(page: Page, nginx: Served) -> None:
    page.goto(f"{nginx.address}nl/")
    page.get_by_role("button", name="Accepteren", exact=True).click()
    expect(page.get_by_role("button", name="Accepteren", exact=True)).to_be_hidden()
    page.get_by_role("link", name="Cookie-instellingen").click()
    expect(page.get_by_role("button", name="Accepteren").first).to_be_visible()


def test_another_origin_may_embed_the_banner_and_no_page(chromium: Browser, nginx: Served, apache: Served) -> None:
    """Apache's port is another origin than that of nginx. Its own policy stays out of the way here."""
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{apache.address}nl/print/")
    load = """address => new Promise(done => {
        const script = document.createElement('script')
        Object.assign(script, { src: address, crossOrigin: 'anonymous', onload: () => done(true),
          onerror: () => done(false) })
        document.head.append(script) })"""
    assert page.evaluate(load, f"{nginx.address}consent/nl.js")
    asset = next(path for path in (nginx.folder / "assets").glob("site.*.js"))
    assert not page.evaluate(load, f"{nginx.address}assets/{asset.name}")
    context.close()
