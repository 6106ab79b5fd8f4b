"""An id that is referred to is declared."""

import pytest

from site_builder.checks.structure.references import references_exist
from tests.support import REGISTER, changed, site, told


def test_the_base_refers_to_what_it_declares() -> None:
    assert told(references_exist(site({}))) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "among", "suggestion"),
    [
        ("data: [name, email]", "data: [name, emial]", 29, "data_categories", "email"),
        ("data: [name, email]", "data:\n      - name\n      - shoe_size", 31, "data_categories", ""),
        ("recipients: [courier]", "recipients: [courrier]", 30, "recipients", "courier"),
        ("    data: [email]", "    data: [mail]", 42, "data_categories", "email"),
        ("        name: Basket\n", "        name: Basket\n        recipient: curier\n", 55, "recipients", "courier"),
        ("max_age: session", "max_age: session\n            readable_by: [nobody]", 62, "recipients", ""),
    ],
)
def test_an_id_that_is_not_declared(old: str, new: str, line: int, among: str, suggestion: str) -> None:
    [problem] = references_exist(site(changed(REGISTER, (old, new))))
    assert told([problem]) == [f"statement.yaml:{line} unknown_id"]
    assert problem.arguments["among"] == among
    assert problem.arguments["suggestion"] == suggestion


def test_a_service_may_name_a_declared_recipient() -> None:
    changes = changed(REGISTER, ("        name: Basket\n", "        name: Basket\n        recipient: courier\n"))
    assert told(references_exist(site(changes))) == []
