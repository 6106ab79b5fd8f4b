"""An editor at work in Chromium: what is saved is seen, what is wrong is told, and the place is kept."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.preview.support import ANNOUNCED, DRAFT, Desk, make_project, previewing

LONG = "\n\n".join(f"Zin {number}." for number in range(120))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    make_project(tmp_path)
    for name in ("nl.md", "en.md"):
        path = tmp_path / "content" / "statements" / DRAFT / name
        path.write_text(path.read_text().replace("{{ contact }}", f"{LONG}\n\n{{{{ contact }}}}"))
    with previewing(tmp_path) as running:
        yield running


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page in which nothing may go wrong: no error, and nothing that its policy refuses."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def lax_page(chromium: Browser) -> Iterator[Page]:
    """A page in which axe may use inline style."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    yield context.new_page()
    context.close()


def visit(page: Page, desk: Desk, path: str) -> None:
    """Open a page, and wait until it follows the sources."""
    page.goto(desk.url.removesuffix("/en/") + path)
    wait_until_it_follows(page)


def wait_until_it_follows(page: Page) -> None:
    expect(page.locator("site-preview[data-following]")).to_be_attached()


def test_what_is_saved_is_seen(page: Page, desk: Desk) -> None:
    visit(page, desk, f"/nl/versions/{DRAFT}/")
    desk.edit("nl.md", "Zin 7.", "Zin zeven, nieuw.")
    expect(page.get_by_text("Zin zeven, nieuw.")).to_have_count(1)
    expect(page).to_have_url(desk.url.removesuffix("/en/") + f"/nl/versions/{DRAFT}/")


def test_a_change_of_facts_is_seen_in_every_view(page: Page, desk: Desk) -> None:
    visit(page, desk, f"/preview/redline/en/{DRAFT}/")
    desk.edit("statement.yaml", "P180D", "P30D")
    expect(page.locator(".redline ins").filter(has_text="30").first).to_be_attached()
    visit(page, desk, f"/preview/both/en/{DRAFT}/")
    desk.edit("statement.yaml", "P30D", "P31D")
    expect(page.get_by_text("31 dagen").first).to_be_attached()
    expect(page.get_by_text("31 days").first).to_be_attached()


def test_a_problem_comes_on_top_of_the_last_good_page_and_goes(page: Page, desk: Desk) -> None:
    visit(page, desk, f"/nl/versions/{DRAFT}/")
    page.evaluate("window.notReloaded = true")
    desk.edit("nl.md", "{{ rights }}", "{{ rihgts }}")
    problem = page.locator("li.error")
    expect(problem).to_have_count(1)
    line = desk.path("nl.md").read_text().splitlines().index("{{ rihgts }}") + 1
    expect(problem.locator(".place")).to_contain_text(f"content/statements/{DRAFT}/nl.md:{line}")
    expect(problem.locator(".message")).to_have_text("There is no fact “rihgts”. Did you mean “rights”?")
    expect(problem.locator("mark")).to_have_text("{{ rihgts }}")
    expect(problem.locator(".line.marked .number")).to_have_text(str(line))
    expect(page.get_by_role("alert")).to_contain_text("1 problem")
    expect(page.get_by_text("Zin 7.")).to_have_count(1)
    assert page.evaluate("window.notReloaded")

    desk.edit("nl.md", "{{ rihgts }}", "{{ rights }}")
    expect(problem).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("The problem is mended.")


def test_the_problem_is_told_in_the_language_of_the_editor(page: Page, tmp_path: Path) -> None:
    make_project(tmp_path)
    with previewing(tmp_path, locale="nl") as desk:
        page.goto(desk.url)
        desk.edit("nl.md", "{{ rights }}", "{{ rihgts }}")
        expect(page.locator("li.error .message")).to_have_text("Er is geen gegeven “rihgts”. Bedoel je “rights”?")
        expect(page.get_by_role("navigation", name="Voorbeeld")).to_be_visible()


def test_the_place_is_kept_when_text_before_it_grows(page: Page, desk: Desk) -> None:
    visit(page, desk, f"/nl/versions/{DRAFT}/")
    heading = page.locator("#cookies")
    heading.evaluate("heading => scrollTo(0, heading.offsetTop - 150)")
    before = heading.bounding_box()
    # Chromium alone would manage the first time.
    for word in ("Regel", "Strofe"):
        desk.edit("nl.md", "Zin 7.", "Zin 7.\n\n" + LONG.replace("Zin", word))
        expect(page.get_by_text(f"{word} 7.", exact=True)).to_have_count(1)
        wait_until_it_follows(page)
        after = heading.bounding_box()
        assert before
        assert after
        assert abs(before["y"] - after["y"]) < 2


def test_the_language_and_the_day_are_kept(page: Page, desk: Desk) -> None:
    visit(page, desk, f"/as-of/2026-12-25/en/versions/{DRAFT}/")
    desk.edit("en.md", "Zin 7.", "Sentence seven.")
    expect(page.get_by_text("Sentence seven.")).to_have_count(1)
    expect(page).to_have_url(desk.url.removesuffix("/en/") + f"/as-of/2026-12-25/en/versions/{DRAFT}/")


def test_from_the_bar_to_every_view(page: Page, desk: Desk) -> None:
    visit(page, desk, "/nl/")
    bar = page.get_by_role("navigation", name="Preview")
    bar.get_by_text("Version", exact=False).first.click()
    bar.get_by_role("link", name="March 1, 2027").click()
    expect(page).to_have_url(desk.url.removesuffix("/en/") + f"/nl/versions/{DRAFT}/")
    bar.get_by_role("link", name="Side by side").click()
    expect(page.locator("#rights h2")).to_have_text(["Wat zijn je rechten?", "Which rights do you have?"])
    bar.get_by_role("link", name="English").click()
    expect(page.locator("#rights h2")).to_have_text(["Which rights do you have?", "Wat zijn je rechten?"])
    bar.get_by_role("link", name="Changes").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What changes on")
    bar.get_by_role("link", name="Print view").click()
    expect(page).to_have_url(desk.url.removesuffix("/en/") + f"/en/versions/{DRAFT}/print/")


def test_into_the_future_and_back(page: Page, desk: Desk) -> None:
    visit(page, desk, "/en/")
    bar = page.get_by_role("navigation", name="Preview")
    bar.get_by_text("As on", exact=True).click()
    bar.get_by_label("Show the site as on").fill("2026-12-25")
    bar.get_by_role("button", name="Show").click()
    expect(page.locator("p.version").first).to_contain_text("December 1, 2026, in force")
    bar.get_by_text("As on", exact=True).click()
    bar.get_by_role("link", name="Back to the day").click()
    expect(page.locator("p.version").first).to_contain_text("January 1, 2026, in force")


def test_on_paper_there_is_no_preview(page: Page, desk: Desk) -> None:
    visit(page, desk, f"/en/versions/{DRAFT}/print/")
    expect(page.get_by_role("navigation", name="Preview")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Preview")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).paddingTop") == "0px"


def test_escape_folds_the_problems_and_they_stay_folded(page: Page, desk: Desk) -> None:
    visit(page, desk, "/en/")
    desk.edit("nl.md", "{{ rights }}", "{{ rihgts }}")
    panel = page.get_by_role("region", name="What is wrong")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.wait_for_function("sessionStorage.getItem('preview.closed')")
    page.reload()
    expect(page.get_by_text("1 problem").first).to_be_visible()
    expect(panel).to_be_hidden()
    desk.edit("en.md", "{{ rights }}", "{{ rihgts }}")
    expect(panel).to_be_visible()


def test_half_saved_files_harm_nothing(page: Page, desk: Desk) -> None:
    visit(page, desk, f"/nl/versions/{DRAFT}/")
    path, register, folder = desk.path("nl.md"), desk.path("statement.yaml"), desk.path("nl.md").parent
    text, facts = path.read_bytes(), register.read_bytes()
    aside = desk.root / "aside"
    for spoilt in (
        b"",
        text[:-1],
        text[: len(text) // 2],
        b"\xff\xfe" + text,
        b"---\n",
        text.replace(b"{", b""),
        b"\0",
    ):
        path.write_bytes(spoilt)
        desk.next_showing()
        register.write_bytes(facts[: len(spoilt) % len(facts)])
        (folder / ".nl.md.swp").write_bytes(b"\0" * 4096)
        (folder / "nl.md~").write_bytes(text)
        (folder / "4913").touch()
        part = folder / "nl.md.part"
        part.write_bytes(text)
        part.replace(path)
        register.write_bytes(facts)
        (folder / "4913").unlink()
    shutil.move(folder, aside)
    expect(page.get_by_text(f"content/statements/{DRAFT}")).to_have_count(0)
    shutil.move(aside, folder)
    path.write_bytes(text.replace(b"Zin 7.", b"Zin zeven, heel."))
    expect(page.get_by_text("Zin zeven, heel.")).to_have_count(1)
    expect(page.locator("li.error")).to_have_count(0)


def test_our_own_mistake_is_called_ours(page: Page, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    visit(page, desk, "/en/")
    with monkeypatch.context() as broken:
        broken.setattr("site_builder.preview.showing.make_site", fail)
        desk.edit("nl.md", "Zin 7.", "Zin zeven.")
        expect(page.get_by_role("heading", name="Something went wrong in site-builder itself")).to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    desk.edit("en.md", "Zin 7.", "Zin eight.")
    expect(page.get_by_role("heading", name="Something went wrong")).to_have_count(0)


def test_a_preview_that_stops_says_so_and_one_that_comes_back_is_found(page: Page, tmp_path: Path) -> None:
    make_project(tmp_path)
    with previewing(tmp_path, port=None) as desk:
        visit(page, desk, f"/en/versions/{DRAFT}/")
    expect(page.get_by_role("status")).to_contain_text("The preview has stopped.")
    desk.edit("en.md", "{{ rights }}", "You may ask.\n\n{{ rights }}")
    with previewing(tmp_path, port=urlsplit(desk.url).port):
        # It is looked for at ever longer intervals.
        expect(page.get_by_text("You may ask.")).to_be_attached(timeout=120_000)
        expect(page.get_by_role("status")).to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_bar_and_problems_are_accessible(lax_page: Page, desk: Desk, width: int, scheme: str) -> None:
    lax_page.set_viewport_size({"width": width, "height": 800})
    lax_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    desk.edit("nl.md", "{{ rights }}", "{{ rihgts }}")
    desk.next_showing()
    desk.next_showing()
    visit(lax_page, desk, f"/en/versions/{DRAFT}/")
    expect(lax_page.locator("li.error")).to_be_visible()
    violations = Axe().run(lax_page).response["violations"]
    assert [(found["id"], [node["target"] for node in found["nodes"]]) for found in violations] == []
    assert lax_page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "view", [f"/preview/both/en/{DRAFT}/", f"/preview/redline/en/{DRAFT}/", f"/en/changes/{ANNOUNCED}/"]
)
def test_every_view_is_accessible(lax_page: Page, desk: Desk, view: str) -> None:
    visit(lax_page, desk, view)
    violations = Axe().run(lax_page).response["violations"]
    assert [(found["id"], [node["target"] for node in found["nodes"]]) for found in violations] == []
