"""A period or criteria, not both."""

from site_builder.checks.structure.retention import retention_is_said_once
from tests.support import REGISTER, changed, site, told

CRITERIA = "retention_criteria: {nl: zolang nodig, en: as long as needed}"


def test_a_period_criteria_or_neither() -> None:
    assert told(retention_is_said_once(site({}))) == []
    assert told(retention_is_said_once(site(changed(REGISTER, ("retention: P2Y", CRITERIA))))) == []
    assert told(retention_is_said_once(site(changed(REGISTER, ("    retention: P2Y\n", ""))))) == []


def test_both() -> None:
    [problem] = retention_is_said_once(site(changed(REGISTER, ("retention: P2Y", f"retention: P2Y\n    {CRITERIA}"))))
    assert told([problem]) == ["statement.yaml:21 retention_twice"]
    assert problem.arguments["label"] == {"nl": "naam", "en": "name"}
