"""A small project on disk, and a preview of it that runs in a thread as long as it is looked at."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from queue import Queue

from site_builder.catalogs import catalog_path, read_catalogs
from site_builder.formats import Formats
from site_builder.preview.server import Settings, serve
from site_builder.preview.showing import Showing
from site_builder.read import read_own
from site_builder.words import Words
from tests.support import BASE, VERSION

IN_FORCE, ANNOUNCED, DRAFT = "2026-01-01", "2026-12-01", "2027-03-01"
TODAY = date(2026, 11, 22)


def words(locale: str = "en") -> Words:
    """The words of an editor."""
    files = {catalog_path(locale): read_own("locales")[catalog_path(locale)]}
    return Words(read_catalogs(files, [locale])[0][locale], Formats(locale))


@dataclass
class Desk:
    """A project that is edited, its preview at `url`, and every showing that there has been."""

    root: Path
    url: str = ""
    told: "Queue[Showing]" = field(default_factory=Queue)

    def path(self, name: str, version: str = DRAFT) -> Path:
        return self.root / "content" / "statements" / version / name

    def edit(self, name: str, old: str, new: str, version: str = DRAFT) -> None:
        path = self.path(name, version)
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def next_showing(self) -> Showing:
        return self.told.get(timeout=120)


def make_project(root: Path) -> None:
    """Three versions: one in force on TODAY, one announced and one draft, each with a word of its own in its title."""
    shutil.copytree(BASE / "content", root / "content")
    source = root / VERSION
    for version, announced, status in ((ANNOUNCED, "2026-11-01", "final"), (DRAFT, "2027-02-01", "draft")):
        folder = source.with_name(version)
        shutil.copytree(source, folder)
        register = (folder / "statement.yaml").read_text()
        lines = (
            line for line in register.splitlines() if not line.startswith(("announced_on", "effective_on", "status"))
        )
        head = [f"announced_on: {announced}", f"effective_on: {version}", f"status: {status}"]
        (folder / "statement.yaml").write_text("\n".join([*head, *lines]) + "\n")


@contextmanager
def previewing(
    root: Path, locale: str = "en", as_of: date | None = TODAY, drafts: bool = True, port: int | None = 0
) -> Iterator[Desk]:
    """A preview of the project in a folder, stopped at the end; what it raised is raised here."""
    desk, ready, failed = Desk(root), threading.Event(), []
    loop = asyncio.new_event_loop()

    def heard(address: str) -> None:
        desk.url = address
        ready.set()

    def run() -> None:
        settings = Settings(root, words(locale), as_of, drafts, port=port)
        running = loop.create_task(serve(settings, heard, lambda showing, _: desk.told.put(showing)))
        tasks.append(running)
        try:
            loop.run_until_complete(running)
        except asyncio.CancelledError:
            pass
        except BaseException as error:
            failed.append(error)
        finally:
            ready.set()
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()

    tasks: list[asyncio.Task[None]] = []
    thread = threading.Thread(target=run)
    thread.start()
    ready.wait()
    try:
        if not failed:
            yield desk
    finally:
        if not failed:
            loop.call_soon_threadsafe(tasks[0].cancel)
        thread.join()
    if failed:
        raise failed[0]
