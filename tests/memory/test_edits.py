"""Whatever is edited, a build that remembers comes to what a build that remembers nothing comes to, byte for byte."""

import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.checks.rules import STATEMENT_RULES
from site_builder.memory.steps import Memory
from site_builder.memory.store import Store
from site_builder.problem import SiteError, stops_build
from tests.memory.kit import EDITS, STATEMENTS, Edit, Site, copied, remembering, same, site, store

__all__ = ["site", "store"]
ROOT = Path(__file__).parents[2]


def test_without_an_edit_nothing_is_made(site: Site, store: Path) -> None:
    memory = remembering(store)
    same(site.plan(memory), site.plan())
    assert memory.made == set()


def test_the_real_site_is_remembered(tmp_path: Path) -> None:
    site, store = Site(ROOT, date(2026, 11, 22)), tmp_path / "memory.sqlite"
    clean = site.plan()
    same(site.plan(remembering(store)), clean)
    memory = remembering(store)
    same(site.plan(memory), clean)
    assert memory.made == set()


@pytest.mark.parametrize("edit", EDITS, ids=str)
def test_an_edit_costs_no_correctness(edit: Edit, site: Site, store: Path) -> None:
    edit.do(site)
    clean, memory = site.plan(), remembering(store)
    same(site.plan(memory), clean)
    assert memory.made or stops_build(clean.problems), "the edit changed nothing"
    same(site.plan(remembering(store)), clean)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(st.sampled_from(EDITS), min_size=2, max_size=6))
def test_edits_one_after_another(edits: list[Edit], site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Also in one process that keeps its memory, as a preview does."""
    folder = tmp_path_factory.mktemp("edits")
    edited, kept = copied(site, folder / "site"), Memory(Store())
    for edit in edits:
        # After another edit there may be nothing left to do it to.
        with suppress(AssertionError, OSError, SiteError):
            edit.do(edited)
        clean = edited.plan()
        same(edited.plan(remembering(folder / "memory.sqlite")), clean)
        same(edited.plan(kept), clean)


def test_a_line_more_in_the_front_matter_moves_what_is_found_below_it(site: Site, store: Path) -> None:
    text = f"{STATEMENTS}/2026-09-01/nl.md"
    site.edit(text, ("Wij zijn", "Bekijk deze pagina regelmatig. Wij zijn"))
    before = site.plan(remembering(store)).problems
    site.edit(text, ("title: Privacyverklaring", "# Een regel meer.\ntitle: Privacyverklaring"))
    moved = site.plan()
    same(site.plan(remembering(store)), moved)
    assert moved.problems != before


def test_an_edit_costs_what_it_changes(site: Site, store: Path) -> None:
    """A sentence of the newest version: its own pages, what lists its changes, and nothing of any other."""
    site.edit(f"{STATEMENTS}/2026-09-01/nl.md", ("Wij zijn", "Wij zijn en blijven"))
    memory = remembering(store)
    site.plan(memory)
    assert {step for step in memory.made if step.startswith("page:")} == {
        "page:nl/versions/2026-09-01/index.html",
        "page:nl/versions/2026-09-01/print/index.html",
        "page:nl/changes/2026-09-01/index.html",
    }
    assert not [step for step in memory.made if "2025-12-31" in step or "2026-05-01" in step]
    # Of the rules those over this text, and the few that read the text as it stands beside another.
    assert {step for step in memory.made if step.startswith("text rules:")} == {"text rules:2026-09-01:nl"}
    over_versions = {step.partition(":")[0] for step in memory.made if step.endswith(":2026-09-01")} & {
        *STATEMENT_RULES
    }
    assert over_versions == {"WP260-13-DRIFT", "WP260-13-TRANS"}


def test_a_fact_of_an_old_version_costs_what_tells_of_it(site: Site, store: Path) -> None:
    (site.root / "content" / "releases.lock").unlink()
    site.plan(remembering(store))
    site.edit(f"{STATEMENTS}/2025-12-31/statement.yaml", ("retention: P2Y", "retention: P5Y"))
    memory = remembering(store)
    site.plan(memory)
    assert "page:nl/versions/2025-12-31/index.html" in memory.made
    assert "page:nl/changes/2026-05-01/index.html" in memory.made
    assert "page:nl/versions/2026-09-01/index.html" not in memory.made
    assert "page:404.html" not in memory.made


def test_the_history_on_paper_tells_what_was_edited_in_an_older_year(site: Site, store: Path) -> None:
    (site.root / "content" / "releases.lock").unlink()
    older = f"{STATEMENTS}/2025-06-01"
    shutil.copytree(site.root / STATEMENTS / "2025-12-31", site.root / older)
    site.edit(f"{older}/statement.yaml", ("2025-12-31", "2025-06-01"), ("2025-12-01", "2025-05-01"))
    site.plan(remembering(store))
    # No version of a later year is compared with this one.
    site.edit(f"{older}/statement.yaml", ("en: This is what differs.", "en: This was new."))
    clean = site.plan()
    assert b"This was new." in clean.files["en/versions/2026-09-01/print/index.html"]
    same(site.plan(remembering(store)), clean)
