"""Inside or outside the European Economic Area."""

import pytest

from site_builder.changes.countries import EEA, outside_eea


@pytest.mark.parametrize("country", ["US", "GB", "CH", "CW"])
def test_outside(country: str) -> None:
    assert outside_eea(country)


@pytest.mark.parametrize("country", ["NL", "IE", "NO", "IS", "LI", "RE", None])
def test_inside_or_not_known(country: str | None) -> None:
    assert not outside_eea(country)


def test_thirty_members_and_seven_territories() -> None:
    assert len(EEA) == 37
