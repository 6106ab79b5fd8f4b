"""The page's first second: the gate at once, and everything that touches the page in tasks of its own.

How long those tasks are says `python -m benchmarks.consent`; that there are several of them is seen here.
"""

import pytest

from .conftest import Arrive
from .playground.server import Playground
from .test_signals import LAYER, with_google

LOADING = pytest.mark.parametrize("loading", ["defer", ""], ids=["deferred", "in the head"])

SPY = """window.steps = []
const note = step => steps.push([step, document.currentScript ? 'script' : window.event?.type ?? 'later'])
const spy = (owner, name, step) => {
    const {value} = Object.getOwnPropertyDescriptor(owner, name)
    owner[name] = function (...rest) {
        note(step)
        return value.apply(this, rest)
    }
}
spy(Document.prototype, 'createElement', 'create')
spy(Document.prototype, 'querySelectorAll', 'search')
spy(CSSStyleSheet.prototype, 'replaceSync', 'style')
spy(Element.prototype, 'after', 'place')
const {get} = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'offsetHeight')
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', {get() {
    note('measure')
    return get.call(this)
}})"""


@LOADING
def test_the_scripts_own_task_leaves_the_page_alone(arrive: Arrive, site: Playground, loading: str) -> None:
    site.loading = loading
    visitor = arrive(path=None)
    visitor.page.add_init_script(SPY)
    visitor.open()
    visitor.button("reject").wait_for()
    steps = visitor.page.evaluate("steps")
    assert {step for step, _ in steps} == {"create", "search", "style", "place", "measure"}
    assert {when for _, when in steps} == {"later"}


def test_the_question_has_a_task_of_its_own(arrive: Arrive) -> None:
    visitor = arrive(path=None)
    visitor.page.add_init_script(
        """window.tasks = []
        new MutationObserver(() => {  // at the end of a task
            const roots = [...document.querySelectorAll('your-choice')].map(host => host.shadowRoot)
            if (roots.length) tasks.push(['.embed', '.ask'].map(one => roots.some(root => root.querySelector(one))))
        }).observe(document, {childList: true, subtree: true})"""
    )
    visitor.open()
    visitor.button("reject").wait_for()
    assert visitor.page.evaluate("tasks") == [[True, False]]


def test_a_page_that_opens_the_choices_keeps_them(arrive: Arrive, site: Playground) -> None:
    """The first question does not take the place of what the page asked for; it comes when that is left."""
    site.head = "<script>addEventListener('DOMContentLoaded', () => consent.open())</script>"
    visitor = arrive(path=None)
    visitor.page.goto(site.page("nl"))
    visitor.page.locator("your-choice > .embed").wait_for()
    visitor.page.evaluate("() => new Promise(done => setTimeout(done))")  # behind the question, in the same queue
    assert visitor.button("save").is_visible()
    visitor.page.keyboard.press("Escape")
    visitor.button("choose").wait_for()


def test_embeds_are_measured_together(arrive: Arrive, site: Playground) -> None:
    """A page that is laid out again for each of its embeds is a slow page."""
    site.body = 3 * '<iframe data-consent="tracking/landbot_chat" data-src="/nl/" height="90"></iframe>'
    visitor = arrive(path=None)
    visitor.page.add_init_script(SPY)
    visitor.open()
    visitor.page.locator("your-choice > .embed").nth(3).wait_for()
    order = [step for step, _ in visitor.page.evaluate("steps") if step in ("measure", "place")]
    assert order.index("place") >= 4 and order.count("place") == 4
    assert "measure" not in order[order.index("place") : order.index("place") + 4]
    heights = visitor.page.locator("your-choice > .embed").evaluate_all("all => all.map(one => one.offsetHeight >= 90)")
    assert heights == 4 * [True]


@LOADING
def test_the_gate_and_googles_default_are_there_at_once(arrive: Arrive, site: Playground, loading: str) -> None:
    with_google(site)
    site.loading = loading
    visitor = arrive(path=None)
    visitor.page.add_init_script(
        f"""document.addEventListener('DOMContentLoaded', () => {{
            window.early = [{LAYER}.map(entry => entry[1]), consent.get('tracking'), consent.get().events]
        }})"""
    )
    visitor.open()
    assert visitor.page.evaluate("early") == [["default"], False, []]


def test_the_second_layer_is_made_when_it_is_opened(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.button("reject").wait_for()
    controls = visitor.strip.locator("fieldset, input, legend, ul")
    assert controls.count() == 0
    visitor.press("choose")
    assert controls.count() > 0
    visitor.page.keyboard.press("Escape")
    assert controls.count() == 0


def test_where_everything_is_answered_the_page_gets_no_element(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.press("accept")
    visitor.open("page/1")
    visitor.page.locator("iframe.film[src]").wait_for(state="attached")
    assert visitor.page.locator("your-choice").count() == 0
    visitor.settings()
    assert visitor.switch("tracking").is_checked()
    visitor.page.keyboard.press("Escape")
    assert visitor.page.evaluate("'consentOpen' in document.activeElement.dataset")
