"""What the banner costs: bytes, time to the banner, script time, DOM nodes. Run it: `python -m benchmarks.consent`.

Bytes are those of the organisation's own register. Times are medians over nine fresh profiles in Chromium with the
processor four times slower, on the playground's page, from the page's first byte.
"""

import gzip
import shutil
import statistics
from collections.abc import Mapping

import brotli
from playwright.sync_api import Browser, sync_playwright

from site_builder.consent import consent_bundle
from tests.consent.playground.server import Playground, serve, sources, words
from tests.consent.registers import organisation, playground
from tests.consent.test_bundle import SETTINGS

RUNS = 9
OBSERVER = """
window.tasks = []
new PerformanceObserver(list => tasks.push(...list.getEntries().map(task => task.duration)))
  .observe({type: 'longtask', buffered: true})
new MutationObserver((_, observer) => {
  if (!document.querySelector('your-choice')?.shadowRoot?.querySelector('button')) return
  observer.disconnect()
  window.inserted = performance.now()
  requestAnimationFrame(() => setTimeout(() => { window.painted = performance.now() }))
}).observe(document, {childList: true, subtree: true})
"""


def sizes() -> Mapping[str, tuple[int, int, int]]:
    scripts = {locale: consent_bundle(organisation(), own, SETTINGS, sources()) for locale, own in words().items()}
    return {
        locale: (len(data), len(gzip.compress(data, 9, mtime=0)), len(brotli.compress(data, quality=11)))
        for locale, data in scripts.items()
    }


def measure(browser: Browser, site: Playground) -> Mapping[str, float]:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.add_init_script(OBSERVER)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    session.send("Profiler.enable")
    session.send("Profiler.start")
    page.goto(site.page())
    page.wait_for_function("window.painted")
    profile = session.send("Profiler.stop")["profile"]
    own = {node["id"] for node in profile["nodes"] if "/consent/" in node["callFrame"]["url"]}
    script = (
        sum(delta for node, delta in zip(profile["samples"], profile["timeDeltas"], strict=True) if node in own) / 1000
    )
    counted = "document.querySelector('your-choice').shadowRoot.querySelectorAll('*').length + 1"
    result = {
        "time to banner, ms": page.evaluate("painted"),
        "from DOM ready to banner inserted, ms": page.evaluate(
            "inserted - performance.getEntriesByType('navigation')[0].domInteractive"
        ),
        "script time, ms": script,
        "longest task, ms": page.evaluate("Math.max(0, ...tasks)"),
        "DOM nodes, question": page.evaluate(counted),
    }
    page.get_by_role("button", name="Kiezen").click()
    result["DOM nodes, all choices"] = page.evaluate(counted)
    context.close()
    return result


def main() -> None:
    print(f"{'':8}{'raw':>8}{'gzip 9':>8}{'brotli 11':>10}")
    for locale, (raw, zipped, compressed) in sizes().items():
        print(f"{locale:8}{raw:8}{zipped:8}{compressed:10}")
    with sync_playwright() as driver, serve(Playground(playground())) as site:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        runs = [measure(browser, site) for _ in range(RUNS)]
        browser.close()
    for name in runs[0]:
        print(f"{name:40}{statistics.median(run[name] for run in runs):8.1f}")


if __name__ == "__main__":
    main()
