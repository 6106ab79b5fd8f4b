"""Every rule has a case that breaks it and one that just passes; the README here tells how they are written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.build import make_site
from site_builder.catalogs import Catalog
from site_builder.checks.rule import rule_id
from site_builder.checks.rules import RULES
from site_builder.confirmed import confirm, confirmed_text
from site_builder.messages import report_line
from site_builder.problem import Problem
from site_builder.releases import LOCK, Lock, freeze, lock_text
from tests.support import SITE, VERSION, project, site, source

HERE = Path(__file__).parent
FILES = ("statement.yaml", "nl.md", "en.md")
AS_OF = date(2026, 6, 1)


@dataclass(frozen=True)
class Case:
    """A folder below that of its rule."""

    folder: Path

    @property
    def rule(self) -> str:
        return self.folder.parent.name

    @property
    def breaks(self) -> bool:
        return self.folder.name.startswith("breaks")

    def __str__(self) -> str:
        return f"{self.rule}/{self.folder.name}"


def folder(rule: str) -> str:
    """The name of a rule's folder; one id covers several criteria, as in “2.4.1/2”."""
    return rule.replace("/", "-")


def cases() -> Iterator[Case]:
    yield from (Case(path.parent) for path in sorted(HERE.glob("*/*/change.yaml")))


def changed(text: str, replacements: list[dict[str, str]], path: str) -> str:
    for replacement in replacements:
        old, new = replacement.get("old"), replacement["new"]
        if old is None:
            text += new
            continue
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        text = text.replace(old, new)
    return text


def files(case: Case) -> tuple[dict[str, str | None], Lock]:
    """The files that differ from the base, and what is released."""
    written: dict[str, Any] = yaml.safe_load((case.folder / "change.yaml").read_text())
    following: Mapping[str, date] | None = written.pop("next", None)
    confirmed: bool | list[str] | None = written.pop("confirmed", None)
    made: dict[str, str | None] = {}
    version, lock = VERSION, Lock()
    if following:
        version = f"content/statements/{following['effective']}"
        dates = {"2025-12-01": str(following["announced"]), "2026-01-01": str(following["effective"])}
        for name in FILES:
            text = source(f"{VERSION}/{name}")
            for old, new in dates.items():
                text = text.replace(old, new)
            made[f"{version}/{name}"] = text
        lock = freeze(project({}), "2026-01-01", lock, date(2025, 12, 1))
        made[LOCK] = lock_text(lock)
    if confirmed:
        made[f"{version}/translations.lock"] = confirmed_text(
            confirm(site({}).versions[0], None, () if confirmed is True else confirmed)
        )
    for name, replacements in written.items():
        if name.startswith("templates/"):
            continue
        path = SITE if name == "site.yaml" else f"{version}/{name}"
        made[path] = changed(made.get(path) or source(path), replacements, name)
    return made, lock


def found(case: Case) -> tuple[Problem, ...]:
    made, _ = files(case)
    sources = project(made)
    templates = dict(sources.templates)
    for name, replacements in yaml.safe_load((case.folder / "change.yaml").read_text()).items():
        if name.startswith("templates/"):
            path = name.removeprefix("templates/")
            templates[path] = changed(templates[path].decode(), replacements, name).encode()
    return tuple(make_site(replace(sources, templates=templates), AS_OF, drafts=False).problems)


@pytest.mark.parametrize("case", [case for case in cases() if case.breaks], ids=str)
def test_a_case_that_breaks_its_rule(case: Case, refresh: bool) -> None:
    problems = found(case)
    assert case.rule in {folder(rule_id(problem.code)) for problem in problems}
    text = "".join(f"{report_line(problem, Catalog())}\n" for problem in problems)
    expected = case.folder / "expected.txt"
    if refresh:
        expected.write_text(text)
    assert text == expected.read_text()


@pytest.mark.parametrize("case", [case for case in cases() if not case.breaks], ids=str)
def test_a_case_that_just_passes(case: Case) -> None:
    assert [report_line(problem, Catalog()) for problem in found(case)] == []


def test_every_rule_has_both() -> None:
    assert {case.rule for case in cases() if case.breaks} == {folder(rule) for rule in RULES}
    assert {case.rule for case in cases() if not case.breaks} == {folder(rule) for rule in RULES}
    assert {path.name for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "._"} == {
        folder(rule) for rule in RULES
    }
