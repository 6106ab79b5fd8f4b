"""Which names a text can use, and what stands behind them."""

import pytest

from site_builder.lookups import BLOCKS, Lookup, find, lookups
from tests.support import REGISTER, changed, site


@pytest.fixture
def names() -> Lookup:
    return lookups(site({}).versions[0].register)


@pytest.mark.parametrize(
    ("path", "kind", "value"),
    [
        ("controller.name", "text", "Bakkerij Zon"),
        ("controller.country", "country", "NL"),
        ("data_categories.email", "localized", {"nl": "e-mailadres", "en": "e-mail address"}),
        ("data_categories.email.retention", "duration", "P180D"),
        ("purposes.newsletter.legal_basis", "legal_basis", "consent"),
        ("recipients.courier", "text", "Courier"),
        ("services.basket", "text", "Basket"),
        ("rights.response_time", "duration", "P1M"),
    ],
)
def test_a_fact(names: Lookup, path: str, kind: str, value: object) -> None:
    found = find(names, path)
    assert found is not None
    assert (found.kind, found.value, found.block, found.declared) == (kind, value, False, True)


def test_names_that_are_not_there(names: Lookup) -> None:
    paths = ("shop", "controller.nam", "controller.name.first", "controller.origin", "data_categories.shoe_size")
    assert [find(names, path) for path in paths] == [None] * len(paths)


def test_facts_that_are_known_but_not_said(names: Lookup) -> None:
    for path in (
        "controller.telephone",
        "children.age",
        "data_protection_officer.name",
        "supervisory_authority.address",
    ):
        found = find(names, path)
        assert found is not None
        assert not found.declared, path


def test_a_record_stands_for_nothing_itself(names: Lookup) -> None:
    found = find(names, "controller")
    assert found is not None
    assert not found.declared
    assert found.members


def test_blocks_are_those_that_have_something_to_show(names: Lookup) -> None:
    assert {block for block in BLOCKS if names.members[block].block} == set(BLOCKS) - {
        "transfers",
    }


def test_declaring_nothing_is_something_to_show() -> None:
    changes = changed(REGISTER, ("\nrights:\n", "\nautomated_decisions: none\nrights:\n"))
    assert lookups(site(changes).versions[0].register).members["automated_decisions"].block


def test_none_is_not_the_name_of_an_officer() -> None:
    changes = changed(REGISTER, ("\nrights:\n", "\ndata_protection_officer: none\nrights:\n"))
    found = find(lookups(site(changes).versions[0].register), "data_protection_officer.name")
    assert found is not None
    assert not found.declared
