"""What the folders of cases cannot show: averages, limits, languages that nothing is known of, and no false alarms."""

from datetime import date
from pathlib import Path

import pytest

from site_builder.build import plan
from site_builder.checks.language import RULES, nlt_address, nlt_sent, nlt_words, wp260_13_drift
from site_builder.checks.language.nlt_passive import _is_passive
from site_builder.checks.rule import rule_id
from site_builder.language.data import Language, language
from tests.checks.language.support import findings, judged
from tests.support import DUTCH, ENGLISH, REGISTER, SITE, changed, source

ROOT = Path(__file__).parents[3]


def appended(text: str) -> dict[str, str]:
    return {DUTCH: f"{source(DUTCH)}\n{text}\n"}


def test_the_average_length_of_sentences() -> None:
    long = "Wij bakken in de nacht brood, koek, taart en gebak voor de winkel in de stad en voor de markt in het dorp."
    assert [found.variant for found in findings(nlt_sent.RULE, judged(appended(f"{long}\n\n" * 5)))] == []
    [found] = findings(nlt_sent.RULE, judged(appended(f"{long}\n\n" * 90)))
    assert (found.variant, found.location.line) == ("average", 0)


@pytest.mark.parametrize(
    ("sentence", "locale", "passive"),
    [
        ("Je gegevens worden twee jaar bewaard.", "nl", True),
        ("Je gegevens worden daarna gewist.", "nl", True),
        ("Het brood is gebakken.", "nl", False),
        ("De brief wordt door ons opgeslagen.", "nl", True),
        ("Word je ouder, dan gebruiken we je gegevens niet.", "nl", False),
        ("Als je lid wordt, geven we je een pas.", "nl", False),
        ("Je wordt dan lid.", "nl", False),
        ("Your data are kept for two years.", "en", True),
        ("Your data are no longer used.", "en", True),
        ("We are interested in bread.", "en", False),
        ("The shop is located in Utrecht.", "en", False),
        ("We have kept your data.", "en", False),
    ],
)
def test_passive_sentences(sentence: str, locale: str, passive: bool) -> None:
    assert _is_passive(sentence, language(locale)) is passive


def test_a_text_of_a_language_without_data_is_left_alone() -> None:
    assert language("de-AT") == language("de") == Language("de")
    german = {path.replace("nl.md", "de.md"): text for path, text in appended("Ihre Daten werden bewahrt.").items()}
    changes: dict[str, str | None] = {
        **german,
        SITE: source(SITE).replace("nl", "de"),
        REGISTER: source(REGISTER).replace("nl: ", "de: ").replace("locale: nl", "locale: de"),
        DUTCH: None,
    }
    subject = judged(changes)
    assert [text.locale for text in subject.texts] == ["de", "en"]
    found = [one for rule in RULES.values() for one in findings(rule, subject)]
    assert [one for one in found if "de.md" in one.location.path] == []


def test_numbers_in_words_of_an_unknown_language_are_not_missed() -> None:
    texts_of = {
        DUTCH.replace("nl.md", "de.md"): source(DUTCH).replace("Wij zijn {{", "Sie haben zwei Monate. Wij zijn {{"),
        ENGLISH: source(ENGLISH).replace("We are {{", "You have 2 months. We are {{"),
    }
    changes: dict[str, str | None] = {
        **texts_of,
        SITE: source(SITE).replace("nl", "de"),
        REGISTER: source(REGISTER).replace("nl: ", "de: ").replace("locale: nl", "locale: de"),
        DUTCH: None,
    }
    assert findings(wp260_13_drift.RULE, judged(changes)) == []


@pytest.mark.parametrize("word", ["uw", "Uw", "u", "U"])
def test_each_way_to_address_a_reader_counts(word: str) -> None:
    found = findings(
        nlt_address.RULE, judged(changed(DUTCH, ("Wil je geen reclame meer?", f"{word} wil geen reclame.")))
    )
    assert [finding.arguments["found"] for finding in found] == [word]


def test_a_plural_is_explained_by_its_singular() -> None:
    text = "Onze verwerkers helpen ons.\n\nVerwerker\n: Een bedrijf dat voor ons werkt."
    assert findings(nlt_words.RULE, judged(appended(text))) == []
    assert len(findings(nlt_words.RULE, judged(appended("Onze verwerkers helpen ons. Onze verwerkers ook.")))) == 1


def test_the_real_statement_has_no_warnings_of_language() -> None:
    problems = plan(ROOT, date(2026, 11, 22)).problems
    found = {(rule_id(problem.code), problem.severity.name) for problem in problems if rule_id(problem.code) in RULES}
    assert found <= {("NLT-FD-T", "ADVICE")}
