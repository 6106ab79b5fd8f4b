"""Catalogs: plural forms, and what is missing or unsound in them."""

from collections.abc import Mapping

import pytest

from site_builder.catalogs import Catalog, available, catalog_path, read_catalogs
from site_builder.problem import Problem

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
PLURAL = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
TEMPLATE = f"""{HEAD}
#: templates/base.html
msgid "In force"
msgstr ""

#: templates/base.html
#, python-format
msgid "%(count)s day"
msgid_plural "%(count)s days"
msgstr[0] ""
msgstr[1] ""

#: site_builder/messages.py
msgid "This file is missing."
msgstr ""
"""
DAYS = 'msgid "%(count)s day"\nmsgid_plural "%(count)s days"\n'
IN_FORCE = 'msgid "In force"\nmsgstr "Van kracht"\n\n'
FOR_EDITORS = 'msgid "This file is missing."\nmsgstr "Dit bestand ontbreekt."\n\n'
COMPLETE = (
    HEAD + PLURAL + "\n" + IN_FORCE + FOR_EDITORS + DAYS + 'msgstr[0] "%(count)s dag"\nmsgstr[1] "%(count)s dagen"\n'
)


def read(dutch: str, template: str = TEMPLATE) -> tuple[Catalog, list[tuple[str, str, Mapping[str, object]]]]:
    files = {"messages.pot": template.encode(), "nl/LC_MESSAGES/messages.po": dutch.encode()}
    catalogs, problems = read_catalogs(files, ["nl"])
    return catalogs["nl"], [short(problem) for problem in problems]


def short(problem: Problem) -> tuple[str, str, Mapping[str, object]]:
    return (str(problem.location), problem.code, problem.arguments)


def test_a_complete_catalog_speaks() -> None:
    catalog, problems = read(COMPLETE)
    assert problems == []
    assert catalog.gettext("In force") == "Van kracht"
    assert [catalog.ngettext("%(count)s day", "%(count)s days", count) for count in (0, 1, 2)] == [
        "%(count)s dagen",
        "%(count)s dag",
        "%(count)s dagen",
    ]


def test_without_a_translation_english_stands_for_itself() -> None:
    catalog = Catalog()
    assert catalog.gettext("In force") == "In force"
    assert [catalog.ngettext("day", "days", count) for count in (0, 1, 2)] == ["days", "day", "days"]


def test_three_plural_forms() -> None:
    plural = (
        '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
    )
    forms = 'msgstr[0] "%(count)s dzień"\nmsgstr[1] "%(count)s dni"\nmsgstr[2] "%(count)s dni!"\n'
    files = {
        "messages.pot": HEAD.encode(),
        "pl/LC_MESSAGES/messages.po": (HEAD + plural + "\n" + DAYS + forms).encode(),
    }
    catalogs, problems = read_catalogs(files, ["pl"])
    assert problems == ()
    words = [catalogs["pl"].ngettext("%(count)s day", "%(count)s days", count) for count in (1, 2, 5, 12, 22)]
    assert words == ["%(count)s " + form for form in ("dzień", "dni", "dni!", "dni!", "dni")]


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("", ""),
        ('msgid "In force"\nmsgstr ""\n\n', ":6"),
        ('#, fuzzy\nmsgid "In force"\nmsgstr "Geldig"\n\n', ":7"),
    ],
)
def test_missing_empty_and_fuzzy_messages_are_told(entry: str, line: str) -> None:
    catalog, problems = read(COMPLETE.replace(IN_FORCE, entry))
    [(place, code, arguments)] = problems
    assert (code, arguments) == ("catalog_message_missing", {"message": "In force"})
    assert place == f"locales/nl/LC_MESSAGES/messages.po{line}"
    assert catalog.gettext("In force") == "In force"


def test_a_plural_needs_every_form() -> None:
    _, problems = read(COMPLETE.replace("%(count)s dagen", ""))
    assert [(code, arguments["message"]) for _, code, arguments in problems] == [
        ("catalog_message_missing", "%(count)s day")
    ]


def test_what_only_editors_read_may_be_missing_and_is_counted() -> None:
    _, [problem] = read(COMPLETE.replace(FOR_EDITORS, ""))
    assert problem == ("locales/nl/LC_MESSAGES/messages.po", "catalog_incomplete", {"count": 1, "locale": "nl"})


def test_a_placeholder_that_the_message_does_not_have() -> None:
    _, [problem] = read(COMPLETE.replace("%(count)s dagen", "%(aantal)s dagen"))
    assert problem[1:] == ("catalog_placeholder", {"message": "%(count)s day", "placeholders": ["%(aantal)s"]})


def test_a_translation_may_leave_a_placeholder_out() -> None:
    assert read(COMPLETE.replace('%(count)s dag"', 'één dag"'))[1] == []


def test_a_catalog_that_cannot_be_read() -> None:
    _, [problem] = read(HEAD + '\nmsg "In force"\nmsgstr "Van kracht"\n')
    assert problem[:2] == ("locales/nl/LC_MESSAGES/messages.po", "catalog_invalid")


def test_a_locale_without_a_catalog() -> None:
    catalogs, problems = read_catalogs({"messages.pot": TEMPLATE.encode()}, ["pt-BR"])
    assert [short(problem) for problem in problems] == [
        ("locales/pt_BR/LC_MESSAGES/messages.po", "catalog_missing", {"locale": "pt-BR"})
    ]
    assert catalogs["pt-BR"].gettext("In force") == "In force"


def test_which_locales_have_a_catalog() -> None:
    files = {catalog_path("nl"): b"", catalog_path("pt-BR"): b"", "messages.pot": b"", "README": b""}
    assert available(files) == ("nl", "pt_BR")
