"""What the register declares is on the page, once."""

import pytest

from site_builder.checks.structure.shown import declared_facts_are_shown
from site_builder.problem import Problem
from tests.support import ENGLISH, REGISTER, Changes, changed, site


def found(changes: Changes) -> list[tuple[str, str, object]]:
    def short(problem: Problem) -> tuple[str, str, object]:
        return (problem.location.path.rpartition("/")[2], problem.code, problem.arguments["block"])

    return [short(problem) for problem in declared_facts_are_shown(site(changes))]


def test_the_base_shows_everything() -> None:
    assert found({}) == []


@pytest.mark.parametrize("block", ["purposes", "recipients", "retention", "storage", "rights", "automated_decisions"])
def test_a_block_that_no_section_shows(block: str) -> None:
    assert found(changed(ENGLISH, (f"{{{{ {block} }}}}", "Nothing."))) == [("en.md", "facts_not_shown", block)]


@pytest.mark.parametrize("block", ["purposes", "contact", "storage"])
def test_a_block_that_is_shown_twice(block: str) -> None:
    name = f"{{{{ {block} }}}}"
    assert found(changed(ENGLISH, (name, f"{name}\n\n{name}"))) == [("en.md", "block_twice", block)]


def test_contact_and_data_categories_may_be_left_out() -> None:
    assert found(changed(ENGLISH, ("{{ contact }}", "Mail us."))) == []


def test_what_is_declared_later_must_be_shown_in_every_locale() -> None:
    transfer = "    country: NL\n    transfer: {mechanism: scc, countries: [US]}\n    data: [email]"
    transfers = changed(REGISTER, ("    country: NL\n    data: [email]", transfer))
    assert found(transfers) == [("nl.md", "facts_not_shown", "transfers"), ("en.md", "facts_not_shown", "transfers")]


def test_a_fact_of_a_block_in_a_sentence_does_not_show_the_block() -> None:
    changes = changed(ENGLISH, ("{{ recipients }}", "{{ recipients.courier }}"))
    assert found(changes) == [("en.md", "facts_not_shown", "recipients")]
