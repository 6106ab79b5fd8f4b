"""Which pages are judged by the rules. What they find in a page is remembered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from site_builder.checks.pages.published import FinishedPage, Repeated, shown
from site_builder.checks.rules import PAGE_RULES, kinds_of_rules
from site_builder.checks.waivers import waive, waivers
from site_builder.elements import Html
from site_builder.memory.files import Files
from site_builder.memory.plain import dump
from site_builder.memory.steps import BuildMemory
from site_builder.model import Version
from site_builder.outline import outline_of
from site_builder.pages import Edition, Page, site_pages, version_pages, version_shown
from site_builder.problem import Problem
from site_builder.watched import description
from site_builder.words import Words


def judge_pages(edition: Edition, files: Files, words: Mapping[str, Words], memory: BuildMemory) -> tuple[Problem, ...]:
    """What the rules find in the pages of the newest version and in those that a site has once."""
    newest = edition.timeline.newest_first[0]
    together, alone = kinds_of_rules("page rules", PAGE_RULES, memory)
    problems: list[Problem] = []
    repeated: list[Repeated] = []
    for page in (*site_pages(edition), *version_pages(edition, newest)):
        # One that could not be rendered is left out.
        if version_shown(page) in ("", newest.id) and page.path in files:
            version = shown(page)
            notes = _notes(version, memory) if version else ()
            look = partial(_look, alone, edition, words, page, files, notes, memory)
            inputs = (description(page, memory), dump(notes), files.digest(page.path))
            found, title, foot = memory.step(f"page rules:{page.path}", look, *inputs)
            problems += found
            repeated.append(Repeated(page, title, foot))
    problems += (problem for rule in together for problem in PAGE_RULES[rule].problems(repeated))
    return tuple(waive(waivers(newest, memory), _once(problems), PAGE_RULES))


def _look(
    rules: Iterable[str],
    edition: Edition,
    words: Mapping[str, Words],
    page: Page,
    files: Mapping[str, bytes],
    notes: tuple[str, ...],
    memory: BuildMemory,
) -> tuple[tuple[Problem, ...], str, tuple[str, ...]]:
    """What the rules find in a page alone, and what those need that compare it with others."""
    formats = {locale: said.format for locale, said in words.items()}
    html = Html(files[page.path].decode())
    ids = frozenset(outline_of(page.path, lambda: html, memory).ids)
    finished = FinishedPage(edition, formats, page, html, ids, notes)
    found = tuple(problem for rule in rules for problem in PAGE_RULES[rule].problems_in(finished))
    return found, finished.title, finished.foot


def _notes(version: Version, memory: BuildMemory) -> tuple[str, ...]:
    """What stands in the front matter of its texts and is not published."""

    def find() -> tuple[str, ...]:
        kept = [prose.front_matter for prose in version.prose.values()]
        questions = (item.question for front_matter in kept for item in front_matter.to_confirm)
        return (*questions, *(waiver.reason for front_matter in kept for waiver in front_matter.waivers))

    return memory.step(f"notes:{version.id}", find)


def _once(found: Iterable[Problem]) -> Iterator[Problem]:
    """A mistake in a template is on every page that it makes: it is told at the first, with the number of pages."""
    alike: dict[str, list[Problem]] = {}
    for problem in found:
        alike.setdefault(f"{problem.code} {problem.arguments}", []).append(problem)
    for problems in alike.values():
        pages = len({problem.location for problem in problems})
        yield replace(problems[0], arguments={**problems[0].arguments, "pages": pages}) if pages > 1 else problems[0]
