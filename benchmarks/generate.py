"""Make the project of an invented organisation: N versions of a statement in Dutch and English, with complete facts.

    python -m benchmarks.generate FOLDER --versions 100

The same arguments give the same bytes, and the first versions of a long history are those of a short one. A version
edits a few sentences and a period of the one before it, as real histories do; with `--rewrite` every section of every
version is new, so that nothing can be reused.
"""

import argparse
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

LOCALES = ("nl", "en")
SEED = 2016679  # the number of the GDPR, (EU) 2016/679
FIRST_DAY = date(2005, 1, 6)
DAYS_BETWEEN = 7  # a thousand versions end in the past, so that the last is in force on any day
EDITED_SECTIONS = 2
PARAGRAPHS = 3
SENTENCES = 2

Text = tuple[str, str]  # in the order of LOCALES
Sentence = tuple[int, int, int]

SUBJECTS: tuple[Text, ...] = (
    ("Onze organisatie", "Our organisation"),
    ("De klantenservice", "Customer service"),
    ("Een medewerker met toegang", "An employee with access"),
    ("Het bedrijf dat voor ons werkt", "The company that works for us"),
    ("De beheerder van de website", "The administrator of the website"),
    ("Iedereen bij ons", "Everybody here"),
)
DEEDS: tuple[Text, ...] = (
    ("bewaart je gegevens alleen", "keeps your data only"),
    ("gebruikt je e-mailadres **nooit**", "**never** uses your e-mail address"),
    ("bekijkt je bestelling", "looks at your order"),
    ("deelt een overzicht van je bezoek", "shares an overview of your visit"),
    ("controleert de back-up", "checks the backup"),
    ("wist wat niet meer nodig is", "erases what is no longer needed"),
)
CLAUSES: tuple[Text, ...] = (
    ("zolang dat nodig is voor de dienst die je vraagt.", "for as long as the service that you ask for needs it."),
    ("als de wet dat van ons eist, en niet langer.", "when the law demands that of us, and no longer."),
    ("nadat je daar zelf toestemming voor hebt gegeven.", "after you have given consent for it yourself."),
    ("zonder dat anderen daar iets van kunnen zien.", "without others being able to see anything of it."),
    ("binnen een maand na je vraag, en zonder kosten.", "within a month of your question, and free of charge."),
    ("om een [klacht](#complaint) goed te kunnen behandelen.", "to be able to handle a [complaint](#complaint) well."),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stays of a section through the versions: its heading, what it always holds, and the headings below it."""

    id: str
    title: Text
    fixed: Text = ("", "")
    subheadings: tuple[tuple[str, Text], ...] = ()


def _both(text: str) -> Text:
    return text, text


FRAMES = (
    Frame("who-we-are", ("Wie zijn wij?", "Who are we?"), _both("{{ contact }}")),
    Frame(
        "data", ("Welke gegevens hebben we van je?", "Which data do we have about you?"), _both("{{ data_categories }}")
    ),
    Frame(
        "purposes",
        ("Waarvoor gebruiken we je gegevens?", "What do we use your data for?"),
        (
            "Grondslag\n: De reden in de privacywet waarom we je gegevens mogen gebruiken.\n\n{{ purposes }}",
            "Legal basis\n: The reason in privacy law why we may use your data.\n\n{{ purposes }}",
        ),
    ),
    Frame(
        "automated-decisions",
        ("Beslist een computer over je?", "Does a computer decide about you?"),
        _both("{{ automated_decisions }}"),
    ),
    Frame(
        "recipients",
        ("Welke bedrijven krijgen je gegevens?", "Which companies receive your data?"),
        _both("{{ recipients }}"),
    ),
    Frame("transfers", ("Gaan je gegevens buiten Europa?", "Do your data leave Europe?"), _both("{{ transfers }}")),
    Frame(
        "retention", ("Hoe lang bewaren we je gegevens?", "How long do we keep your data?"), _both("{{ retention }}")
    ),
    Frame("sharing", ("Met wie delen we nog meer?", "With whom else do we share?")),
    Frame(
        "cookies",
        ("Welke cookies gebruiken we?", "Which cookies do we use?"),
        (
            "{{ storage }}\n\nJe keuze verander je in de banner, die je op elke pagina kunt openen.",
            "{{ storage }}\n\nYou change your choice in the banner, which “Cookie settings” opens on every page.",
        ),
        (("cookie-choice", ("Je keuze veranderen", "Changing your choice")),),
    ),
    Frame(
        "rights",
        ("Welke rechten heb je?", "Which rights do you have?"),
        (
            "{{ rights }}\n\nJe krijgt antwoord binnen {{ rights.response_time }}. Wat we deden voordat je je toestemming "
            "intrekt, blijft rechtmatig.",
            "{{ rights }}\n\nYou get an answer within {{ rights.response_time }}. What we did before you withdraw your "
            "consent stays lawful.",
        ),
        (
            ("access", ("Je gegevens zien", "Seeing your data")),
            ("rectification", ("Je gegevens laten verbeteren", "Having your data corrected")),
            ("erasure", ("Je gegevens laten wissen", "Having your data erased")),
        ),
    ),
    Frame(
        "objection",
        ("Je mag bezwaar maken", "You may object"),
        (
            "Wil je geen reclame meer? Dan stoppen we daar altijd mee.\n\n"
            "- [{{ rights.contact }}](mailto:{{ rights.contact }})\n- {{ controller.address }}",
            "Do you want no more advertising? Then we always stop.\n\n"
            "- [{{ rights.contact }}](mailto:{{ rights.contact }})\n- {{ controller.address }}",
        ),
    ),
    Frame(
        "complaint",
        ("Heb je een klacht?", "Do you have a complaint?"),
        _both("[{{ supervisory_authority.name }}]({{ supervisory_authority.complaint }})"),
    ),
    Frame("security", ("Hoe beveiligen we je gegevens?", "How do we secure your data?")),
    Frame(
        "changes",
        ("Wat als deze verklaring verandert?", "What if this statement changes?"),
        (
            "Deze versie geldt vanaf {{ version.effective_on }}, aangekondigd op {{ version.announced_on }}.",
            "This version applies from {{ version.effective_on }}, announced on {{ version.announced_on }}.",
        ),
    ),
)

DATA = ("name", "gender", "address", "telephone", "email", "ip_address", "website_activity")
PURPOSES = ("newsletter", "contact", "service_changes", "account", "surfing_behaviour", "legal_obligation")
BASES = ("consent", "contract", "legitimate_interests", "contract", "consent", "legal_obligation")
RECIPIENTS = ("google", "landbot", "activecampaign")
RIGHTS = ("access", "rectification", "erasure", "restriction", "objection", "portability", "withdraw_consent")
PERIODS = ("P90D", "P180D", "P1Y", "P18M", "P2Y")


def generate(root: Path, versions: int, rewrite: bool = False) -> None:
    """Write the project into the folder `root`, which need not exist."""
    randomness = random.Random(SEED)
    statements = root / "content" / "statements"
    statements.mkdir(parents=True)
    _dump(root / "content" / "site.yaml", _site())
    prose = [_new_section(randomness, frame) for frame in FRAMES]
    periods = [randomness.choice(PERIODS) for _ in DATA]
    for number in range(versions):
        if number and rewrite:
            prose = [_new_section(randomness, frame) for frame in FRAMES]
        elif number:
            for _ in range(EDITED_SECTIONS):
                paragraph = randomness.choice(randomness.choice(prose))
                paragraph[randomness.randrange(len(paragraph))] = _new_sentence(randomness)
            periods[randomness.randrange(len(periods))] = randomness.choice(PERIODS)
        effective = FIRST_DAY + timedelta(days=DAYS_BETWEEN * number)
        folder = statements / effective.isoformat()
        folder.mkdir()
        _dump(folder / "statement.yaml", _register(randomness, effective, periods))
        for index, locale in enumerate(LOCALES):
            (folder / f"{locale}.md").write_text(_prose(prose, index), encoding="utf-8", newline="\n")


def _dump(path: Path, value: object) -> None:
    text: str = yaml.dump(value, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110)
    path.write_text(text, encoding="utf-8", newline="\n")


class _Plain(yaml.SafeDumper):
    """Writes what stands in two places twice: people do not write YAML's anchors."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the library's signature
        return True


def _new_sentence(randomness: random.Random) -> Sentence:
    subject, deed, clause = (randomness.randrange(len(parts)) for parts in (SUBJECTS, DEEDS, CLAUSES))
    return subject, deed, clause


def _new_section(randomness: random.Random, frame: Frame) -> list[list[Sentence]]:
    """The paragraphs of a section: some under its heading, and one under each heading below that."""
    count = max(1, PARAGRAPHS - bool(frame.fixed[0]) - bool(frame.subheadings)) + len(frame.subheadings)
    return [[_new_sentence(randomness) for _ in range(SENTENCES)] for _ in range(count)]


def _prose(sections: list[list[list[Sentence]]], locale: int) -> str:
    parts = [f"---\ntitle: {('Privacyverklaring', 'Privacy statement')[locale]}\n---"]
    for frame, paragraphs in zip(FRAMES, sections, strict=True):
        texts = [_paragraph(sentences, locale) for sentences in paragraphs]
        own, below = texts[: len(texts) - len(frame.subheadings)], texts[len(texts) - len(frame.subheadings) :]
        parts += [f"## {frame.title[locale]} {{#{frame.id}}}", own[0], frame.fixed[locale], *own[1:]]
        for (heading_id, title), text in zip(frame.subheadings, below, strict=True):
            parts += [f"### {title[locale]} {{#{heading_id}}}", text]
    return "\n\n".join(part for part in parts if part) + "\n"


def _paragraph(sentences: list[Sentence], locale: int) -> str:
    return " ".join(
        f"{SUBJECTS[subject][locale]} {DEEDS[deed][locale]} {CLAUSES[clause][locale]}"
        for subject, deed, clause in sentences
    )


def _site() -> dict[str, object]:
    return {
        "base_url": "https://privacy.example.org/",
        "title": {"nl": "Privacyverklaring", "en": "Privacy statement"},
        "locales": list(LOCALES),
        "default_locale": "nl",
        "time_zone": "Europe/Amsterdam",
    }


def _register(randomness: random.Random, effective: date, periods: list[str]) -> dict[str, object]:
    """All that a complete statement tells. Its descriptions stay; its periods and its summary change."""
    fixed = random.Random(SEED)

    def said() -> dict[str, str]:
        return _said(fixed)

    return {
        "announced_on": effective - timedelta(days=30),
        "effective_on": effective,
        "status": "final",
        "authoritative_locale": "nl",
        "summary": _said(randomness),
        "controller": {
            "name": "Voorbeeld",
            "part_of": "Coöperatie Voorbeeld U.A.",
            "email": "privacy@example.org",
            "telephone": "070-0000000",
            "website": "https://www.example.org/",
            "address": {"street": "Dorpsstraat 1", "postal_code": "1234 AB", "city": "Den Haag", "country": "NL"},
        },
        "representative": "none",
        "joint_controllers": "none",
        "data_protection_officer": "none",
        "supervisory_authority": {
            "name": "Autoriteit Persoonsgegevens",
            "website": "https://autoriteitpersoonsgegevens.nl/",
            "complaint": "https://autoriteitpersoonsgegevens.nl/een-tip-of-klacht-indienen-bij-de-ap",
            "address": {"street": "Postbus 93374", "postal_code": "2509 AJ", "city": "Den Haag", "country": "NL"},
        },
        "data_categories": [
            {"id": name, "label": _label(name), "retention": period, "retention_reason": said()}
            for name, period in zip(DATA, periods, strict=True)
        ],
        "purposes": [_purpose(name, basis, said) for name, basis in zip(PURPOSES, BASES, strict=True)],
        "automated_decisions": "none",
        "recipients": [_recipient(name, said) for name in RECIPIENTS],
        "storage": [
            _storage("functional", [("own_site", None)], said)
            | {"exemption": "strictly_necessary", "justification": said()},
            _storage("analytics", [], said),
            _storage("tracking", [("landbot_chat", "landbot"), ("activecampaign_tracking", "activecampaign")], said),
        ],
        "rights": {
            "offered": list(RIGHTS),
            "contact": "privacy@example.org",
            "response_time": "P1M",
            "identification": "when_in_doubt",
        },
        "children": {"age": 16},
    }


def _label(name: str) -> dict[str, str]:
    return {"nl": f"{name.replace('_', ' ')} van jou", "en": f"your {name.replace('_', ' ')}"}


def _said(randomness: random.Random) -> dict[str, str]:
    """A sentence as a value, in which nothing is marked up."""
    sentence = _new_sentence(randomness)
    plain = str.maketrans("", "", "*[]")
    return {
        locale: _paragraph([sentence], index).translate(plain).replace("(#complaint)", "")
        for index, locale in enumerate(LOCALES)
    }


def _purpose(name: str, basis: str, said: Callable[[], dict[str, str]]) -> dict[str, object]:
    purpose: dict[str, object] = {"id": name, "title": _label(name), "description": said(), "legal_basis": basis}
    if basis == "legitimate_interests":
        purpose |= {"legitimate_interest": said(), "balancing_test_available": True, "direct_marketing": True}
    if basis == "legal_obligation":
        purpose |= {"law": said()}
    purpose |= {
        "data": list(DATA[:4]),
        "recipients": list(RECIPIENTS[:2]),
        "source": "data_subject",
        "provision": "voluntary",
        "consequence": said(),
    }
    if basis == "consent":
        purpose |= {"withdraw": said()}
    return purpose


def _recipient(name: str, said: Callable[[], dict[str, str]]) -> dict[str, object]:
    recipient: dict[str, object] = {
        "id": name,
        "name": name.capitalize(),
        "service": _label("service"),
        "company": f"{name.capitalize()} Ltd",
        "role": "processor",
        "country": "ES" if name == "landbot" else "US",
        "website": f"https://{name}.example.com/",
        "agreement": _label("agreement"),
        "data": list(DATA[:5]),
    }
    if name != "landbot":
        recipient["transfer"] = {
            "mechanism": "dpf",
            "countries": ["US"],
            "decision": "(EU) 2023/1795",
            "fallback": "scc",
            "copy": said(),
        }
    return recipient


def _storage(
    name: str, services: list[tuple[str, str | None]], said: Callable[[], dict[str, str]]
) -> dict[str, object]:
    return {
        "id": name,
        "label": _label(f"{name} cookies"),
        "description": said(),
        "consent": name != "functional",
        "services": [
            {"id": service, "name": service.replace("_", " ").capitalize(), "description": said()}
            | ({"recipient": recipient} if recipient else {})
            | {
                "items": [
                    {
                        "name": f"{service}_{number}",
                        "kind": "cookie",
                        "set_by": "example.org",
                        "max_age": "P6M",
                        "readable_by": [recipient] if recipient else [],
                        "description": said(),
                    }
                    for number in (1, 2)
                ]
            }
            for service, recipient in services
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a project with many versions, to measure a build of.")
    parser.add_argument("folder", type=Path, help="where to make it; the folder must not have a content/ yet")
    parser.add_argument("--versions", type=int, default=100, metavar="N", help="how many versions (default: 100)")
    parser.add_argument("--rewrite", action="store_true", help="make every section of every version different")
    options = parser.parse_args()
    generate(options.folder, options.versions, options.rewrite)


if __name__ == "__main__":
    main()
