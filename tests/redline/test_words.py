"""Words, their keys, and where sentences end."""

import pytest

from site_builder.changes.redline.numbering import numbering_length
from site_builder.changes.redline.sentences import split_sentences
from site_builder.changes.redline.words import PLAIN, Marks, Tokens, text_of, tokenise


def tokens_of(text: str) -> Tokens:
    return tokenise([(text, PLAIN)])


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Wij verkopen niets.", ["Wij", "verkopen", "niets", "."]),
        ("(e-mail, 085-0609046)", ["(", "e-mail", ",", "085-0609046", ")"]),
        ("€ 1.000,50 is 10%", ["€", "1.000,50", "is", "10", "%"]),
        ("d.w.z. art. 6 o.a. B.V.", ["d.w.z.", "art.", "6", "o.a.", "B.V."]),
        ("www.123samenleven.nl, a@b.nl.", ["www.123samenleven.nl", ",", "a@b.nl", "."]),
        ("foto’s en foto's", ["foto's", "en", "foto's"]),
        ('‘ja’ “ja” "ja"', ['"', "ja", '"', '"', "ja", '"', '"', "ja", '"']),
        ("2018–2020 – nu—of later…", ["2018-2020", "-", "nu", "-", "of", "later", "..."]),
        ("ver\u00adwerk\u200ber en\ufeff", ["verwerker", "en"]),
        ("Coo\u0308peratie", ["Coöperatie"]),
        ("naam,adres 1,5", ["naam", ",", "adres", "1,5"]),
        ("\u00ad \u200b", []),
        ("", []),
    ],
)
def test_keys(text: str, keys: list[str]) -> None:
    assert [token.key for token in tokens_of(text)] == keys


def test_text_and_space_are_kept_as_written() -> None:
    tokens = tokens_of("  “Naam”\n en\u00a0adres ")
    assert [(token.text, token.space) for token in tokens] == [
        ("“", ""),
        ("Naam", ""),
        ("”", ""),
        ("en", " "),
        ("adres", "\u00a0"),
    ]
    assert text_of(tokens) == "“Naam” en\u00a0adres"


def test_a_word_formatted_in_part_is_one_word() -> None:
    strong = Marks(strong=True)
    (token,) = tokenise([("on", strong), ("gevraagd", PLAIN)])
    assert token.key == "ongevraagd"
    assert token.runs == (("on", strong), ("gevraagd", PLAIN))


def test_superscript_is_no_part_of_the_word_before() -> None:
    assert [token.key for token in tokenise([("m", PLAIN), ("2", Marks(variant="sup"))])] == ["m", "sup:2"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Een zin. Nog een! En? Ja.", ["Een zin.", "Nog een!", "En?", "Ja."]),
        ("Wij bewaren o.a. Namen, d.w.z. alles.", ["Wij bewaren o.a. Namen, d.w.z. alles."]),
        ("Zie art. 6 AVG. Dat is alles.", ["Zie art. 6 AVG.", "Dat is alles."]),
        ("Het kost 1.000 euro. 5 ervan zijn gratis.", ["Het kost 1.000 euro.", "5 ervan zijn gratis."]),
        ("Namen, adressen, enz. Wij wissen ze.", ["Namen, adressen, enz.", "Wij wissen ze."]),
        ("Hij zei: “Nee.” Toen ging hij.", ["Hij zei: “Nee.”", "Toen ging hij."]),
        ("Voor 5 uur. 's Avonds niet.", ["Voor 5 uur.", "'s Avonds niet."]),
        ("Zie de bijlage (deel 2.), Bijlage 3 niet.", ["Zie de bijlage (deel 2.), Bijlage 3 niet."]),
        ("We use e.g. Google. It works.", ["We use e.g. Google.", "It works."]),
        ("Customers of Example B.V. may object.", ["Customers of Example B.V. may object."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    tokens = tokens_of(text)
    assert [text_of(tokens[start:end]) for start, end in split_sentences(tokens)] == sentences


@pytest.mark.parametrize(
    ("heading", "length"),
    [
        ("3. Bewaartermijnen", 2),
        ("2.1 Doelen", 1),
        ("a) Doelen", 2),
        ("Artikel 4: Doelen", 3),
        ("Article 4 Purposes", 2),
        ("Artikel 4", 2),
        ("Artikel 9 AVG", 0),
        ("18 jaar en ouder", 0),
        ("1.5 years", 0),
        ("Doelen", 0),
        ("2018", 0),
        ("3.", 0),
        ("", 0),
    ],
)
def test_the_number_of_a_heading(heading: str, length: int) -> None:
    assert numbering_length(tokens_of(heading)) == length


@pytest.mark.parametrize(("text", "length"), [("2. Wij", 2), ("2 jaar", 0), ("2.1 Wij", 0), ("Artikel 2: x", 0)])
def test_the_number_of_a_clause_needs_a_stop(text: str, length: int) -> None:
    assert numbering_length(tokens_of(text), heading=False) == length
