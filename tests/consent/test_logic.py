"""The pure modules, imported one by one by a real browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from .playground.server import Playground, serve
from .registers import playground

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    with serve(Playground(playground())) as site:
        page = chromium.new_page()
        page.goto(f"{site.url}/site.css")
        yield page
        page.close()


@pytest.fixture
def run(page: Page) -> Run:
    """Calls `function(module, argument)` in the page, with a module of static/consent/."""

    def run(module: str, function: str, argument: object = None) -> Any:
        code = f"async argument => ({function})(await import('/static/consent/{module}.js'), argument)"
        return page.evaluate(code, argument)

    return run


def test_a_record_is_read_as_it_was_written(run: Run) -> None:
    record = {
        "seen": "2027-01-01",
        "answers": [
            ["analytics", "", "reject", "29922843", "2027-01-01", "1b95eb9c", ""],
            ["tracking/chat", "1", "embed", "29922844", "2027-01-01", "1b95eb9c", "AyJf002MFr00"],
        ],
    }
    assert run("record", "({encode, decode}, record) => decode(encode(record))", record) == record
    text = "1:2027-01-01~analytics::reject:29922843:2027-01-01:1b95eb9c:"
    assert run("record", "({encode, decode}, text) => encode(decode(text))", text) == text


@pytest.mark.parametrize("end", ["~", "~x", ":", "~a:1", "~a:1:b:c:2027-01-01:d:", "~a:1:b:1:2027-01-01:d:12345"])
def test_a_damaged_record_is_none(run: Run, end: str) -> None:
    assert run("record", "({decode}, text) => decode(text)", f"1:2027-01-01{end}") is None


def test_a_hostile_record_is_refused_at_once(page: Page) -> None:
    """A pattern that tried every way to read it would outlast the browser's patience."""
    slow = "1:2027-01-01" + "~a:1:b:1:2027-01-01:d:" + "abcdef" * 300 + "!"
    page.wait_for_function("async text => !(await import('/static/consent/record.js')).decode(text)", arg=slow)


SERVICES = {"a/x": [["AAAA00", "X"], ["BBBB1a", "x_*", "cookie"]], "a/y": [["CCCC00", "Y"]], "ab/x": [["DDDD00", "Z"]]}


@pytest.mark.parametrize(
    ("key", "names"), [("a", ["X", "x_*", "Y"]), ("a/x", ["X", "x_*"]), ("ab", ["Z"]), ("b", []), ("", [])]
)
def test_elements_of_a_key(run: Run, key: str, names: list[str]) -> None:
    function = "({elementsOf}, [services, key]) => elementsOf(services, key).map(([, name]) => name)"
    assert run("scope", function, [SERVICES, key]) == names


@pytest.mark.parametrize(
    ("scope", "added"),
    [
        ("AAAA00BBBB1aCCCC00", []),
        ("CCCC00BBBB1aAAAA00ZZZZ00", []),
        ("AAAA00BBBBzzCCCC00", []),
        ("AAAA00BBBB19CCCC00", ["x_*"]),
        ("AAAA00BBBB1a", ["Y"]),
        ("", ["X", "x_*", "Y"]),
        ("XAAAA0", ["X", "x_*", "Y"]),
    ],
)
def test_only_more_is_new(run: Run, scope: str, added: list[str]) -> None:
    function = """({added}, [services, scope]) =>
        added(['a', 1, 'accept', 0, '', '', scope], services).map(([, name]) => name)"""
    assert run("scope", function, [SERVICES, scope]) == added


@pytest.mark.parametrize(
    ("time", "counts"), [("1000", True), ("901", True), ("900", False), ("0", False), ("1008", True), ("1010", False)]
)
def test_an_answer_has_its_time(run: Run, time: str, counts: bool) -> None:
    function = "({inTime}, time) => inTime(['a', 1, 'accept', time], 1000, 100)"
    assert run("scope", function, time) is counts


GATE = """async ({createGate}, steps) => {
  const yes = new Set(), log = [], gate = createGate(key => yes.has(key))
  const named = name => () => log.push(name)
  const entries = {
    plain: {key: 'a', run: named('run')}, stoppable: {key: 'b', run: named('run b'), stop: named('stop b')},
    hooked: {key: 'a', run: named('run hook'), stop: named('stop hook'), hook: true},
  }
  for (const [step, name] of steps) {
    if (step == 'add') gate.add(entries[name])
    if (step == 'once') gate.once(entries[name])
    if (step == 'allow') { yes.add(name); log.push('reload ' + gate.apply()) }
    if (step == 'refuse') { yes.delete(name); log.push('reload ' + gate.apply()) }
    await 0
  }
  return log
}"""


@pytest.mark.parametrize(
    ("steps", "log"),
    [
        ("add plain, allow a, refuse a", ["reload False", "run", "reload True"]),
        ("allow a, add plain", ["reload False", "run"]),
        ("add plain, add hooked, allow a, refuse a", ["reload False", "run", "run hook", "reload False", "stop hook"]),
        (
            "add stoppable, allow b, refuse b, allow b",
            ["reload False", "run b", "reload False", "stop b", "reload False", "run b"],
        ),
        ("add stoppable, once stoppable, refuse b", ["run b", "reload False"]),
        ("add plain, once plain, allow a, refuse a", ["run", "reload False", "reload True"]),
        ("add plain, refuse a", ["reload False"]),
    ],
)
def test_the_gate(run: Run, steps: str, log: list[str]) -> None:
    parsed = [step.split() for step in steps.split(", ")]
    assert [text.replace("true", "True").replace("false", "False") for text in run("gate", GATE, parsed)] == log
