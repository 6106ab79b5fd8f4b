"""A version is announced before it takes effect."""

import pytest

from site_builder.checks.structure.dates import announced_before_effective
from tests.support import REGISTER, changed, site, told


@pytest.mark.parametrize(
    ("announced_on", "found"),
    [
        ("2025-12-31", []),
        ("2026-01-01", []),
        ("2026-01-02", ["statement.yaml:1 announced_too_late"]),
        ("2026-01-32", []),  # told as a date that does not exist
    ],
)
def test_the_day_itself_is_the_last(announced_on: str, found: list[str]) -> None:
    changes = changed(REGISTER, ("announced_on: 2025-12-01", f"announced_on: {announced_on}"))
    assert told(announced_before_effective(site(changes))) == found


def test_a_wrong_effective_date_is_no_reason_to_judge_the_announcement() -> None:
    changes = changed(REGISTER, ("effective_on: 2026-01-01", "effective_on: soon"))
    assert told(announced_before_effective(site(changes))) == []
