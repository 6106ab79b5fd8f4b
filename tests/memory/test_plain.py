"""A value that is written down is the value that is read again; what nobody wrote is refused."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from site_builder import model
from site_builder.changes.significance import Significance
from site_builder.changes.telling import Told
from site_builder.labels import Label
from site_builder.memory.plain import dump, load
from site_builder.problem import Location, Origin, Problem, Severity

LEAVES = (
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.builds(Markup, st.text())
    | st.builds(Label, st.text())
    | st.sampled_from(Severity) | st.sampled_from(Significance) | st.builds(Location, st.text(), st.integers())
    | st.builds(Told, st.sampled_from(Significance), st.text())
    | st.builds(model.Address, street=st.text(), postal_code=st.text(), city=st.text(), country=st.text())
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.frozensets(st.text())
        | st.dictionaries(st.text(), inner)
        | st.builds(Problem, st.builds(Location, st.text()), st.text(), st.dictionaries(st.text(), inner))
    ),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read(value: Any) -> None:
    again = load(dump(value))
    assert again == value
    assert type(again) is type(value)
    assert dump(again) == dump(value)


def test_where_a_record_stands_is_written_too() -> None:
    said = model.Withdrawal(
        version="2027-01-01",
        withdrawn_on=date(2026, 1, 1),
        reason={"nl": "Nee"},
        origin=Origin("content/site.yaml", 3, {"reason": 5}),
    )
    again = load(dump(said))
    assert again == said
    assert again.origin == said.origin


@pytest.mark.parametrize(
    "value", [object(), {1: "a"}, len, b"bytes", complex(1, 2), Exception("x"), type("Site", (), {})()]
)
def test_what_has_no_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        dump(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[]",
        "[99]",
        "[-9]",
        "[2]",
        "[2,7]",
        '[2,"2027"]',
        '["0:Register"]',
        '["0:Nothing",1]',
        '["9:Register",1]',
        '["-1:Told",1]',
        '["0:import_module","os"]',
        '["0:dataclass",1]',
        '["0:Mapping",1]',
        '["0:date",2027,1,1]',
        '["x:Register",1]',
        '["os:system","true"]',
        '["1:Severity",7]',
        '["1:SiteError",[0]]',
        "[" * 100_000,
    ],
)
def test_what_nobody_wrote_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        load(text)
