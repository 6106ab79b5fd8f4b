"""A small valid site to spoil: its sources with one thing changed, as the stages of the pipeline want them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from site_builder.model import Site
from site_builder.parse import parse_site
from site_builder.problem import Problem, sort_problems
from site_builder.read import Project, read_project

BASE = Path(__file__).parent / "problems" / "base"
SITE = "content/site.yaml"
VERSION = "content/statements/2026-01-01"
REGISTER = f"{VERSION}/statement.yaml"
DUTCH = f"{VERSION}/nl.md"
ENGLISH = f"{VERSION}/en.md"

Changes = Mapping[str, str | None]


@cache
def _base() -> Project:
    project, problems = read_project(BASE)
    assert problems == ()
    return project


def source(path: str) -> str:
    """A source file of the base."""
    return _base().content[path].decode()


def changed(path: str, *replacements: tuple[str, str]) -> dict[str, str]:
    """A source file of the base in which each old text, which stands there once, is a new one."""
    text = source(path)
    for old, new in replacements:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        text = text.replace(old, new)
    return {path: text}


def project(changes: Changes) -> Project:
    """The base with other texts for some of its files; None takes a file out."""
    content = dict(_base().content)
    folders = set(_base().folders)
    for path, text in changes.items():
        if text is None:
            del content[path]
        else:
            content[path] = text.encode()
            if path.count("/") > 1:
                folders.add(path.rpartition("/")[0])
    return replace(_base(), content=content, folders=tuple(sorted(folders)))


def site(changes: Changes) -> Site:
    """The base, parsed, with other texts for some of its files."""
    parsed, _ = parse_site(project(changes))
    assert parsed is not None
    return parsed


def told(problems: Iterable[Problem]) -> list[str]:
    """Problems as short texts: the file within the version's folder, the line, the code."""
    return [
        f"{str(problem.location).removeprefix(f'{VERSION}/')} {problem.code}" for problem in sort_problems(problems)
    ]
