"""A change is announced in time, explained, and honestly classed."""

import pytest
from site_builder.checks.announcement import announcement_problems

from site_builder.problem import Problem, Severity
from site_builder.releases import Lock, freeze
from tests.support import DUTCH, ENGLISH, SITE, changed, project, site, source
from tests.test_history import LONGER, NEW, OLD, SHORTER, SUMMARY, following, raised

LATE = "2026-05-31"
PURPOSE = (
    "\nrecipients:\n  - id: courier",
    """
  - id: prize
    title: {nl: een prijs verloten, en: a prize draw}
    legal_basis: consent
    data: [name]
    starts_on: 2026-03-31

recipients:
  - id: courier""",
)
LEFT_CONSENT = ("legal_basis: consent", "legal_basis: contract")


def found(changes: dict[str, str], released: tuple[str, ...] = ()) -> list[Problem]:
    lock = Lock()
    for version in released:
        lock = freeze(project(changes), version, lock, site(changes).versions[0].register.announced_on)
    return list(announcement_problems(site(changes), lock))


def told(changes: dict[str, str], released: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{str(problem.location).removeprefix('content/statements/')} {problem.code}"
        for problem in found(changes, released)
    ]


def line(changes: dict[str, str], file: str, text: str) -> str:
    """The place of a text in a file of the new version."""
    lines = changes[f"content/statements/{NEW}/{file}"].split("\n")
    [number] = [number for number, line in enumerate(lines, 1) if text in line]
    return f"{NEW}/{file}:{number}"


def test_a_version_announced_well_has_no_problems() -> None:
    assert told(following([SUMMARY, LONGER])) == []
    assert told(following([SHORTER])) == []
    assert told({}) == []


def test_a_class_below_what_changed() -> None:
    changes = following([raised("factual"), LONGER])
    problem = found(changes)[0]
    assert problem.code == "significance_lowered"
    assert str(problem.location) == "content/statements/" + line(changes, "statement.yaml", "significance: factual")
    assert problem.arguments == {"found": "factual", "least": "material"}


def test_a_version_called_editorial_that_says_not() -> None:
    nl, en = [("Wij zijn", "Wij zijn niet")], [("We are", "We are not")]
    said = raised("editorial")
    changes = following(
        [said], [(f"{a} {{{{", f"{b} {{{{") for a, b in nl], [(f"{a} {{{{", f"{b} {{{{") for a, b in en]
    )
    [problem] = found(changes)
    assert (problem.code, problem.arguments) == ("significance_lowered", {"found": "editorial", "least": "factual"})


@pytest.mark.parametrize("said", ["material", "fundamental"])
def test_a_class_that_is_right_or_above(said: str) -> None:
    register = [(raised(said)[0], f"{raised(said)[1]}\n{SUMMARY[1].partition(chr(10))[2]}"), LONGER]
    assert told(following(register)) == []


def test_a_lead_time_that_is_short() -> None:
    changes = following([SUMMARY, LONGER], announced="2026-05-19")
    [problem] = found(changes)
    assert problem.code == "lead_time_short"
    assert str(problem.location) == "content/statements/" + line(changes, "statement.yaml", "announced_on:")
    assert problem.arguments == {"days": 13, "wanted": 14, "significance": "material"}
    assert told(following([SUMMARY, LONGER], announced="2026-05-18")) == []


def test_a_short_lead_time_with_a_reason() -> None:
    reason = (SUMMARY[0], f"{SUMMARY[1]}\nlead_time_reason: {{nl: De rechter wil het zo., en: A court wants it.}}")
    assert told(following([reason, LONGER], announced=LATE)) == []


@pytest.mark.parametrize(("days", "codes"), [("60", []), ("61", ["lead_time_short"]), ("62", ["lead_time_short"])])
def test_lead_times_are_settings(days: str, codes: list[str]) -> None:
    settings = {SITE: f"{source(SITE)}lead_times: {{factual: {days}}}\n"}
    changes = settings | following([SHORTER], announced="2026-04-02")
    assert [problem.code for problem in found(changes)] == codes


def test_a_material_change_without_a_summary() -> None:
    [problem] = found(following([LONGER]))
    assert (problem.code, problem.arguments) == ("summary_missing", {"significance": "material"})
    assert problem.location.path == f"content/statements/{NEW}/statement.yaml"
    assert told(following([SHORTER])) == []


def test_consent_that_is_left_without_a_reason() -> None:
    changes = following([SUMMARY, LEFT_CONSENT])
    [problem] = found(changes)
    assert (problem.code, problem.arguments) == ("legal_basis_reason_missing", {"purpose": "newsletter"})
    assert problem.location.path == f"content/statements/{NEW}/statement.yaml"
    reason = f"{LEFT_CONSENT[1]}\n    legal_basis_reason: {{nl: Je bestelt hem., en: You order it.}}"
    assert told(following([SUMMARY, (LEFT_CONSENT[0], reason)])) == []


def test_a_purpose_that_starts_before_it_is_told() -> None:
    changes = following([SUMMARY, PURPOSE])
    [problem] = found(changes)
    assert problem.code == "purpose_started_early"
    assert str(problem.location) == "content/statements/" + line(changes, "statement.yaml", "starts_on:")
    on_the_day = (PURPOSE[0], PURPOSE[1].replace("2026-03-31", "2026-04-01"))
    assert told(following([SUMMARY, on_the_day])) == []


def test_a_section_that_changed_in_one_locale() -> None:
    changes = following(nl=[("Wij zijn", "Wij heten")])
    [problem] = found(changes)
    assert problem.code == "changed_in_one_locale"
    assert problem.severity is Severity.WARNING
    assert problem.arguments == {"section": "who"}
    assert str(problem.location) == "content/statements/" + line(changes, "nl.md", "{#who}")
    assert told(following(nl=[("Wij zijn", "Wij heten")], en=[("We are {{", "Our name is {{")])) == []


def test_different_sections_that_changed() -> None:
    changes = following(nl=[("Wij zijn", "Wij heten")], en=[("Read also", "Have a look at")])
    assert told(changes) == [
        f"{line(changes, 'nl.md', '{#who}')} changed_in_one_locale",
        f"{line(changes, 'en.md', '{#rights}')} changed_in_one_locale",
    ]


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
    [problem] = found(dict(text))
    assert (problem.code, problem.location.path) == ("told_to_look_again", path)
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
    assert told(dict(changed(ENGLISH, ("{{ contact }}\n", f"{{{{ contact }}}}\n\n{sentence}\n")))) == []


BAD = following([raised("factual"), LONGER, LEFT_CONSENT], announced=LATE)


def test_a_released_version_is_not_judged() -> None:
    assert {problem.code for problem in found(BAD)} == {
        "significance_lowered",
        "lead_time_short",
        "summary_missing",
        "legal_basis_reason_missing",
    }
    assert {problem.code for problem in found(BAD, (OLD,))} == {problem.code for problem in found(BAD)}
    assert found(BAD, (OLD, NEW)) == []


def test_every_version_after_the_last_release_is_judged() -> None:
    later = following([SHORTER], version="2026-09-01", announced="2026-07-01")
    third = {**BAD, **later}
    # Without any release only the newest is judged: nobody knows which of the others were published.
    assert {problem.location.path.split("/")[2] for problem in found(third)} == {"2026-09-01"}
    assert {problem.location.path.split("/")[2] for problem in found(third, (OLD,))} == {NEW, "2026-09-01"}
    assert {problem.location.path.split("/")[2] for problem in found(third, (OLD, NEW))} == {"2026-09-01"}


def test_a_version_after_a_withdrawn_one_is_judged_by_what_applies() -> None:
    """What was withdrawn never applied, so its changes are still to be announced."""
    withdrawal = f'withdrawn: [{{version: "{NEW}", withdrawn_on: 2026-05-01, reason: {{nl: Fout., en: Wrong.}}}}]\n'
    again = following([SUMMARY, LONGER], version="2026-09-01", announced="2026-08-31")
    changes = {SITE: source(SITE) + withdrawal, **following([SUMMARY, LONGER]), **again}
    assert [problem.code for problem in found(changes)] == ["lead_time_short"]
