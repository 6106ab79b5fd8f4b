"""What a translator, and who writes a template, can and cannot do."""

import re
from collections.abc import Mapping

import pytest

from site_builder.catalogs import Catalog, read_catalogs
from site_builder.formats import Formats
from site_builder.problem import Problem
from site_builder.render import environment_of
from site_builder.words import Words
from tests.faults.kit import ROOT

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def read(po: str) -> tuple[Catalog, list[Problem]]:
    catalogs, problems = read_catalogs({"messages.pot": b"", "nl/LC_MESSAGES/messages.po": po.encode()}, ["nl"])
    return catalogs["nl"], list(problems)


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("Applies from %(date)s", "Geldt vanaf %(date)s%"),
        ("Applies from %(date)s", "Geldt vanaf %s"),
        ("Applies from %(date)s", "Geldt vanaf %n"),
        ("Applies from %(date)s", "Geldt vanaf %(date)999999999d"),
        ("Applies from %(date)s", "Geldt vanaf %(date)*d"),
        ("Applies from %(date)s", "Geldt vanaf %(date"),
        ("Applies from %(date)s", "Geldt vanaf %(secret)s"),
        ("Applies from %(date)s", "Geldt vanaf %(date)r"),
        ("In force", "100% van kracht"),
        ("In force", "%(locale)s"),
        ("expected %s", "verwacht"),
        ("expected %s", "verwacht %s en %s"),
    ],
)
def test_a_translation_converts_what_its_message_does(msgid: str, msgstr: str) -> None:
    _, problems = read(f'{HEAD}\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n')
    assert [problem.code for problem in problems] == ["catalog_placeholder"]


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("On %(date)s and %(date)s", "Op %(date)s"),
        ("%(count)s of %(total)s", "van %(total)s zijn er %(count)s"),
        ("expected %s", "%s verwacht"),
        ("In force", "{0.__class__} 100%% ${x} \\\\N{DIGIT ONE}"),
    ],
)
def test_another_order_is_fine(msgid: str, msgstr: str) -> None:
    assert read(f'{HEAD}\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n')[1] == []


def plural(header: str) -> str:
    return f'msgid ""\nmsgstr ""\n{header}\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "y"\n'


@pytest.mark.parametrize(
    "expression",
    ["n/0", "n-5", "n", "n%3", "__import__(1)", "n**n", "(" * 500 + "n" + ")" * 500, "n" * 10_000, "n>2?n:", ""],
    ids=lambda text: text[:14],
)
def test_a_plural_form_that_is_none(expression: str) -> None:
    catalog, problems = read(plural(f'"Plural-Forms: nplurals=2; plural={expression};\\n"'))
    assert [problem.code for problem in problems] == ["catalog_plural"]
    assert catalog.ngettext("a", "b", 1) in ("x", "a")


@pytest.mark.parametrize("head", ['"Plural-Forms: nplurals=999999999; ', '"Plural-Forms: npl"\n"urals = 999999999; '])
def test_a_billion_plural_forms_are_not_made(head: str) -> None:
    assert [problem.code for problem in read(plural(f'{head}plural=0;\\n"'))[1]] == ["catalog_plural"]


@pytest.mark.parametrize("charset", ["hex", "nope", "utf-16", "zlib"])
def test_a_catalog_that_lies_about_its_encoding(charset: str) -> None:
    assert [p.code for p in read(plural(f'"Content-Type: text/plain; charset={charset}\\n"'))[1]] == ["catalog_invalid"]


def test_a_template_of_messages_that_cannot_be_read() -> None:
    _, problems = read_catalogs({"messages.pot": b'msgid "x', "nl/LC_MESSAGES/messages.po": HEAD.encode()}, ["nl"])
    assert [(problem.location.path, problem.code) for problem in problems] == [
        ("locales/messages.pot", "catalog_invalid")
    ]


def test_a_translation_is_text_and_no_element() -> None:
    hostile = "<script>alert(1)</script><img src=//evil.example> %(name)s"
    words = Words(Catalog("nl", {"Hello %(name)s": (hostile,), "day": (hostile, hostile)}), Formats("nl"))
    for shown in (words.gettext("Hello %(name)s", name="<b>"), words.ngettext("day", "days", 2, name="<b>")):
        assert "<" not in shown


def test_every_room_that_fills_in_templates_does_so_in_the_sandbox() -> None:
    """Pages, mails, banner and report. The others read look-ups, or fill in what is the program's own."""
    rooms = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "site_builder").rglob("*.py")
        if re.search(r"(?<!Sandboxed)Environment\(|\bTemplate\(", path.read_text(encoding="utf-8"))
    }
    assert rooms == {
        "site_builder/prose.py",
        "site_builder/scaffold/site_files.py",
        "site_builder/preview/playground/server.py",
    }


TEMPLATES: Mapping[str, str] = {
    "the classes of Python": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "the globals of a function": "{{ gettext.__globals__ }}",
    "a method's function": "{{ words.text.__func__.__globals__['os'] }}",
    "a format string": "{{ '{0.__class__}'.format(words) }}",
    "a long range": "{% for x in range(10 ** 9) %}{% endfor %}",
    "another file": "{% include '../../etc/passwd' %}",
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_makes_pages_and_runs_nothing_else(name: str) -> None:
    from jinja2 import TemplateError

    words = Words(Catalog(), Formats("en"))
    template = environment_of({"page.html": TEMPLATES[name].encode()}).get_template("page.html")
    with pytest.raises((TemplateError, OverflowError)):
        template.render(words=words, gettext=words.gettext)
