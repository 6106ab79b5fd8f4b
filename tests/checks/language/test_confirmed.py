"""What was confirmed of the translations, and what a later edit makes of it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.build import make_site
from site_builder.checks.language import wp260_13_confirm, wp260_13_trans
from site_builder.cli import main
from site_builder.confirmed import Confirmed, confirm, confirmed_text, read_confirmed, section_digests
from site_builder.parse import parse_site
from site_builder.releases import LOCK, freeze, lock_text, read_lock
from tests.checks.language.support import findings, judged
from tests.support import BASE, DUTCH, ENGLISH, REGISTER, VERSION, Changes, changed, project, site

NL = ("Dan stoppen we altijd.", "Dan stoppen we meteen.")
EN = ("We then always stop.", "We then stop at once.")
ALL = confirm(site({}).versions[0], None)


def english_sentence() -> tuple[str, str]:
    text = project({}).content[ENGLISH].decode()
    line = next(line for line in text.split("\n") if "stop" in line)
    return line, f"{line} Really."


def stale(changes: Changes, confirmed: Confirmed | None = ALL) -> list[tuple[str, object]]:
    found = findings(wp260_13_trans.RULE, judged(changes, confirmed))
    return [(finding.arguments["locale"], finding.arguments["changed"]) for finding in found]  # type: ignore[misc]  # texts


def unconfirmed(changes: Changes, confirmed: Confirmed | None = ALL) -> list[object]:
    found = findings(wp260_13_confirm.RULE, judged(changes, confirmed))
    return [finding.arguments["sections"] for finding in found]


def test_what_is_confirmed_says_nothing() -> None:
    assert stale({}) == []
    assert unconfirmed({}) == []


def test_a_section_edited_in_one_language_is_named_where_it_was_left_behind() -> None:
    assert stale(changed(DUTCH, NL)) == [("en", ["nl"])]
    assert stale(changed(ENGLISH, english_sentence())) == [("nl", ["en"])]


def test_a_section_edited_in_every_language_waits_for_confirmation() -> None:
    changes = {**changed(DUTCH, NL), **changed(ENGLISH, english_sentence())}
    assert stale(changes) == []
    assert unconfirmed(changes) == [["objection"]]


def test_the_texts_of_the_register_belong_to_the_section_that_shows_them() -> None:
    changes = changed(REGISTER, ("nl: Nodig voor de website.", "nl: Nodig voor de winkel."))
    assert stale(changes) == [("en", ["nl"])]


def test_what_joint_controllers_agreed_is_confirmed_too() -> None:
    joint = (
        "joint_controllers: [{{name: Molen, email: info@mill.example}}]\njoint_arrangement: {{nl: {}, en: We answer.}}"
    )
    before, after = (
        changed(REGISTER, ("joint_controllers: none", joint.format(text)))
        for text in ("Wij doen het.", "Zij doen het.")
    )
    confirmed = confirm(site(before).versions[0], None)
    assert stale(before, confirmed) == []
    assert stale(after, confirmed) == [("en", ["nl"])]


def test_who_never_confirmed_is_not_asked_to() -> None:
    assert stale(changed(DUTCH, NL), None) == []
    assert unconfirmed({}, None) == []


def test_facts_and_space_change_no_text() -> None:
    assert stale(changed(REGISTER, ("name: Bakkerij Zon", "name: Bakkerij Maan"))) == []
    assert stale(changed(DUTCH, (NL[0], f"{NL[0]}   "))) == []


def test_a_section_is_confirmed_by_itself_and_the_others_stay_as_they_were() -> None:
    version = site(changed(DUTCH, NL, ("Wij zijn {{", "Hier zijn {{"))).versions[0]
    again = confirm(version, ALL, ["objection"])
    digests = section_digests(version)
    assert again.digests["objection"] == digests["objection"]
    assert again.digests["who"] == ALL.digests["who"] != digests["who"]


@settings(deadline=None)
@given(st.sets(st.sampled_from(sorted(ALL.digests))))
def test_what_is_written_is_read_again(sections: set[str]) -> None:
    some = confirm(site({}).versions[0], None, sections)
    path = f"{VERSION}/translations.lock"
    read, problems = read_confirmed(project({path: confirmed_text(some)}), "2026-01-01")
    assert problems == ()
    assert read == some


def test_the_file_is_expected_and_no_part_of_a_release() -> None:
    released = lock_text(freeze(project({}), "2026-01-01", read_lock(project({}))[0], date(2026, 1, 1)))
    with_file = project({LOCK: released, f"{VERSION}/translations.lock": confirmed_text(ALL)})
    assert parse_site(with_file)[1] == ()
    lock, problems = read_lock(with_file)
    assert problems == ()
    assert [frozen.version for frozen in lock.releases] == ["2026-01-01"]


def test_a_broken_file_is_a_problem() -> None:
    outcome = make_site(project({f"{VERSION}/translations.lock": "sections: none\n"}), date(2026, 6, 1), drafts=False)
    told = [(problem.code, problem.location.path) for problem in outcome.problems]
    assert told == [("wrong_type", f"{VERSION}/translations.lock")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, data in project({}).content.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def run(root: Path, *arguments: str) -> int:
    return main([*arguments, "--root", str(root), "--messages", "en"])


def test_the_command_confirms_and_check_names_what_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "confirm", "2026-01-01", "--section", "who") == 0
    assert capsys.readouterr().out == "1 section confirmed: who\n"
    assert run(root, "confirm", "2026-01-01") == 0
    assert capsys.readouterr().out.startswith(f"{len(ALL.sections)} sections confirmed: who, data")
    dutch = root / DUTCH
    dutch.write_text(dutch.read_text().replace(*NL))
    assert run(root, "check", "--as-of", "2026-06-01") == 1
    assert "“objection” has changed in nl since its text in “en” was confirmed" in capsys.readouterr().out
    assert run(root, "confirm", "2026-01-01", "--section", "objection") == 0
    assert run(root, "check", "--as-of", "2026-06-01") == 0


def test_the_command_knows_its_versions_and_sections(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "confirm", "2026-01-02") == 1
    assert "There is no version “2026-01-02”. Did you mean “2026-01-01”?" in capsys.readouterr().err
    assert run(root, "confirm", "2026-01-01", "--section", "whoo") == 1
    assert "There is no section “whoo” in this version. Did you mean “who”?" in capsys.readouterr().err
    (root / REGISTER).write_text("status: final\n")
    assert run(root, "confirm", "2026-01-01") == 1
    assert not (root / VERSION / "translations.lock").exists()


def test_the_base_holds_no_confirmations() -> None:
    assert not list(BASE.rglob("translations.lock"))
