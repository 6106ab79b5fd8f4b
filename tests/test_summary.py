"""The statement in short, made from the register."""

from dataclasses import replace

from site_builder.catalogs import Catalog
from site_builder.formats import Formats
from site_builder.summary import Row, summary_rows
from site_builder.words import Words
from tests.support import ENGLISH, REGISTER, Changes, changed, site

RIGHTS = (
    "Access, rectification, erasure, restriction of processing, objection, data portability, and withdrawing consent"
)
ENGLISH_WORDS = Words(Catalog(), Formats("en"))


def rows(changes: Changes) -> dict[str, Row]:
    version = site(changes).versions[0]
    return {row.question: row for row in summary_rows(version.register, version.prose["en"], ENGLISH_WORDS)}


def test_six_questions_each_with_the_section_that_says_more() -> None:
    assert [(row.question, row.answers, row.section) for row in rows({}).values()] == [
        ("Who", ("Bakkerij Zon",), "who"),
        ("What for", ("sending the newsletter",), "data"),
        ("With whom", ("Courier",), "data"),
        ("How long", ("180 days to 2 years, depending on the kind of data",), "data"),
        ("Your rights", (RIGHTS, "Answer within 1 month"), "rights"),
        ("What may surprise you", ("Nothing that we know of",), "data"),
    ]


def test_a_block_that_no_section_shows_leads_nowhere() -> None:
    assert rows(changed(ENGLISH, ("{{ contact }}", "Mail us.")))["Who"].section == ""


def test_who_names_the_organisation_that_it_is_part_of() -> None:
    changes = changed(REGISTER, ("name: Bakkerij Zon\n", "name: Bakkerij Zon\n  part_of: Brood U.A.\n"))
    assert rows(changes)["Who"].answers == ("Bakkerij Zon (Brood U.A.)",)


def test_with_nobody() -> None:
    changes = changed(REGISTER, ("recipients: [courier]", "recipients: []"))
    alone = changes[REGISTER].partition("recipients:\n")[0] + "recipients: []\n\nstorage:"
    alone += changes[REGISTER].partition("storage:")[2]
    [answer] = rows({REGISTER: alone})["With whom"].answers
    assert answer in ("No one", "Nobody else")


def test_one_period_is_said_once() -> None:
    assert rows(changed(REGISTER, ("P2Y", "P180D")))["How long"].answers == ("180 days",)


def test_the_longest_period_comes_last_however_it_is_written() -> None:
    answers = rows(changed(REGISTER, ("P2Y", "P5M")))["How long"].answers
    assert answers == ("5 months to 180 days, depending on the kind of data",)


def test_criteria_are_said_beside_a_period() -> None:
    changes = changed(REGISTER, ("retention: P2Y", "retention_criteria: {nl: zolang nodig, en: as long as needed}"))
    answers = rows(changes)["How long"].answers
    assert answers[0] == "180 days"
    assert len(answers) == 2


def test_surprises_are_purposes_recipients_countries_and_decisions() -> None:
    changes = changed(
        REGISTER,
        ("    legal_basis: consent\n", "    legal_basis: consent\n    surprising: true\n"),
        (
            "    country: NL\n    data: [email]\n",
            "    country: NL\n    data: [email]\n    surprising: true\n"
            "    transfer: {mechanism: scc, countries: [US, IN]}\n",
        ),
        (
            "\nrights:\n",
            "\nautomated_decisions:\n  - {id: score, title: {nl: score, en: scoring}, logic: {nl: x, en: x}, "
            "significance: {nl: x, en: x}, consequences: {nl: x, en: x}, human_review: {nl: x, en: x}}\n\nrights:\n",
        ),
    )
    purpose, recipient, countries, decision = rows(changes)["What may surprise you"].answers
    assert (purpose, recipient, decision) == ("sending the newsletter", "Courier: sending e-mail", "scoring")
    assert "India and United States" in countries


def test_surprises_lead_to_the_purposes_when_one_of_them_is_surprising() -> None:
    version = site(changed(ENGLISH, ("## Which cookies", "{{ data_categories }}\n\n## Which cookies"))).versions[0]
    moved = replace(version.prose["en"].sections[1], blocks=("purposes",))
    elsewhere = replace(version.prose["en"].sections[2], blocks=("recipients",))
    prose = replace(version.prose["en"], sections=(moved, elsewhere))
    purposes = tuple(replace(purpose, surprising=True) for purpose in version.register.purposes)
    surprising = replace(version.register, purposes=purposes)
    assert summary_rows(version.register, prose, ENGLISH_WORDS)[-1].section == "cookies"
    assert summary_rows(surprising, prose, ENGLISH_WORDS)[-1].section == "data"
