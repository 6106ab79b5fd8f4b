"""What the banner costs: bytes, DOM nodes, and time of the main thread. Run it: `python -m benchmarks.consent [RUNS]`.

Bytes are those of the organisation's own register. Times come from Chromium's own trace of the playground's page, with
the processor four times slower. The page with the banner and the same page without it take turns, each in a fresh
profile, so that whatever else the machine does meets both alike.

A task is the banner's when its script runs in it, or when it draws the first frame after that. Of a task its own part
is the script, with the layout that this forces; the rest the page would have done as well, sooner or later.
"""

import gzip
import json
import shutil
import statistics
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import brotli
from playwright.sync_api import Browser, sync_playwright

from site_builder.consent.files import consent_bundle
from tests.consent.playground.server import Playground, serve, sources, words
from tests.consent.registers import organisation, playground
from tests.consent.test_bundle import SETTINGS

RUNS = 15
CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
QUIET = 1500
"""ms after the page has loaded. Asking the page itself would run a script in it, and that is a task too."""
QUESTION = "document.querySelector('your-choice')?.shadowRoot.querySelector('.ask')"
NODES = "document.querySelector('your-choice').shadowRoot.querySelectorAll('*').length + 1"

Event = Mapping[str, Any]


def sizes() -> Mapping[str, tuple[int, int, int]]:
    scripts = {locale: consent_bundle(organisation(), own, SETTINGS, sources()) for locale, own in words().items()}
    return {
        locale: (len(data), len(gzip.compress(data, 9, mtime=0)), len(brotli.compress(data, quality=11)))
        for locale, data in scripts.items()
    }


def nodes(browser: Browser, site: Playground) -> tuple[int, int]:
    """The elements of the question, and those of all choices."""
    page = browser.new_page()
    page.goto(site.page())
    page.wait_for_function(QUESTION)
    question = page.evaluate(NODES)
    page.get_by_role("button", name="Kiezen").click()
    choices = page.evaluate(NODES)
    page.close()
    return question, choices


# --- a trace, and its tasks -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Task:
    """One task of the page's main thread, in ms: by the clock, on the processor, and of that the banner's script.

    `end` counts from when the page began to arrive.
    """

    end: float
    clock: float
    processor: float
    own: float = 0
    does: set[str] = field(default_factory=set)


def trace(browser: Browser, site: Playground) -> list[Event]:
    """Chromium's account of opening the page."""
    page = browser.new_context(viewport={"width": 360, "height": 640}).new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    browser.start_tracing(page=page, categories=CATEGORIES)
    page.goto(site.page())
    page.wait_for_timeout(QUIET)
    events: list[Event] = json.loads(browser.stop_tracing())["traceEvents"]
    page.context.close()
    return events


def tasks(events: Iterable[Event], site: str) -> list[Task]:
    """The tasks of the thread that opened a page of this site, from then on."""
    events = sorted((event for event in events if event["ph"] == "X"), key=lambda event: (event["ts"], -event["dur"]))
    opened = next(event for event in events if event["name"] == "CommitLoad" and _url(event).startswith(site))
    result: list[Task] = []
    task_end = own_end = opened["ts"]
    for event in events:
        end = event["ts"] + event["dur"]
        if (event["pid"], event["tid"]) != (opened["pid"], opened["tid"]) or end < opened["ts"]:
            continue
        processor = event.get("tdur", 0) / 1000
        if event["name"] == "RunTask" and end > task_end:
            result.append(Task((end - opened["ts"]) / 1000, event["dur"] / 1000, processor))
            task_end = end
        elif result:
            result[-1].does.add(event["name"])
            if end > own_end and _url(event).startswith(f"{site}/consent/"):
                result[-1].own += processor
                own_end = end
    return result


def _url(event: Event) -> str:
    return str((event["args"].get("data") or {}).get("url", ""))


def of_the_banner(tasks: Sequence[Task]) -> Iterator[tuple[str, Task]]:
    """Its tasks in their order, by what they do. A frame may draw what two tasks did."""
    timers = iter(("what waits", "the question"))
    undrawn = ""
    for task in tasks:
        if "PrePaint" in task.does:
            if undrawn:
                yield f"frame after {undrawn}", task
            undrawn = ""
        elif task.own:
            undrawn = "the script" if "EvaluateScript" in task.does else next(timers, "an event")
            yield undrawn, task


# --- the report -------------------------------------------------------------------------------------------------------

Row = tuple[float, float, float]
"""By the clock, on the processor, and the banner's own part of that."""


def longest(tasks: Iterable[Task]) -> Row:
    every = list(tasks)
    return max(t.clock for t in every), max(t.processor for t in every), max(t.own for t in every)


def rows(alone: Sequence[Task], together: Sequence[Task]) -> Mapping[str, Row]:
    """What one round says: a page without the banner, and one with it."""
    before, after = longest(alone), longest(together)
    steps = list(of_the_banner(together))
    return {
        "longest task, page alone": before,
        "longest task, with the banner": after,
        "difference": (after[0] - before[0], after[1] - before[1], after[2]),
        "longest task of the banner": longest(task for _, task in steps),
        **{f"  {name}": (task.clock, task.processor, task.own) for name, task in steps},
        "all tasks of the banner": (
            sum(task.clock for _, task in steps),
            sum(task.processor for _, task in steps),
            sum(task.own for task in together),
        ),
    }


def main() -> None:
    print(f"{'':8}{'raw':>8}{'gzip 9':>8}{'brotli 11':>10}")
    for locale, (raw, zipped, compressed) in sizes().items():
        print(f"{locale:8}{raw:8}{zipped:8}{compressed:10}")
    runs = int(sys.argv[1]) if sys.argv[1:] else RUNS
    nothing = replace(playground(), storage=playground().storage[:1])
    with sync_playwright() as driver, serve(Playground(playground())) as site, serve(Playground(nothing)) as bare:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        print("DOM nodes: {} in the question, {} in all choices".format(*nodes(browser, site)))
        trace(browser, site)  # the first page of a browser is slower
        rounds = [[tasks(trace(browser, one), one.url) for one in (bare, site)] for _ in range(runs)]
        browser.close()
    shown = [max(task.end for _, task in of_the_banner(page)) for _, page in rounds]
    print(f"from the page's first byte until the question is drawn: {statistics.median(shown):.0f} ms")
    measured = [rows(*pages) for pages in rounds]
    print(f"\n{f'ms, medians of {runs} rounds':36}{'clock':>10}{'processor':>10}{'own part':>10}{'least clock':>13}")
    for name in dict.fromkeys(name for row in measured for name in row):
        columns = list(zip(*(row[name] for row in measured if name in row), strict=True))
        print(f"{name:36}" + "".join(f"{statistics.median(column):10.1f}" for column in columns), end="")
        print("" if name == "difference" else f"{min(columns[0]):13.1f}")


if __name__ == "__main__":
    main()
