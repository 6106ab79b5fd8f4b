"""Every locale has the same headings."""

from site_builder.checks.structure.parity import locales_have_the_same_sections
from tests.support import DUTCH, ENGLISH, changed, site, told

CHILDREN = "\n## Children {#children}\n\nFor adults only.\n"
WHO = "## Who are we? {#who}\n\nWe are {{ controller.name }}.\n\n{{ contact }}\n\n"


def test_the_same_ids_are_enough() -> None:
    assert told(locales_have_the_same_sections(site({}))) == []


def test_a_section_that_only_the_other_locale_has() -> None:
    [problem] = locales_have_the_same_sections(
        site(changed(ENGLISH, ("{{ storage }}\n", "{{ storage }}\n" + CHILDREN)))
    )
    assert told([problem]) == ["en.md:27 section_in_one_locale"]
    assert problem.arguments == {"found": "children", "file": DUTCH, "locale": "nl"}


def test_a_section_that_only_the_default_locale_has() -> None:
    [problem] = locales_have_the_same_sections(site(changed(DUTCH, ("{{ storage }}\n", "{{ storage }}\n" + CHILDREN))))
    assert told([problem]) == ["nl.md:27 section_in_one_locale"]
    assert problem.arguments == {"found": "children", "file": ENGLISH, "locale": "en"}


def test_headings_below_a_section_count() -> None:
    changes = changed(ENGLISH, ("### Who receives your data? {#recipients}\n\n", ""))
    assert told(locales_have_the_same_sections(site(changes))) == ["nl.md:17 section_in_one_locale"]


def test_the_first_section_out_of_order_is_told() -> None:
    changes = changed(ENGLISH, (WHO, ""), ("## Which rights", f"{WHO}## Which rights"))
    [problem] = locales_have_the_same_sections(site(changes))
    assert told([problem]) == ["en.md:5 section_order"]
    assert problem.arguments == {"found": "data", "expected": "who", "locale": "nl"}


def test_another_level_is_told() -> None:
    changes = changed(ENGLISH, ("### Who receives", "#### Who receives"))
    assert told(locales_have_the_same_sections(site(changes))) == ["en.md:17 section_level"]


def test_without_the_text_of_the_default_locale_nothing_can_be_compared() -> None:
    assert told(locales_have_the_same_sections(site({DUTCH: None}))) == []
