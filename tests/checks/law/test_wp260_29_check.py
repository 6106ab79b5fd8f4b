"""Which sentences tell readers to look again by themselves."""

import pytest

from site_builder.checks.law.wp260_29_check import RULE
from site_builder.checks.rule import Judged
from site_builder.problem import Problem
from tests.support import DUTCH, ENGLISH, changed, site, source


def found(changes: dict[str, str]) -> list[Problem]:
    made = site(changes)
    judged = Judged(made.publication, made.versions[0])
    return [problem for text in judged.texts for problem in RULE.problems_in(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Raadpleeg deze pagina regelmatig.",
        "Bekijk deze\nverklaring daarom *af en toe*.",
        "We raden je aan regelmatig deze pagina te controleren.",
        "Please check this page regularly for updates.",
        "We encourage you to review this\nstatement from time to time.",
        "Periodically visit this page.",
    ],
)
@pytest.mark.parametrize("path", [DUTCH, ENGLISH])
def test_readers_who_are_told_to_look_again(path: str, sentence: str) -> None:
    text = changed(path, ("{{ contact }}\n", f"{{{{ contact }}}}\n\n{sentence}\n"))
    [problem] = found(text)
    assert problem.location.path == path
    number = next(n for n, line in enumerate(source(path).split("\n"), 1) if "{#who}" in line)
    assert problem.location.line == number


@pytest.mark.parametrize(
    "sentence",
    [
        "We will check our computers for leaks regularly.",
        "We kijken regelmatig of je gegevens nog kloppen.",
        "We regularly check whether your data are right.",
        "Lees hieronder meer. Regelmatig sturen we een brief.",
        "Read more below. Regularly we send a letter.",
    ],
)
def test_who_is_not_told_to_look_again(sentence: str) -> None:
    assert found(changed(ENGLISH, ("{{ contact }}\n", f"{{{{ contact }}}}\n\n{sentence}\n"))) == []
