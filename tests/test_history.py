"""How much a version matters: what its facts say, what its words say, and what its author says.

The other tests of changes make their two versions with what stands here first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from site_builder.changes.history import Release, history, releases
from site_builder.changes.prose import changed_sections, prose_operations
from site_builder.changes.significance import Significance
from site_builder.read import Project
from site_builder.timeline import Timeline
from tests.support import DUTCH, ENGLISH, REGISTER, VERSION, changed, project, site

OLD, NEW = "2026-01-01", "2026-06-01"
Edits = Iterable[tuple[str, str]]


def following(
    register: Edits = (), nl: Edits = (), en: Edits = (), version: str = NEW, announced: str = "2026-04-01"
) -> dict[str, str]:
    """The files of a version like that of the base, some time later, with other texts."""
    moved = [
        ("announced_on: 2025-12-01", f"announced_on: {announced}"),
        (f"effective_on: {OLD}", f"effective_on: {version}"),
    ]
    files = changed(REGISTER, *moved, *register) | changed(DUTCH, *nl) | changed(ENGLISH, *en)
    return {path.replace(VERSION, f"content/statements/{version}"): text for path, text in files.items()}


def sources(changes: Mapping[str, str]) -> Project:
    """The base with other texts, also for `site.yaml`, which stands in no folder of its own."""
    made = project(changes)
    return replace(made, folders=tuple(folder for folder in made.folders if folder != "content"))


def release(changes: dict[str, str]) -> Release:
    """The second of two versions."""
    _, found = releases(site(changes).versions)
    return found


def reworded(before: str, after: str, register: Edits = ()) -> Release:
    """A version in which a Dutch sentence became another."""
    place = "{{ contact }}\n"
    old = changed(DUTCH, (place, f"{place}\n{before}\n"))
    return release({**old, **following(register, nl=[(place, f"{place}\n{after}\n")])})


SUMMARY = (
    "status: final",
    "status: final\nsummary: {nl: Wij vragen ook je naam., en: We also ask your name.}",
)
LONGER = ("retention: P180D", "retention: P3Y")
SHORTER = ("retention: P180D", "retention: P90D")


def raised(name: str) -> tuple[str, str]:
    return ("status: final", f"status: final\nsignificance: {name}")


def test_the_first_version_changes_nothing() -> None:
    [first] = releases(site({}).versions)
    assert (first.id, first.previous, first.changes, first.significance) == (OLD, None, (), Significance.EDITORIAL)


def test_a_version_like_the_one_before_changes_nothing() -> None:
    found = release(following())
    assert found.previous is not None
    assert (found.previous.id, found.changes, found.significance) == (OLD, (), Significance.EDITORIAL)
    assert prose_operations(found.previous.prose["nl"], found.version.prose["nl"]) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We antwoorden binnen 14 dagen.", "We antwoorden binnen 30 dagen."),
        ("We verkopen je gegevens.", "We verkopen je gegevens niet."),
        ("We delen niets zonder toestemming.", "We delen niets met toestemming."),
        ("Het pakket komt met Courier.", "Het pakket komt met een bezorger."),
        ("Je betaalt vooraf.", "Je betaalt vooraf. Courier weet dat."),
        ("We bewaren het 1,5 jaar.", "We bewaren het 1,6 jaar."),
    ],
)
def test_words_that_alter_what_is_said_are_facts(before: str, after: str) -> None:
    assert reworded(before, after).significance is Significance.FACTUAL


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We bellen je graag.", "We bellen je met plezier."),
        ("We antwoorden binnen 14 dagen.", "We reageren binnen 14 dagen."),
        ("We verkopen je gegevens niet.", "We verhandelen je gegevens niet."),
        ("Courier brengt het pakket.", "Courier bezorgt het pakket."),
        ("We “bellen” je.", 'We "bellen" je.'),
    ],
)
def test_other_words_for_the_same_are_editorial(before: str, after: str) -> None:
    found = reworded(before, after)
    assert (found.changes, found.significance) == ((), Significance.EDITORIAL)


def test_words_in_either_language_count() -> None:
    place = "{{ contact }}\n"
    old = changed(ENGLISH, (place, f"{place}\nWe sell your data.\n"))
    found = release({**old, **following(en=[(place, f"{place}\nWe never sell your data.\n")])})
    assert found.significance is Significance.FACTUAL


@pytest.mark.parametrize(
    ("edit", "kind", "significance"),
    [
        (LONGER, "retention_longer", Significance.MATERIAL),
        (SHORTER, "retention_shorter", Significance.FACTUAL),
        (("legal_basis: consent", "legal_basis: contract"), "legal_basis_left_consent", Significance.FUNDAMENTAL),
    ],
)
def test_the_facts_decide(edit: tuple[str, str], kind: str, significance: Significance) -> None:
    found = release(following([edit]))
    assert ([change.kind for change in found.changes], found.significance) == ([kind], significance)


@pytest.mark.parametrize(
    ("said", "significance"),
    [
        ("editorial", Significance.FACTUAL),  # never lower than what the facts say
        ("factual", Significance.FACTUAL),
        ("material", Significance.MATERIAL),
        ("fundamental", Significance.FUNDAMENTAL),
    ],
)
def test_an_author_raises_and_never_lowers(said: str, significance: Significance) -> None:
    assert release(following([raised(said), SHORTER])).significance is significance


def test_an_author_raises_a_change_of_words() -> None:
    found = reworded("We bellen je graag.", "We bellen je met plezier.", [raised("material")])
    assert found.significance is Significance.MATERIAL


def test_a_changed_fact_behind_a_look_up_is_no_change_of_words() -> None:
    found = release(following([("name: Bakkerij Zon", "name: Bakkerij Maan"), LONGER]))
    assert {change.kind for change in found.changes} == {"controller_name_changed", "retention_longer"}
    assert found.previous is not None
    for locale, prose in found.version.prose.items():
        assert prose_operations(found.previous.prose[locale], prose) == ()
        assert changed_sections(found.previous.prose[locale], prose) == frozenset()


def test_another_look_up_is_a_change_of_words() -> None:
    found = release(following(nl=[("Wij zijn {{ controller.name }}.", "Wij zijn {{ controller.website }}.")]))
    assert found.previous is not None
    assert changed_sections(found.previous.prose["nl"], found.version.prose["nl"]) == {"who"}


def test_the_sections_that_changed_are_named() -> None:
    found = release(
        following(nl=[("Wij zijn", "Wij heten"), ("## Wat zijn je rechten? {#rights}", "## Je rechten {#rights}")])
    )
    assert found.previous is not None
    before, after = found.previous.prose["nl"], found.version.prose["nl"]
    assert changed_sections(before, after) == {"who", "rights"}
    assert {operation.op for operation in prose_operations(before, after)} == {"replace", "rename"}


def test_a_withdrawn_version_is_compared_with_what_was_to_come_before_it() -> None:
    between, last = following([LONGER]), following([SHORTER], version="2026-09-01")
    first, gone, new = site({**between, **last}).versions
    found = history(Timeline(new, (), (first,), (gone,)))
    assert [(each.id, each.previous and each.previous.id) for each in found] == [
        (OLD, None),
        (NEW, OLD),
        ("2026-09-01", OLD),
    ]
    assert [change.kind for change in found[1].changes] == ["retention_longer"]
    assert [change.kind for change in found[2].changes] == ["retention_shorter"]


def test_versions_are_compared_in_the_order_they_are_given() -> None:
    first, second = site(following([LONGER])).versions
    assert [change.kind for change in releases((second, first))[1].changes] == ["retention_shorter"]
    assert releases((replace(first, id="x"), first))[1].changes == ()


def test_the_helper_adds_a_second_version() -> None:
    assert {path.split("/")[2] for path in project(following()).content if "/statements/" in path} == {OLD, NEW}
