"""A rule stands in the file that is named for its id, and is listed; it is loaded when it is asked for."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from site_builder.checks import facts, language, law, pages
from site_builder.checks.rule import Rules, module_name
from site_builder.checks.rules import PAGE_RULES, RULES, STATEMENT_RULES, kinds_of_rules
from site_builder.memory.steps import BuildMemory


@pytest.mark.parametrize("package", [facts, language, law, pages])
def test_every_file_with_a_rule_is_listed(package: ModuleType) -> None:
    listed: Rules[object, object] = package.RULES
    [folder] = package.__path__
    files = {file.stem for file in Path(folder).glob("*.py") if "\nRULE: " in file.read_text()}
    assert files == {module_name(rule) for rule in listed}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_found_by_its_id_and_looks_at_something(rule: str) -> None:
    found = RULES[rule]
    assert found.id == rule
    assert found.find or found.find_in


@pytest.mark.parametrize("rules", [STATEMENT_RULES, PAGE_RULES])
def test_every_rule_is_of_a_kind(rules: Rules[object, object]) -> None:
    over_wholes, over_parts = kinds_of_rules("rules", rules, BuildMemory())
    assert {*over_wholes, *over_parts} == {*rules}


def test_a_list_of_rules_loads_none() -> None:
    told = (
        "import sys; from site_builder.checks.rules import RULES; print(len(RULES), 'GDPR-12-3' in RULES, *sys.modules)"
    )
    asked = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    count, there, *modules = asked.stdout.split()
    assert (int(count), there) == (len(RULES), "True")
    assert not {f"site_builder.checks.law.{module_name(rule)}" for rule in law.RULES} & {*modules}
