"""What a reader reads, passage by passage, and the line on which each sentence was written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.language.support import dutch
from tests.support import DUTCH, REGISTER, VERSION, changed

LINE_OF_WHO = 7


def read(markdown: str) -> list[tuple[str, int, str]]:
    """The passages of a section with this text: kind, line below the first line of the text, and sentence."""
    changes = changed(DUTCH, ("Wij zijn {{ controller.name }}.", markdown))
    return [
        (str(passage.kind), sentence.location.line - LINE_OF_WHO, sentence.text)
        for passage in dutch(changes).passages
        if passage.section == "who" and passage.kind != "register"
        for sentence in passage.sentences
    ][1:]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Een zin. Nog een zin.", [("paragraph", 0, "Een zin."), ("paragraph", 0, "Nog een zin.")]),
        (
            "Een zin\ngaat door. Nog een\nzin. Ook een.",
            [("paragraph", 0, "Een zin gaat door."), ("paragraph", 1, "Nog een zin."), ("paragraph", 2, "Ook een.")],
        ),
        ("Mail ons.\n\nMail ons.\n\nMail ons.", [("paragraph", line, "Mail ons.") for line in (0, 2, 4)]),
        ("Wij zijn {{ controller.name }}.", [("paragraph", 0, "Wij zijn Bakkerij Zon.")]),
        ("{{ controller.name }}\nis open. Kom.", [("paragraph", 0, "Bakkerij Zon is open."), ("paragraph", 1, "Kom.")]),
        (
            "Lees [de\ntekst](https://bakkerij.example/tekst/zo) eens.\nDe tekst is kort.",
            [("paragraph", 0, "Lees de tekst eens."), ("paragraph", 2, "De tekst is kort.")],
        ),
        ("**Vet** en *schuin* & `code`.", [("paragraph", 0, "Vet en schuin & code.")]),
        ("- een\n- twee\n    - drie", [("item", 0, "een"), ("item", 1, "twee"), ("item", 2, "drie")]),
        ("1. een\n2. twee", [("item", 0, "een"), ("item", 1, "twee")]),
        ("a | b\n--- | ---\nc | d", [("cell", 0, "a"), ("cell", 0, "b"), ("cell", 2, "c"), ("cell", 2, "d")]),
        ("Brood\n: Meel en water.", [("term", 0, "Brood"), ("definition", 1, "Meel en water.")]),
        ("> Een citaat.", [("paragraph", 0, "Een citaat.")]),
        ("Zo.\n\n### Kop {#kop}\n\nNee.", [("paragraph", 0, "Zo."), ("heading", 2, "Kop"), ("paragraph", 4, "Nee.")]),
        (
            "{% if children %}\nKinderen lezen dit.\n{% else %}\nDit lezen anderen.\n{% endif %}",
            [("paragraph", 3, "Dit lezen anderen.")],
        ),
    ],
)  # fmt: skip
def test_passages_and_their_lines(markdown: str, expected: list[tuple[str, int, str]]) -> None:
    assert read(markdown) == expected


def test_texts_of_the_register_stand_in_the_section_that_shows_them() -> None:
    told = [passage for passage in dutch({}).passages if passage.kind == "register"]
    consequence = next(passage for passage in told if passage.field == "consequence")
    assert (consequence.section, consequence.text) == ("data", "Zonder je e-mailadres krijg je geen nieuwsbrief.")
    assert consequence.location.path == f"{VERSION}/statement.yaml"
    assert consequence.running
    assert not next(passage for passage in told if passage.field == "label").running


WORDS = st.sampled_from(["wij", "Mail", "ons", "brood", "twee.", "Dat", "is", "zo.", "\n", "\n\n", "- los", "**vet**"])


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1).map(" ".join))
def test_every_sentence_is_on_a_line_that_holds_its_first_word(markdown: str) -> None:
    text = f"Begin {markdown}"
    lines = text.split("\n")
    before = 0
    for kind, line, sentence in read(text):
        if kind != "heading":
            assert before <= line < len(lines)
            assert sentence.split()[0].strip("*.-") in lines[line]
            before = line


def sections_of(*replacements: tuple[str, str], prose: tuple[str, str] = ("", "")) -> dict[str, str]:
    """In which section each text of the register is read."""
    changes = {**changed(REGISTER, *replacements), **(changed(DUTCH, prose) if prose[0] else {})}
    return {passage.field: passage.section for passage in dutch(changes).passages if passage.kind == "register"}


JOINT = (
    "joint_controllers: none",
    "joint_controllers: [{name: Molen, email: info@mill.example}]\n"
    "joint_arrangement: {nl: Wij antwoorden op je vragen., en: We answer your questions.}",
)
LATE = ("announced_on:", "lead_time_reason: {nl: De rechter vroeg het., en: The court asked.}\nannounced_on:")
CHILDREN = (
    "representative: none",
    "representative: none\nchildren: {age: 16, parental_consent: {nl: Mail., en: Mail.}}",
)


def test_what_joint_controllers_agreed_stands_with_who_they_are() -> None:
    assert sections_of(JOINT)["joint_arrangement"] == "who"
    assert sections_of(JOINT, prose=("{{ contact }}", "Mail ons."))["joint_arrangement"] == ""


def test_what_is_told_of_the_version_stands_in_its_summary() -> None:
    assert sections_of(LATE)["lead_time_reason"] == "summary"


def test_a_text_that_is_looked_up_stands_where_that_is_done() -> None:
    prose = ("Wij zijn {{ controller.name }}.", "Wij zijn {{ controller.name }}. {{ children.parental_consent }}")
    assert sections_of(CHILDREN)["parental_consent"] == ""
    assert sections_of(CHILDREN, prose=prose)["parental_consent"] == "who"
