"""What an audit costs: seconds per page and visitor, on the playground. Run it: `python -m benchmarks.audit`."""

import asyncio
import statistics
import time

from site_builder.audit.browse import open_browser, visit_pages
from site_builder.audit.compare import compare
from site_builder.audit.plan import Plan, visitors
from site_builder.audit.records import VISITORS
from tests.audit.conftest import declared, honest
from tests.consent.playground.server import Playground, serve

RUNS = 3
PAGES = 5


async def measure() -> None:
    facts = declared()
    everybody = visitors(VISITORS, facts.asks)
    with serve(Playground(honest())) as site:
        begun = time.perf_counter()
        async with open_browser(sandbox=False) as browser:
            print(f"opening the browser: {time.perf_counter() - begun:.1f} s")
            for visitor in everybody:
                plan = Plan(visitors=(visitor,), follow=1, origin=site.url)
                seconds = [await _timed(browser, site.page(), plan) for _ in range(RUNS)]
                print(f"{visitor!s:16} {statistics.median(seconds):.2f} s")
            for concurrency in (1, 4):
                plan = Plan(visitors=everybody, follow=PAGES, concurrency=concurrency, origin=site.url)
                seconds_all = await _timed(browser, site.page(), plan)
                count = PAGES * len(everybody)
                print(f"{count} visits, {concurrency} at once: {seconds_all:.1f} s, {seconds_all / count:.2f} s each")


async def _timed(browser: object, address: str, plan: Plan) -> float:
    begun = time.perf_counter()
    visits = await visit_pages(browser, [address], plan)  # type: ignore[arg-type]  # what open_browser gave
    seconds = time.perf_counter() - begun
    found = compare(declared(), visits)
    assert not [finding for finding in found if finding.code != "never_seen"], found  # noqa: S101 - measure honest work
    return seconds


if __name__ == "__main__":
    asyncio.run(measure())
