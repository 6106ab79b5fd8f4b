"""Every rule is in `RULES`, and has a test of its own."""

from pathlib import Path

from site_builder.checks.structure import RULES, SITE_RULES, check
from tests.support import site


def test_every_rule_has_a_test_of_its_own() -> None:
    rules = {rule.__module__.rpartition(".")[2] for rule in (*RULES, *SITE_RULES)}
    tests = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    # How a version is announced is judged with the lock at hand, so it stands beside the rules.
    assert tests - {"rules", "announcement"} == rules


def test_the_base_breaks_no_rule() -> None:
    assert check(site({})) == ()
