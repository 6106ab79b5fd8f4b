"""A version's folder is named by its date."""

from site_builder.checks.structure.folder_dates import folder_is_named_by_its_date
from tests.support import REGISTER, changed, site, told


def test_the_same_date_is_fine() -> None:
    assert told(folder_is_named_by_its_date(site({}))) == []


def test_another_date_is_told_where_it_is_written() -> None:
    [problem] = folder_is_named_by_its_date(site(changed(REGISTER, ("effective_on: 2026", "effective_on: 2027"))))
    assert told([problem]) == ["statement.yaml:2 folder_unlike_date"]
    assert problem.arguments == {"folder": "2026-01-01", "found": "2027-01-01"}


def test_a_date_that_could_not_be_read_is_told_only_once() -> None:
    changes = changed(REGISTER, ("effective_on: 2026-01-01", "effective_on: soon"))
    assert told(folder_is_named_by_its_date(site(changes))) == []
