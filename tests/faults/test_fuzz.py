"""Random input to everything that reads what others wrote: a value or problems, never an exception.

What once went wrong is kept in `seeds/`, a folder per reader, and is tried every time.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from unicodedata import category

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from playwright.sync_api import Browser, Page

from site_builder.catalogs import Catalog, read_catalogs
from site_builder.decode import decode
from site_builder.formats import Formats
from site_builder.markdown import convert, harmful
from site_builder.messages import report_line
from site_builder.model import Publication, Register
from site_builder.parse import parse_site
from site_builder.problem import Problem, stops_build
from site_builder.words import Words
from tests.consent.playground.server import Playground, serve
from tests.consent.registers import playground
from tests.support import DUTCH, REGISTER, SITE, project, source

SEEDS = Path(__file__).parent / "seeds"
EXAMPLES = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def seeds(reader: str) -> list[str]:
    return [path.read_bytes().decode() for path in sorted((SEEDS / reader).iterdir())]


def spoilt(original: str, pieces: tuple[str, ...]) -> some.SearchStrategy[str]:
    """A good text with pieces put in, taken out and repeated, and now and then any text at all."""

    @some.composite
    def change(draw: Callable[..., object]) -> str:
        text = original
        for _ in range(int(str(draw(some.integers(1, 6))))):
            begin = int(str(draw(some.integers(0, len(text)))))
            end = begin + int(str(draw(some.sampled_from((0, 0, 0, 1, 7, 80)))))
            piece = str(draw(some.one_of(some.sampled_from(pieces), some.text(max_size=6))))
            text = text[:begin] + piece * int(str(draw(some.sampled_from((1, 1, 2, 50))))) + text[end:]
        return text

    return some.one_of(change(), some.text(max_size=200))


YAML = (
    "&a ",
    "*a",
    "[",
    "]",
    "{",
    "}",
    ": ",
    "- ",
    "? ",
    "\n",
    "  ",
    "'",
    '"',
    "|",
    ">",
    "#",
    "!!",
    "~",
    "\t",
    "<<: *a",
)
MARKDOWN = (
    *("[", "](", ")", "![", "<", ">", "`", "```\n", "*", "_", "~~~\n", "\n", "\n\n", "    ", "- ", "1. ", ": ", "> "),
    *("{{ ", " }}", "{% if ", "{% endif %}", "{% else %}", "controller", ".name", "{#a}", "{: a=b }", "# ", "## ", "|"),
    *("---\n", "&#", "<script>", "javascript:", "\x02", "\x03", "\ue000", "\ue001", "0", "\\"),
)
CATALOG = (
    '"',
    "\\",
    "\n",
    "msgid ",
    "msgstr ",
    "msgstr[1] ",
    "msgid_plural ",
    "msgctxt ",
    "#~ ",
    "#, fuzzy\n",
    "%",
    "%(",
)


def in_one_line(text: str) -> bool:
    return len(text.splitlines()) == 1 and not {category(sign) for sign in text} & {"Cc", "Cs"}


def sound(problems: tuple[Problem, ...], files: dict[str, str]) -> None:
    """Every problem has a place that there is, and can be told in a line."""
    for problem in problems:
        path, line = problem.location
        assert line <= files.get(path, "").count("\n") + 2 or path not in files
        assert in_one_line(report_line(problem, Catalog()))


def read_yaml(text: str) -> None:
    for record, path in ((Register, REGISTER), (Publication, SITE)):
        value, problems = decode(record, text, path, locales=("nl", "en"))
        assert value is not None or problems
        sound(problems, {path: text.replace("\r", "\n").replace("\x85", "\n")})


def read_markdown(text: str) -> None:
    site, problems = parse_site(project({DUTCH: text}))
    assert site is not None
    sound(problems, {DUTCH: text.replace("\r", "\n")})
    if harmful(text) or stops_build(problems):
        return
    for section in site.versions[0].prose["nl"].sections if "nl" in site.versions[0].prose else ():
        page = BeautifulSoup(section.body, "html.parser")
        assert not page.find_all(["script", "style", "iframe", "img", "form", "link", "meta", "base", "object", "svg"])
        assert not [name for tag in page.find_all() for name in tag.attrs if name.startswith("on") or name == "style"]
        assert all(re.match("https?:|mailto:|tel:|#|\ue000", str(link["href"])) for link in page.find_all(href=True))


CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Applies from %(date)s"
msgstr "Geldt vanaf %(date)s"

#, python-format
msgid "%(count)s day"
msgid_plural "%(count)s days"
msgstr[0] "%(count)s dag"
msgstr[1] "%(count)s dagen"
"""


def read_catalog(text: str) -> None:
    catalogs, problems = read_catalogs(
        {"messages.pot": b"", "nl/LC_MESSAGES/messages.po": text.encode("utf-8", "surrogatepass")}, ["nl"]
    )
    assert all(in_one_line(report_line(problem, Catalog())) for problem in problems)
    if not stops_build(problems):
        words = Words(catalogs["nl"], Formats("nl"))
        assert "<b>" not in words.gettext("Applies from %(date)s", date="<b>")
        for count in (0, 1, 2, 5, 11, 100):
            assert "<b>" not in words.ngettext("%(count)s day", "%(count)s days", count)


@pytest.mark.parametrize("text", seeds("yaml"))
def test_seeds_of_yaml(text: str) -> None:
    read_yaml(text)


@pytest.mark.parametrize("text", seeds("markdown"))
def test_seeds_of_markdown(text: str) -> None:
    read_markdown(f"{source(DUTCH)}\n{text}\n")
    convert(text) if not harmful(text) else None


@pytest.mark.parametrize("text", seeds("catalog"))
def test_seeds_of_catalogs(text: str) -> None:
    read_catalog(text)


@EXAMPLES
@given(spoilt(source(REGISTER), YAML))
def test_any_yaml(text: str) -> None:
    read_yaml(text)


@EXAMPLES
@given(spoilt(source(DUTCH), MARKDOWN))
def test_any_markdown(text: str) -> None:
    read_markdown(text)


@EXAMPLES
@given(spoilt(CATALOGUE, CATALOG))
def test_any_catalog(text: str) -> None:
    read_catalog(text)


def cookies() -> Iterator[str]:
    """What may stand in the cookie: the seeds, and 2,000 of them spoilt. The same on every run."""
    random, whole = Random(2016679), seeds("cookie")
    yield from whole
    for _ in range(2_000):
        text = random.choice(whole)
        for _ in range(random.randint(1, 4)):
            begin = random.randint(0, len(text))
            piece = random.choice(
                ("~", ":", "1", "", "a/b", "-", "2027-01-01", "abcdef", "\n", "%", "é", "__proto__", ";")
            )
            text = text[:begin] + piece + text[begin + random.choice((0, 1, 6)) :]
        yield text


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    with serve(Playground(playground())) as site:
        page = chromium.new_page()
        page.goto(f"{site.url}/site.css")
        yield page
        page.close()


def test_any_cookie(page: Page) -> None:
    """What is read is written back letter by letter, so nothing can hide in it; all else is no record."""
    texts = list(cookies())
    read: list[str | None] = page.evaluate(
        """async texts => {
            const { decode, encode } = await import('/static/consent/record.js')
            return texts.map(text => { const record = decode(text); return record ? encode(record) : null })
        }""",
        texts,
    )
    assert [again for again, text in zip(read, texts, strict=True) if again not in (None, text)] == []
    assert None in read
    assert sum(again is not None for again in read) > 20
    assert all(re.fullmatch(r"[\w:~/-]{12,2000}", text, re.ASCII) for text in read if text)
