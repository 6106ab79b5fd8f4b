"""Within a list every id is used once."""

from site_builder.checks.structure.identifiers import identifiers_are_unique
from tests.support import REGISTER, changed, site, source, told


def test_the_base_uses_every_id_once() -> None:
    assert told(identifiers_are_unique(site({}))) == []


def test_different_lists_may_use_the_same_id() -> None:
    assert told(identifiers_are_unique(site(changed(REGISTER, ("id: newsletter", "id: email"))))) == []


def test_the_second_of_two_is_told_with_the_line_of_the_first() -> None:
    [problem] = identifiers_are_unique(site(changed(REGISTER, ("id: email", "id: name"))))
    assert told([problem]) == ["statement.yaml:21 duplicate_id"]
    assert problem.arguments == {"found": "name", "first": 18}


def test_purposes_and_recipients_and_storage() -> None:
    text = source(REGISTER)
    for record in ("newsletter", "courier", "functional"):
        start = text.index(f"  - id: {record}\n")
        end = text.index("\n\n", start) + 1
        doubled = text[:end] + text[start:end] + text[end:]
        problems = list(identifiers_are_unique(site({REGISTER: doubled})))
        assert [problem.arguments["found"] for problem in problems if problem.arguments["found"] != "basket"] == [
            record
        ]


def test_services_share_one_list_over_the_purposes_of_storage() -> None:
    second = """
  - id: analytics
    label: {nl: tellen, en: counting}
    description: {nl: Telt bezoekers., en: Counts visitors.}
    consent: true
    services:
      - {id: basket, name: Counter, description: {nl: Telt., en: Counts.}}

rights:
"""
    changes = changed(REGISTER, ("\nrights:\n", second))
    assert told(identifiers_are_unique(site(changes))) == ["statement.yaml:68 duplicate_id"]


def test_automated_decisions() -> None:
    parts = ("title", "logic", "significance", "consequences", "human_review")
    decision = "  - {id: score, " + ", ".join(f"{part}: {{nl: zo, en: so}}" for part in parts) + "}"
    changes = changed(REGISTER, ("automated_decisions: none", f"automated_decisions:\n{decision}\n{decision}"))
    [problem] = identifiers_are_unique(site(changes))
    assert problem.code == "duplicate_id"
    assert problem.location.line == changes[REGISTER].rstrip().count("\n") + 1
