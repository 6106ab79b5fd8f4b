"""Two texts compared as they were written, and what of it touches the meaning."""

import pytest

from site_builder.changes.history import Release, changes_meaning
from site_builder.changes.prose import prose_operations, prose_redline
from tests.support import site
from tests.test_history import following, release, reworded


def operations(found: Release, locale: str = "nl") -> list[tuple[str, str, str]]:
    assert found.previous is not None
    return [
        (operation.op, operation.before, operation.after)
        for operation in prose_operations(found.previous.prose[locale], found.version.prose[locale])
    ]


def test_only_the_words_concerned() -> None:
    assert operations(reworded("We bellen je graag.", "We mailen je graag.")) == [("replace", "bellen", "mailen")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We 'bellen' je.", "We ‘bellen’ je."),
        ("We bellen je.", "We **bellen** je."),
        ("We bellen je.", "We\nbellen\nje."),
        ("We bellen je om 9 uur.", "We bellen je om 9\u00a0uur."),
    ],
)
def test_what_a_reader_does_not_notice(before: str, after: str) -> None:
    assert operations(reworded(before, after)) == []


def test_a_section_that_moved_is_a_change_though_each_is_as_it_was() -> None:
    cookies = "## Which cookies do we use? {#cookies}\n\n{{ storage }}\n"
    place = "## Who are we? {#who}"
    found = release(following(en=[(f"\n{cookies}", ""), (place, f"{cookies}\n{place}")]))
    assert [op for op, _, _ in operations(found, "en")] == ["move"]


def test_sections_that_are_equal_are_not_compared() -> None:
    found = release(following(nl=[("Wij zijn", "Wij heten")]))
    assert found.previous is not None
    redline = prose_redline(found.previous.prose["nl"], found.version.prose["nl"])
    assert [branch.new and branch.new.id for branch in redline.sections] == ["who"]


def test_another_fact_in_the_same_place_is_another_text() -> None:
    found = release(following(nl=[("Wij zijn {{ controller.name }}", "Wij zijn {{ controller.email }}")]))
    [(op, before, after)] = operations(found)
    assert (op, before, after) == ("replace", "controller.name", "controller.email")


def test_another_block_in_the_same_place_is_another_text() -> None:
    found = release(following(nl=[("{{ retention }}", "{{ data_categories }}")]))
    assert [(before, after) for _, before, after in operations(found)] == [("retention", "data_categories")]


@pytest.mark.parametrize(
    ("before", "after", "meant"),
    [
        ("We bewaren 2 foto's.", "We bewaren 3 foto's.", True),
        ("We delen geen gegevens.", "We delen gegevens.", True),
        ("We doen’t never.", "We doen’t ever.", True),
        ("Courier bezorgt.", "Iemand bezorgt.", True),
        ("Iemand bezorgt.", "Iedereen bezorgt.", False),
        ("We notificeren je.", "We informeren je.", False),  # “not” is no part of a word
    ],
)
def test_what_touches_the_meaning(before: str, after: str, meant: bool) -> None:
    found = reworded(before, after)
    assert found.previous is not None
    [operation] = prose_operations(found.previous.prose["nl"], found.version.prose["nl"])
    assert changes_meaning(operation, site({}).versions[0]) is meant
