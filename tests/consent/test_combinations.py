"""Whatever a reader switches, in whatever order: what is stored is what is shown is what runs."""

from contextlib import nullcontext

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import Arrive, Visitor
from .playground.server import Playground

PURPOSES = ("analytics", "tracking")
RUNS = {"analytics": {"counter"}, "tracking": {"chat", "campaign"}}
ANSWERS = st.one_of(
    st.sampled_from(["accept all", "reject all"]),
    st.fixed_dictionaries({purpose: st.booleans() for purpose in PURPOSES}),
)


def answer(visitor: Visitor, choice: str | dict[str, bool], before: dict[str, bool]) -> dict[str, bool]:
    after = dict.fromkeys(PURPOSES, choice == "accept all") if isinstance(choice, str) else choice
    visitor.page.evaluate("() => consent.open()")
    # Only a reload stops what runs.
    with visitor.loading_again() if any(before[p] and not after[p] for p in PURPOSES) else nullcontext():
        if isinstance(choice, str):
            visitor.press(choice)
        else:
            for purpose, on in choice.items():
                visitor.switch(purpose).set_checked(on)
            visitor.press("save")
    return after


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=st.lists(ANSWERS, min_size=1, max_size=4))
def test_stored_is_shown_is_what_runs(arrive: Arrive, site: Playground, choices: list[str | dict[str, bool]]) -> None:
    visitor = arrive()
    expected = dict.fromkeys(PURPOSES, False)
    for choice in choices:
        expected = answer(visitor, choice, expected)
        for purpose, on in expected.items():
            visitor.wait_allowed(purpose, on)
        events = visitor.page.evaluate(
            "consent.get().events.map(event => [event.purpose, event.event_state == 'given'])"
        )
        assert dict(events) == expected
    visitor.page.goto("about:blank")
    visitor.requests.clear()
    visitor.open()
    visitor.page.evaluate("() => consent.open()")
    shown = {purpose: visitor.switch(purpose).is_checked() for purpose in PURPOSES}
    assert shown == expected
    running = set().union(*(RUNS[purpose] for purpose, on in expected.items() if on))
    visitor.until(lambda: {host for host, path in visitor.requests if path == "/hit"} == running, "what is shown runs")
    visitor.settle() if not running else None
    assert {host for host, _ in visitor.vendor_requests} == running
    visitor.context.close()
