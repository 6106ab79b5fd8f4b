"""What only the controller can decide."""

from site_builder.checks.structure.confirmations import proposals_await_confirmation
from site_builder.model import Site
from site_builder.problem import Severity
from tests.support import DUTCH, ENGLISH, changed, site, told


def asking(dutch: list[str], english: list[str]) -> Site:
    """The base, with questions about facts in each locale."""

    def block(facts: list[str], question: str) -> str:
        lines = [f"  - fact: {fact}\n    question: {question}\n" for fact in facts]
        return "to_confirm:\n" + "".join(lines) if lines else ""

    changes = changed(DUTCH, ("title: Privacyverklaring\n", "title: Privacyverklaring\n" + block(dutch, "Klopt het?")))
    changes |= changed(ENGLISH, ("title: Privacy statement\n", "title: Privacy statement\n" + block(english, "Right?")))
    return site(changes)


def test_without_questions_there_is_nothing_to_tell() -> None:
    assert told(proposals_await_confirmation(site({}))) == []


def test_a_question_is_advice_once_in_every_language() -> None:
    [problem] = proposals_await_confirmation(asking(["controller.name"], ["controller.name"]))
    assert told([problem]) == ["nl.md:4 to_confirm"]
    assert problem.severity is Severity.ADVICE
    assert problem.arguments == {"fact": "controller.name", "question": {"nl": "Klopt het?", "en": "Right?"}}


def test_a_question_in_one_locale_only_is_told_in_the_other() -> None:
    found = told(proposals_await_confirmation(asking(["controller.name", "rights"], ["controller.name"])))
    assert found == ["en.md:3 confirmation_missing", "nl.md:4 to_confirm", "nl.md:6 to_confirm"]
    found = told(proposals_await_confirmation(asking([], ["rights"])))
    assert found == ["en.md:4 to_confirm", "nl.md:2 confirmation_missing"]


def test_facts_are_found_by_field_by_id_and_by_the_name_of_an_item() -> None:
    facts = [
        "effective_on",
        "controller.address.city",
        "data_categories.email.retention",
        "storage.functional.services.basket.items.basket.max_age",
        "data_protection_officer",
    ]
    found = told(proposals_await_confirmation(asking(facts, facts)))
    assert found == [f"nl.md:{line} to_confirm" for line in (4, 6, 8, 10, 12)]


def test_an_unknown_fact_is_told_with_the_nearest() -> None:
    facts = ["data_categories.emial", "controller.nam", "zzz", "controller.origin", "controller.name.first"]
    problems = list(proposals_await_confirmation(asking(facts, facts)))
    assert {problem.code for problem in problems} == {"unknown_fact"}
    suggestions = {problem.arguments["found"]: problem.arguments["suggestion"] for problem in problems}
    assert suggestions == {
        "data_categories.emial": "data_categories.email",
        "controller.nam": "controller.name",
        "zzz": "",
        "controller.origin": "",
        "controller.name.first": "",
    }
