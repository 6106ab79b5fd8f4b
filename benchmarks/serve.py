"""From saving a text to reading it in a browser: the preview of a long history, with a real Chromium.

    python -m benchmarks.serve --versions 1,10,100

Prints Markdown. Measured from before the file is written until the new words stand on the page. In between the file is
noticed (up to 0.1 s) and comes to rest (0.05 s), the site is made, and the page is loaded again.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the preview and print a Markdown table.")
    parser.add_argument("--versions", default="1,10,100", metavar="N,N", help="sizes of history")
    parser.add_argument("--saves", type=int, default=7, metavar="N", help="how often is saved (default: 7)")
    options = parser.parse_args()
    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    print("| versions | first page, s | save to reload, s, median | min | max | a problem shown, s, median |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="site-builder-preview-") as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for size in map(int, options.versions.split(",")):
            root = Path(folder) / str(size)
            command = (sys.executable, "-m", "benchmarks.generate", str(root), "--versions", str(size))
            subprocess.run(command, cwd=HERE, check=True)
            began = perf_counter()
            with _preview(root) as address:
                page = browser.new_page()
                newest = max((root / "content" / "statements").iterdir())
                page.goto(f"{address}nl/versions/{newest.name}/")
                first = perf_counter() - began
                good, wrong = _measure(page, newest / "nl.md", options.saves)
                page.close()
            cells = (size, first, statistics.median(good), min(good), max(good), statistics.median(wrong))
            print("| " + " | ".join(f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in cells) + " |")
        browser.close()


@contextmanager
def _preview(root: Path) -> Iterator[str]:
    """A preview in a process of its own, and its address."""
    command = (sys.executable, "-m", "site_builder", "serve", "--root", str(root), "--no-open", "--port", "0")
    process = subprocess.Popen((*command, "--messages", "en"), cwd=HERE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout  # noqa: S101 - it is piped
        found = next(match for line in process.stdout if (match := re.search(r"http://[^/]+/", line)))
        # What it tells is read, so that it never waits for a reader.
        Thread(target=process.stdout.read, daemon=True).start()
        yield found[0]
    finally:
        process.terminate()
        process.wait()


def _measure(page: Page, file: Path, saves: int) -> tuple[list[float], list[float]]:
    """Seconds until what is saved is seen, and until a problem is."""
    text = file.read_text()
    good, wrong = [], []
    for save in range(saves):
        word = f"Saved{save}"
        page.locator("site-preview[data-following]").wait_for(state="attached")
        good.append(
            _until(page, file, text.replace("{{ contact }}", f"{word}.\n\n{{{{ contact }}}}"), f"main >> text={word}")
        )
        page.locator("site-preview[data-following]").wait_for(state="attached")
        wrong.append(_until(page, file, text.replace("{{ rights }}", "{{ rihgts }}"), "li.error"))
        _until(page, file, text, f"main:not(:has-text('{word}'))")
        page.locator("li.error").wait_for(state="detached")
    return good, wrong


def _until(page: Page, file: Path, text: str, seen: str) -> float:
    began = perf_counter()
    file.write_text(text)
    page.locator(seen).first.wait_for(state="attached", timeout=120_000)
    return perf_counter() - began


if __name__ == "__main__":
    main()
