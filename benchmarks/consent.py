"""What the banner costs: bytes, time to the banner, script time, DOM nodes. Run it: `python -m benchmarks.consent`.

Bytes are those of the organisation's own register. Times are medians over nine fresh profiles in Chromium with the
processor four times slower, on the playground's page, from the page's first byte.
"""

import gzip
import shutil
import statistics
from collections.abc import Mapping

import brotli
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from site_builder.consent import consent_bundle
from tests.consent.playground.server import Playground, serve, sources, words
from tests.consent.registers import organisation, playground
from tests.consent.test_bundle import SETTINGS

RUNS = 9
OBSERVER = """
window.tasks = []
new PerformanceObserver(list => tasks.push(...list.getEntries().map(task => task.duration)))
  .observe({type: 'longtask', buffered: true})
const look = () => {
  if (!document.querySelector('your-choice')?.shadowRoot.querySelector('button')) return requestAnimationFrame(look)
  setTimeout(() => { window.painted = performance.now() })
}
look()
"""
NODES = "document.querySelector('your-choice').shadowRoot.querySelectorAll('*').length + 1"


def sizes() -> Mapping[str, tuple[int, int, int]]:
    scripts = {locale: consent_bundle(organisation(), own, SETTINGS, sources()) for locale, own in words().items()}
    return {
        locale: (len(data), len(gzip.compress(data, 9, mtime=0)), len(brotli.compress(data, quality=11)))
        for locale, data in scripts.items()
    }


def open_page(browser: Browser) -> tuple[Page, CDPSession]:
    page = browser.new_context(viewport={"width": 360, "height": 640}).new_page()
    page.add_init_script(OBSERVER)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return page, session


def paint(browser: Browser, site: Playground) -> Mapping[str, float]:
    """When the reader sees the question, and what the page's main thread does meanwhile."""
    page, _ = open_page(browser)
    page.goto(site.page())
    page.wait_for_function("window.painted")
    result: dict[str, float] = {
        "time to banner, ms": page.evaluate("painted"),
        "longest task, ms": page.evaluate("Math.max(0, ...tasks)"),
        "DOM nodes, question": page.evaluate(NODES),
    }
    page.get_by_role("button", name="Kiezen").click()
    result["DOM nodes, all choices"] = page.evaluate(NODES)
    page.context.close()
    return result


def bare(browser: Browser, site: Playground) -> Mapping[str, float]:
    """The same page without the banner."""
    page, _ = open_page(browser)
    page.route("**/consent/*.js", lambda route: route.abort())
    page.goto(site.page())
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    longest = page.evaluate("Math.max(0, ...tasks)")
    page.context.close()
    return {"longest task without the banner, ms": longest}


def script(browser: Browser, site: Playground) -> Mapping[str, float]:
    """How long the banner's own code runs until the question is there."""
    page, session = open_page(browser)
    session.send("Profiler.enable")
    session.send("Profiler.setSamplingInterval", {"interval": 200})
    session.send("Profiler.start")
    page.goto(site.page())
    page.wait_for_function("window.painted")
    profile = session.send("Profiler.stop")["profile"]
    own = {node["id"] for node in profile["nodes"] if "/consent/" in node["callFrame"]["url"]}
    spent = sum(delta for node, delta in zip(profile["samples"], profile["timeDeltas"], strict=True) if node in own)
    page.context.close()
    return {"script time, ms": spent / 1000}


def main() -> None:
    print(f"{'':8}{'raw':>8}{'gzip 9':>8}{'brotli 11':>10}")
    for locale, (raw, zipped, compressed) in sizes().items():
        print(f"{locale:8}{raw:8}{zipped:8}{compressed:10}")
    with sync_playwright() as driver, serve(Playground(playground())) as site:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for measure in (paint, bare, script):
            runs = [measure(browser, site) for _ in range(RUNS)]
            for name in runs[0]:
                print(f"{name:40}{statistics.median(run[name] for run in runs):8.1f}")
        browser.close()


if __name__ == "__main__":
    main()
