"""Each folder of `cases/` is a mistake: the files that differ from `base/`, and the lines that an editor then reads.

`remove.txt` lists what is taken out of the base. `pytest --refresh` writes `expected.txt` anew; read it before you keep
it.
"""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from site_builder.build import plan
from site_builder.checks.rule import rule_id
from site_builder.checks.rules import RULES
from site_builder.cli import main
from site_builder.messages import MESSAGES

HERE = Path(__file__).parent
CASES = sorted(path.name for path in (HERE / "cases").iterdir() if path.is_dir())
AS_OF = date(2027, 1, 1)
VERSION = "content/statements/2026-01-01"


def _not_utf8(root: Path) -> None:
    path = root / VERSION / "nl.md"
    path.write_bytes(path.read_bytes().replace(b"Wij zijn", b"Caf\xe9: wij zijn"))


def _dangling_link(root: Path) -> None:
    (root / VERSION / "nl.md").unlink()
    (root / VERSION / "nl.md").symlink_to("nowhere.md")


def _no_content(root: Path) -> None:
    shutil.rmtree(root / "content")
    (root / "content").mkdir()


def _no_statements(root: Path) -> None:
    shutil.rmtree(root / VERSION)


def _file_for_folder(root: Path) -> None:
    shutil.rmtree(root / "content/statements")
    (root / "content/statements").write_text("2026-01-01\n")


def _begins_later(root: Path) -> None:
    later = (root / VERSION).rename(root / "content/statements/2027-06-01") / "statement.yaml"
    later.write_text(later.read_text().replace("effective_on: 2026-01-01", "effective_on: 2027-06-01"))


# What a repository cannot hold, or what is taken out as a whole, is made here.
MADE: Mapping[str, Callable[[Path], None]] = {
    "not-utf8": _not_utf8,
    "unreadable-file": _dangling_link,
    "statements-is-a-file": _file_for_folder,
    "no-statements": _no_statements,
    "nothing-in-force-yet": _begins_later,
    "empty-content-folder": _no_content,
}

# Codes that no content can bring about, and the tests that do.
ELSEWHERE = {
    "catalog_incomplete": "test_catalogs.py",
    "link_outside": "faults/test_files.py",
    "not_regular_file": "faults/test_files.py",
    "file_too_big": "faults/test_files.py",
    "changed_meanwhile": "faults/test_files.py",
    "yaml_alias": "faults/test_hostile_text.py",
    "yaml_too_deep": "faults/test_hostile_text.py",
    "nested_too_deep": "faults/test_hostile_text.py",
    "too_many_marks": "faults/test_hostile_text.py",
    "too_many_marks_in_all": "faults/test_hostile_text.py",
    "lookup_too_deep": "faults/test_hostile_text.py",
    "catalog_plural": "faults/test_hostile_words.py",
    "out_of_memory": "faults/test_killed.py",
    "stdout_unwritable": "faults/test_disk.py",
    "audit_target_unknown": "audit/",
    "audit_not_address": "audit/",
    "audit_report_unreadable": "audit/",
    "audit_playwright_missing": "audit/",
    "audit_browser_missing": "audit/",
    "output_not_ours": "test_write.py",
    "output_is_source": "test_write.py",
    "output_not_folder": "test_write.py",
    "output_unwritable": "test_write.py",
    "release_draft": "test_releases.py",
    "release_twice": "test_releases.py",
    "release_unknown": "test_releases.py",
    "released_changed": "test_releases.py",
    "released_inserted": "test_releases.py",
    "released_removed": "test_releases.py",
    "lock_broken": "test_releases.py",
    "notices_without_channel": "announce/",
    "notices_recipients": "announce/",
    "mail_without_tls": "announce/",
    "mail_login_half": "announce/",
    "not_environment_name": "announce/",
    "not_list_id": "announce/",
    "not_list_link": "announce/",
    "not_port": "announce/",
    "timeout_zero": "announce/",
    "webhook_address": "announce/",
    "webhook_without_tls": "announce/",
    "secret_missing": "announce/",
    "secret_form": "announce/",
    "recipient_form": "announce/",
    "recipient_locale": "announce/",
    "recipient_twice": "announce/",
    "no_recipients": "announce/",
    "ledger_damaged": "announce/",
    "ledger_unwritable": "announce/",
    "not_uncertain": "announce/",
    "decided_twice": "announce/",
    "notice_uncertain": "announce/",
    "resend_gone": "announce/",
    "mail_login_refused": "announce/",
    "mail_no_starttls": "announce/",
    "mail_no_login": "announce/",
    "mail_tls": "announce/",
    "mail_greeting": "announce/",
    "mail_unreachable": "announce/",
    "mail_rejected": "announce/",
    "mail_lost": "announce/",
    "webhook_unreachable": "announce/",
    "webhook_tls": "announce/",
    "webhook_redirect": "announce/",
    "webhook_rejected": "announce/",
    "withdrawal_late": "checks/test_withdrawals.py",
    "withdrawal_unknown": "checks/test_withdrawals.py",
    "compare_unknown": "test_diff.py",
    "section_unknown": "checks/language/test_confirmed.py",
    "answer_missing": "test_scaffold.py",
    "answer_character": "test_scaffold.py",
    "site_exists": "test_scaffold.py",
    "too_many_services": "test_scaffold.py",
    "unwritable": "test_scaffold.py",
    "version_unknown": "test_scaffold.py",
    "version_exists": "test_scaffold.py",
    "version_not_after": "test_scaffold.py",
    "locale_to_publish": "test_translations.py",
    "notices_missing": "test_send.py",
    "weasyprint_missing": "pdf/",
    "pango_missing": "pdf/",
    "pdf_resource_refused": "pdf/",
    "pdf_font_unusable": "pdf/",
    "pdf_character": "pdf/",
    "consent_life_out_of_range": "consent/test_bundle.py",
    "consent_cookie_undeclared": "consent/test_bundle.py",
    "consent_record_too_long": "consent/test_bundle.py",
    "site_unreachable": "verify/test_website.py",
    "site_slow": "verify/test_website.py",
    "site_redirects": "verify/test_website.py",
    "site_answer": "verify/test_website.py",
    "published_nothing": "verify/test_compare.py",
    "published_missing": "verify/test_compare.py",
    "published_changed": "verify/test_compare.py",
    "published_twin_changed": "verify/test_folder.py",
    "published_encoding": "verify/test_website.py",
    "published_too_large": "verify/test_website.py",
    "published_not_file": "verify/test_folder.py",
    "published_unreadable": "verify/test_compare.py",
    "published_unlisted": "verify/test_compare.py",
    "published_digest_unshown": "verify/test_compare.py",
    "published_release_broken": "verify/test_compare.py",
    "published_release_unlike": "verify/test_compare.py",
    "published_release_gone": "verify/test_compare.py",
    "published_banner_unlike": "verify/test_compare.py",
    "build_due": "verify/test_compare.py",
    "website_behind": "verify/test_sources.py",
    "website_unlike_sources": "verify/test_sources.py",
    "release_untold": "verify/test_sources.py",
}


def make(case: str, root: Path) -> Path:
    """The project of a case, below `root`."""
    folder = HERE / "cases" / case
    shutil.copytree(HERE / "base", root)
    removed = folder / "remove.txt"
    for line in removed.read_text().splitlines() if removed.exists() else ():
        (shutil.rmtree if (root / line).is_dir() else Path.unlink)(root / line)
    shutil.copytree(folder, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt", "remove.txt"))
    if case in MADE:
        MADE[case](root)
    return root


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def root(case: str, tmp_path: Path) -> Path:
    return make(case, tmp_path / "site")


def check(root: Path) -> int:
    return main(["check", "--root", str(root), "--messages", "en", "--as-of", str(AS_OF)])


def test_the_base_has_no_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(HERE / "base", tmp_path / "site")
    assert check(tmp_path / "site") == 0
    assert capsys.readouterr().out == "No problems.\n"


def test_an_editor_reads_what_is_wrong(
    case: str, root: Path, capsys: pytest.CaptureFixture[str], refresh: bool
) -> None:
    code = check(root)
    found = capsys.readouterr().out
    expected = HERE / "cases" / case / "expected.txt"
    if refresh:
        expected.write_text(found)
    assert found == expected.read_text()
    assert code == (1 if stops(case) else 0)


def stops(case: str) -> bool:
    """Whether a case stops a build: its last line counts problems, and not only advice."""
    expected = HERE / "cases" / case / "expected.txt"
    return not expected.exists() or "problem" in expected.read_text().splitlines()[-1]


@pytest.mark.parametrize("case", [case for case in CASES if stops(case)])
def test_a_build_leaves_the_old_site_standing(case: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = root / "output"
    for path, text in {".site-builder": "", "index.html": "old", "nl/index.html": "oud"}.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text(text)
    before = files(root)
    assert main(["build", "--root", str(root), "--messages", "en", "--as-of", str(AS_OF)]) == 1
    assert files(root) == before
    assert capsys.readouterr().out == ""


def files(folder: Path) -> Mapping[Path, bytes]:
    """What stands in a folder; what a build remembers for the next one is no part of it."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts}


def test_every_message_has_a_case(tmp_path: Path) -> None:
    found = {problem.code for case in CASES for problem in plan(make(case, tmp_path / case), AS_OF).problems}
    assert set(MESSAGES) - found == set(ELSEWHERE)
    assert {code for code in found if rule_id(code) not in RULES} <= set(MESSAGES)
