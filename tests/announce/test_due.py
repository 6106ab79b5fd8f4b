"""Which moment is due to somebody, by what they were told and the day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from site_builder.model import NoticeSettings
from site_builder.model import SignificanceName as Significance
from site_builder.notices.notice import Moment, Notice, Told, due_notices
from tests.announce.kit import NOTICE

ANNOUNCED_ON, EFFECTIVE_ON = NOTICE.announced_on, NOTICE.effective_on
BEFORE, WITHIN = ANNOUNCED_ON - timedelta(days=1), date(2026, 12, 1)
EVE, AFTER = EFFECTIVE_ON - timedelta(days=1), EFFECTIVE_ON + timedelta(days=29)
TOLD: Told = {("2027-01-01", "announced")}


def due(
    day: date,
    told: Told = (),
    significance: Significance = "material",
    moments: tuple[Moment, ...] = ("announced", "in_force"),
    settings: NoticeSettings = NoticeSettings(),  # noqa: B008 - frozen
    effective: date = EFFECTIVE_ON,
) -> list[str]:
    notices = [replace(NOTICE, moment=moment, significance=significance, effective_on=effective) for moment in moments]
    return [notice.moment for notice in due_notices(notices, day, told, settings)]


@pytest.mark.parametrize(
    ("day", "told", "expected"),
    [
        (BEFORE, (), []),
        (ANNOUNCED_ON, (), ["announced"]),
        (EVE, (), ["announced"]),
        (WITHIN, TOLD, []),
        (EFFECTIVE_ON, TOLD, ["in_force"]),
        (EFFECTIVE_ON, (), ["in_force"]),
        (AFTER, TOLD, ["in_force"]),
        (AFTER + timedelta(days=1), (), []),
        (EFFECTIVE_ON, (*TOLD, ("2027-01-01", "in_force")), []),
    ],
)
def test_a_material_change_is_announced_and_told_again_when_it_takes_effect(
    day: date, told: Told, expected: list[str]
) -> None:
    assert due(day, told) == expected


def test_a_factual_change_is_told_once() -> None:
    assert due(WITHIN, significance="factual") == ["announced"]
    assert due(EFFECTIVE_ON, TOLD, "factual") == []


def test_what_had_no_time_to_be_announced_is_told_when_it_is_in_force() -> None:
    assert due(EFFECTIVE_ON, (), "factual") == ["in_force"]
    assert due(ANNOUNCED_ON, (), "factual", effective=ANNOUNCED_ON) == ["in_force"]


def test_editorial_changes_are_told_only_where_that_is_wanted() -> None:
    assert due(WITHIN, significance="editorial") == due(EFFECTIVE_ON, significance="editorial") == []
    every = NoticeSettings(announced_from="editorial", in_force_from="editorial")
    assert due(WITHIN, significance="editorial", settings=every) == ["announced"]
    assert due(EFFECTIVE_ON, TOLD, "editorial", settings=every) == ["in_force"]


def test_a_first_run_over_an_old_history_is_silent() -> None:
    assert due(date(2030, 1, 1), significance="fundamental") == []


def test_a_withdrawal_is_told_to_those_who_were_told_and_instead_of_the_rest() -> None:
    three: tuple[Moment, ...] = ("announced", "in_force", "withdrawn")
    assert due(WITHIN, (), moments=three) == []
    assert due(WITHIN, TOLD, moments=three) == ["withdrawn"]
    assert due(WITHIN, (*TOLD, ("2027-01-01", "withdrawn")), moments=three) == []
    assert due(EFFECTIVE_ON, TOLD, moments=three) == ["withdrawn"]


def test_a_withdrawal_waits_for_its_day() -> None:
    later = replace(NOTICE, moment="withdrawn", withdrawn_on=date(2026, 12, 10))
    notices = [NOTICE, later]

    def moments(day: date, told: Told) -> list[str]:
        return [notice.moment for notice in due_notices(notices, day, told, NoticeSettings())]

    assert moments(date(2026, 12, 9), ()) == ["announced"]
    assert moments(date(2026, 12, 10), TOLD) == ["withdrawn"]


def test_versions_come_oldest_first() -> None:
    def version(name: str) -> Notice:
        return replace(NOTICE, version=name)

    notices = [version("2027-03-01"), version("2027-01-01"), version("2027-02-01")]
    found = due_notices(notices, WITHIN, (), NoticeSettings())
    assert [notice.version for notice in found] == ["2027-01-01", "2027-02-01", "2027-03-01"]
