"""`init` and `new`: what is written builds for any organisation, and nothing that was there is touched."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from threading import Thread

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.build import plan
from site_builder.catalogs import Catalog
from site_builder.catalogue import known_services
from site_builder.cli import main
from site_builder.model import Register
from site_builder.parse import parse_site
from site_builder.problem import Problem, Severity, stops_build
from site_builder.read import read_project
from site_builder.scaffold import QUESTIONS, ask, create_site, next_version, read_answers
from site_builder.scaffold.version import next_prose, next_register

ROOT = Path(__file__).parent.parent
TODAY = date(2027, 3, 1)
SAID = {
    "name": "Fietsclub De Ketting",
    "email": "privacy@ketting.example",
    "website": "www.ketting.example",
    "street": "Kade 1",
    "postal_code": "1234 AB",
    "city": "Hoorn",
}
FLAGS = [part for name, answer in SAID.items() for part in (f"--{name.replace('_', '-')}", answer)]
NAMES = [
    "Fietsclub “De Ketting”", "O'Brien & Zonen", 'Café "Zoë": thee # koffie', "- streepje", "123", "true", "null",
    "{{ controller.name }}", "[haken] & {accolades}", "株式会社テスト", "Ærø <b>Færge</b>", "% @ ` ! | > ~", "a" * 200,
]  # fmt: skip
COUNTRIES = ["NL", "BE", "NO", "DE", "US", "GB", "JP", "CH", "FR", "AW"]
IDS = [service.id for service in known_services()]


def register_of(root: Path) -> Register:
    project, _ = read_project(root)
    site, problems = parse_site(project)
    assert site is not None
    assert problems == ()
    return site.versions[-1].register


def unsound(problems: Iterable[Problem]) -> list[Problem]:
    """The errors and warnings; advice never stops anybody."""
    return [problem for problem in problems if problem.severity is not Severity.ADVICE]


def make(folder: Path, said: Mapping[str, str], language: str = "en") -> Path:
    answers, problems = read_answers({**SAID, **said}, TODAY)
    assert answers is not None, problems
    create_site(folder, answers, language)
    return folder


TEXT = st.one_of(
    st.sampled_from(NAMES),
    st.text(
        st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30
    ).filter(lambda text: bool(text.strip())),
)  # fmt: skip


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.fixed_dictionaries(
        {"name": TEXT, "street": TEXT, "postal_code": TEXT, "city": TEXT, "hosting": st.one_of(st.just(""), TEXT)}
    ),
    country=st.sampled_from(COUNTRIES),
    locales=st.sampled_from(["nl,en", "en,nl", "nl", "en"]),
    uses=st.lists(st.sampled_from(IDS), max_size=6, unique=True),
    language=st.sampled_from(["nl", "en", "C"]),
)
def test_whatever_is_answered_it_builds(
    tmp_path_factory: pytest.TempPathFactory,
    said: dict[str, str],
    country: str,
    locales: str,
    uses: list[str],
    language: str,
) -> None:
    root = tmp_path_factory.mktemp("site")
    make(root, {**said, "country": country, "locales": locales, "use": ",".join(uses)}, language)
    outcome = plan(root, TODAY, drafts=True)
    assert unsound(outcome.problems) == []
    assert {f"{locale}/index.html" for locale in locales.split(",")} <= set(outcome.files)
    register = register_of(root)
    assert register.controller.name == " ".join(said["name"].split())
    final = next((root / "content/statements").glob("*/statement.yaml"))
    final.write_text(final.read_text().replace("status: draft", "status: final"))
    assert unsound(plan(root, TODAY + timedelta(days=31)).problems) == []


@pytest.mark.parametrize("country", ["NL", "US"])
def test_the_statement_says_all_that_the_law_asks(tmp_path: Path, country: str) -> None:
    """GDPR art. 13, over a site with a service for every use."""
    uses = "google_workspace,mailchimp,google_analytics,meta_pixel,youtube,landbot,stripe,recaptcha"
    register = register_of(make(tmp_path, {"country": country, "use": uses}))
    assert set(register.rights.offered) == {
        "access", "rectification", "erasure", "restriction", "objection", "portability", "withdraw_consent"
    }  # fmt: skip
    assert register.representative == register.data_protection_officer == register.automated_decisions == "none"
    assert register.joint_controllers != "none" and register.joint_arrangement
    assert register.children is None
    for category in register.data_categories:
        assert category.retention and category.retention_reason
    for purpose in register.purposes:
        assert purpose.legal_basis and purpose.data and purpose.recipients and purpose.source, purpose.id
        assert purpose.provision and purpose.consequence, purpose.id
        assert bool(purpose.withdraw) == (purpose.legal_basis == "consent"), purpose.id
        assert bool(purpose.legitimate_interest) == (purpose.legal_basis == "legitimate_interests"), purpose.id
        assert bool(purpose.law) == (purpose.legal_basis == "legal_obligation"), purpose.id
    received = {name for purpose in register.purposes for name in purpose.recipients}
    for recipient in register.recipients:
        assert recipient.role and recipient.country and recipient.agreement and recipient.data, recipient.id
        assert recipient.id in received
        if recipient.transfer:
            assert recipient.transfer.copy and recipient.transfer.countries
            assert recipient.transfer.mechanism == "scc"  # nobody has looked anything up yet
    assert [purpose.id for purpose in register.storage] == ["functional", "analytics", "tracking"]
    for storage in register.storage:
        assert bool(storage.justification) == (not storage.consent)
        for service in storage.services:
            assert all(item.max_age for item in service.items)
    assert "consent" in {item.name for service in register.storage[0].services for item in service.items}


@pytest.mark.parametrize("locales", ["nl,en", "en,nl"])
def test_what_it_writes_needs_no_advice(tmp_path: Path, locales: str) -> None:
    """What is left to say is what only the organisation knows."""
    uses = "google_workspace,mailchimp,google_analytics,meta_pixel,youtube,landbot,stripe,recaptcha"
    make(tmp_path, {"use": uses, "locales": locales})
    codes = {problem.code for problem in plan(tmp_path, TODAY, drafts=True).problems if not problem.waived}
    assert codes == {"to_confirm", "NL-ID-WEB", "GDPR-13-1-d-test"}


def test_a_service_that_nobody_measured_says_so(tmp_path: Path) -> None:
    root = make(tmp_path, {"use": "landbot,google_analytics", "locales": "en,nl"})
    assert unsound(plan(root, TODAY, drafts=True).problems) == []
    register = register_of(root)
    [analytics] = register.storage[1].services
    assert {item.max_age for item in analytics.items} == {"P400D"}  # a browser keeps no cookie longer
    english, dutch = (next((root / "content/statements").glob(f"*/{locale}.md")).read_text() for locale in ("en", "nl"))
    assert "rule: NL-PLANET49" in english
    assert "waivers:" not in dutch
    assert "Still to be measured on your website." in next((root / "content/statements").glob("*/*.yaml")).read_text()


def test_without_any_service_there_is_no_banner_and_no_cookie(tmp_path: Path) -> None:
    root = make(tmp_path, {})
    assert register_of(root).storage == ()
    files = plan(root, TODAY, drafts=True).files
    assert not [path for path in files if path.startswith("consent/")]
    statement = files["en/index.html"].decode()
    assert "keeps nothing on your device" in statement
    assert "This version does not apply yet" in statement
    assert "Read the version in force" not in statement


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_files_explain_themselves_and_fit_their_schema(tmp_path: Path, language: str) -> None:
    make(tmp_path, {"use": ",".join(IDS[:6])}, language)
    assert (tmp_path / ".gitignore").read_text().splitlines() == ["/output/", "/.output.lock", "/.cache/"]
    for file in (tmp_path / "content/site.yaml", *(tmp_path / "content/statements").glob("*/statement.yaml")):
        first, *lines = file.read_text().splitlines()
        schema = first.removeprefix("# yaml-language-server: $schema=")
        assert schema != first
        # YAML's dates are text to a schema.
        data = json.loads(json.dumps(yaml.safe_load(file.read_text()), default=str))
        jsonschema.validate(data, json.loads((file.parent / schema).read_text()))
        comments = " ".join(line for line in lines if line.startswith("#"))
        assert ("De feiten" in comments) == (language == "nl")
        assert ("The facts" in comments) == (language == "en")
        assert max(map(len, lines)) < 200


def test_both_languages_have_the_same_words_to_write_with() -> None:
    words = [yaml.safe_load((ROOT / f"templates/scaffold/{locale}.yaml").read_text()) for locale in ("nl", "en")]

    def keys(value: object, path: str = "") -> Iterator[str]:
        if isinstance(value, dict):
            for key, member in value.items():
                yield from keys(member, f"{path}.{key}")
        else:
            assert isinstance(value, str), path
            yield path

    assert list(keys(words[0])) == list(keys(words[1]))


def test_a_terminal_is_not_needed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "site"
    command = ["init", str(folder), *FLAGS, "--use", "matomo,2", "--date", "2027-06-01", "--messages", "nl"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "content/statements/2027-06-01/nl.md" in said
    assert "site-builder check --drafts" in said
    written = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(command) == 1
    assert "Hier staat al een site." in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == written


def test_what_is_missing_is_named_by_its_flag(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "site"), *FLAGS[2:], "--messages", "en"]) == 2
    assert capsys.readouterr().err == ("site-builder init: What is your organisation called? Say it with --name.\n")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        ("name", " \t", "answer_missing"),
        ("name", "zero\u200bwidth", "answer_character"),
        ("city", "nul\0", "answer_character"),
        ("email", "nobody", "not_email"),
        ("email", "a@b", "not_email"),
        ("website", "ht!tp://x", "not_url"),
        ("website", "ftp://example.nl", "not_url"),
        ("website", "https://[", "not_url"),
        ("website", "https://example.nl:port/", "not_url"),
        ("base_url", "no host", "not_url"),
        ("country", "Nederland", "not_country"),
        ("country", "XX", "not_country"),
        ("locales", "nl,de", "unknown_choice"),
        ("use", "gogle_analytics", "unknown_choice"),
        ("use", "99", "unknown_choice"),
        ("date", "2027-02-30", "not_date"),
    ],
)
def test_a_bad_answer_is_refused(name: str, answer: str, expected: str) -> None:
    answers, problems = read_answers({**SAID, name: answer}, TODAY)
    assert answers is None
    assert [(problem.location.path, problem.code) for problem in problems] == [
        (f"--{name.replace('_', '-')}", expected)
    ]


def test_what_is_not_answered_has_a_default() -> None:
    answers, _ = read_answers({**SAID, "country": "be", "use": "2, matomo;matomo"}, TODAY)
    assert answers is not None
    assert answers.website == "https://www.ketting.example/"
    assert answers.base_url == "https://privacy.ketting.example/"
    assert (answers.country, answers.time_zone, answers.locales) == ("BE", "Europe/Brussels", ("nl", "en"))
    assert answers.uses == (IDS[1], "matomo")
    assert (answers.announced_on, answers.effective_on) == (TODAY, date(2027, 4, 1))
    earlier, _ = read_answers({**SAID, "date": "2026-01-01"}, TODAY)
    assert earlier is not None
    assert earlier.announced_on == earlier.effective_on == date(2026, 1, 1)


def test_so_many_services_that_no_cookie_can_remember_the_choice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "site"), *FLAGS, "--use", ",".join(IDS), "--messages", "en"]) == 1
    assert "does not fit its cookie" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    make(tmp_path, {})
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["init", str(tmp_path / "file" / "site"), *FLAGS, "--messages", "en"]) == 1
    assert "This cannot be written" in capsys.readouterr().err


def test_questions_are_asked_until_the_answer_is_right() -> None:
    lines = iter(
        ["Club", "wrong", "a@b.nl", "club.nl", "Kade 1", "1234 AB", "Hoorn", "", "en", "", "1", "", "2027-04-01"]
    )
    prompts: list[str] = []
    told: list[str] = []

    def read_line(prompt: str) -> str:
        prompts.append(prompt)
        return next(lines)

    answers = ask({}, read_line, told.append, Catalog())
    assert next(lines, None) is None
    assert len(prompts) == len(QUESTIONS) + 1
    assert "“--email” should be an e-mail address, but is “wrong”." in told
    assert any("Google Analytics" in line for line in told)
    assert answers == {
        "name": "Club", "email": "a@b.nl", "website": "club.nl", "street": "Kade 1", "postal_code": "1234 AB",
        "city": "Hoorn", "country": "NL", "locales": "en", "hosting": "", "use": "1", "base_url": "https://privacy.club.nl/",
        "date": "2027-04-01",
    }  # fmt: skip
    assert read_answers(answers, TODAY)[1] == ()


def test_what_was_said_with_a_flag_is_not_asked() -> None:
    asked = [name for name in QUESTIONS if name not in SAID]
    prompts: list[str] = []

    def read_line(prompt: str) -> str:
        prompts.append(prompt)
        return ""

    told: list[str] = []
    ask(SAID, read_line, told.append, Catalog())
    assert len(prompts) == len(asked)


def on_a_terminal(folder: Path, typed: str) -> tuple[int, str]:
    """Run `init` with a pseudo-terminal as its input, as a person would."""
    terminal, its_side = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "site_builder", "init", str(folder), "--messages", "nl"]
    with subprocess.Popen(
        command, stdin=its_side, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        os.close(its_side)
        writer = Thread(target=os.write, args=(terminal, typed.encode()))
        writer.start()
        said, _ = process.communicate()
        writer.join()
    os.close(terminal)
    return process.returncode, said


def test_a_person_at_a_terminal(tmp_path: Path) -> None:
    answers = [
        "Club “Zoë”",
        "a@club.nl",
        "club.nl",
        "Kade 1",
        "1234 AB",
        "Hoorn",
        "",
        "",
        "",
        "youtube, matomo",
        "",
        "",
    ]
    code, said = on_a_terminal(tmp_path / "site", "".join(f"{answer}\n" for answer in answers))
    assert code == 0, said
    assert "Hoe heet je organisatie?" in said
    assert re.search(r"\d+ YouTube", said)
    assert register_of(tmp_path / "site").controller.name == "Club “Zoë”"


def test_a_person_who_stops(tmp_path: Path) -> None:
    code, said = on_a_terminal(tmp_path / "site", "Club\n\x04")
    assert code == 1
    assert said.endswith("Gestopt. Er is niets geschreven.\n")
    assert not (tmp_path / "site").exists()


# --- the next version ---


@pytest.fixture
def real(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path


def test_a_new_version_is_the_newest_with_its_own_dates(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "2028-02-01", "--root", str(real), "--as-of", "2027-12-01", "--messages", "en"]) == 0
    assert "a copy of 2027-01-01" in capsys.readouterr().out
    old, new = (real / "content/statements" / day for day in ("2027-01-01", "2028-02-01"))
    assert (new / "en.md").read_bytes() == (old / "en.md").read_bytes()
    assert (new / "nl.md").read_text() == next_prose((old / "nl.md").read_text())
    text = (new / "statement.yaml").read_text()
    # Whatever is not about that version alone is the same line for line, comments included.
    assert text.split("\ncontroller:")[1] == (old / "statement.yaml").read_text().split("\ncontroller:")[1]
    register = register_of(real)
    assert (register.announced_on, register.effective_on) == (date(2027, 12, 1), date(2028, 2, 1))
    assert (register.status, register.summary) == ("draft", None)
    assert "# summary:\n#   nl: …\n#   en: …\n" in text
    assert not stops_build(plan(real, date(2028, 3, 1), drafts=True).problems)


def test_a_new_version_of_an_older_one(real: Path) -> None:
    source, written = next_version(real, "2028-02-01", TODAY, "2018-11-28")
    assert source == "2018-11-28"
    # What was confirmed of the texts holds for their copy.
    assert {path.rpartition("/")[2] for path in written} == {"en.md", "nl.md", "statement.yaml", "translations.lock"}
    register = register_of(real)
    assert register.announced_on == TODAY
    assert len(register.recipients) == 3


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["2028-13-01"], "is not a date"),
        (["../2028-01-01"], "is not a date"),
        (["2027-01-01"], "is there already"),
        (["2026-01-01"], "comes before 2027-01-01"),
        (["2028-01-01", "--from", "2018-11-27"], "Did you mean “2018-11-28”?"),
    ],
)
def test_a_version_that_cannot_be_begun(
    real: Path, arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(real.rglob("*"))
    assert main(["new", *arguments, "--root", str(real), "--messages", "en"]) == 1
    assert expected in capsys.readouterr().err
    assert sorted(real.rglob("*")) == before


def test_nothing_to_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "2028-01-01", "--root", str(tmp_path), "--messages", "en"]) == 1
    assert "There is no version yet." in capsys.readouterr().err


def test_a_register_that_cannot_be_read_is_not_copied(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = real / "content/statements/2027-01-01/statement.yaml"
    broken.write_text(broken.read_text() + "\nrights: [\n")
    assert main(["new", "2028-01-01", "--root", str(real), "--messages", "en"]) == 1
    assert "2027-01-01/statement.yaml" in capsys.readouterr().err
    assert not (real / "content/statements/2028-01-01").exists()


REGISTER = """\
# About this version.
announced_on: 2026-01-01  # a Monday
significance: material
# Why so late.
lead_time_reason:
  nl: Het moest.

  en: It had to.
# When it applies.
effective_on: "2026-01-01"
status: final
waivers:
  - rule: X
    # inside
    reason: because

# Who prevails.
authoritative_locale: nl
summary: {nl: a, en: b}

# Who decides.
controller: {name: x}
"""

EXPECTED = """\
# About this version.
announced_on: 2027-03-01  # a Monday
# Why so late.
# When it applies.
effective_on: 2027-06-01
status: draft

# Who prevails.
authoritative_locale: nl
# summary:
#   nl: …
#   en: …

# Who decides.
controller: {name: x}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_comments_and_order_stay(end: str) -> None:
    made = next_register(REGISTER.replace("\n", end), date(2027, 6, 1), TODAY, ("nl", "en"))
    assert made == EXPECTED.replace("\n", end)


def test_a_version_begun_late_is_announced_on_its_day() -> None:
    made = next_register(REGISTER, date(2027, 2, 1), TODAY, ())
    assert yaml.safe_load(made)["announced_on"] == date(2027, 2, 1)


def test_waivers_of_a_text_are_not_copied() -> None:
    text = (
        "---\ntitle: T\nwaivers:\n  - rule: X\n    reason: because\nto_confirm: []\n---\n\n## A {#a}\n\nwaivers: stay\n"
    )
    assert next_prose(text) == "---\ntitle: T\nto_confirm: []\n---\n\n## A {#a}\n\nwaivers: stay\n"
    assert next_prose("no front matter\n") == "no front matter\n"
