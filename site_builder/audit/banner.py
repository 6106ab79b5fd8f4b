"""Whether the question is put fairly: the rules of the banner over what was measured on the page."""

from collections.abc import Iterator

from site_builder.audit.declared import Declared
from site_builder.audit.records import (
    ACCEPT,
    FRESH,
    GPC,
    NO_JAVASCRIPT,
    ONLY,
    PHONE,
    REJECT,
    WITHDRAW,
    Banner,
    Button,
    Finding,
    Visit,
)

TEXT_CONTRAST, EDGE_CONTRAST = 4.5, 3.0  # WCAG 2.2 1.4.3 and 1.4.11
LESS_CONTRAST = 0.5
"""How much paler the words on reject may be than those on accept."""
PIXELS, SHARE = 1.0, 0.02
"""How much the buttons may differ in size: whichever of the two is more."""


def banner_findings(declared: Declared, visit: Visit) -> Iterator[Finding]:
    """What is wrong with the banner of a visit. Who has no JavaScript, and who need not be asked, meets none."""
    name = visit.visitor.name
    if visit.failure or not declared.asks or name == NO_JAVASCRIPT:
        return

    def finding(code: str, item: str = "", **arguments: object) -> Finding:
        return Finding(code=code, page=visit.page, visitor=str(visit.visitor), item=item, arguments=arguments)

    def found(pairs: Iterator[tuple[str, str, dict[str, object]]]) -> Iterator[Finding]:
        return (finding(code, item, **arguments) for code, item, arguments in pairs)

    if visit.other_banner:
        yield finding("other_banner")
    elif not visit.banner and name in (FRESH, PHONE):
        yield finding("no_banner")
    if visit.banner:
        yield from found(_measured(visit.banner))
    yield from (finding("went_on", item) for item in visit.went_on)
    if name == GPC and visit.asks:
        yield finding("gpc")
    if name == REJECT and visit.asks and visit.clicks.get("reject"):
        yield finding("asks_again")
    yield from found(_clicks(visit))


def _clicks(visit: Visit) -> Iterator[tuple[str, str, dict[str, object]]]:
    name, clicks = visit.visitor.name, visit.clicks
    if name == REJECT and "reject" in clicks:
        if not clicks["reject"]:
            yield "no_reject", "", {}
        elif clicks["reject"] > clicks.get("accept", 1):
            yield "more_clicks", "", {"reject": clicks["reject"], "accept": clicks.get("accept", 1)}
    if name == ONLY and clicks.get("choose") == 0:
        yield "no_switch", visit.visitor.purpose, {}
    if name in (REJECT, ACCEPT, WITHDRAW) and visit.locked:
        yield "no_control", "", {}
    if name == WITHDRAW and clicks.get("withdraw", 0) > clicks.get("accept", 1) + 1:
        wanted = clicks.get("accept", 1) + 1
        yield "withdraw_clicks", "", {"found": clicks["withdraw"], "accept": wanted - 1, "wanted": wanted}


def _measured(banner: Banner) -> Iterator[tuple[str, str, dict[str, object]]]:
    accept, reject = banner.accept, banner.reject
    for name, button in (("accept", accept), ("reject", reject)):
        if button:
            yield from _button(name, button)
    if reject:
        yield from _compared(accept, reject)
        if not banner.together:
            yield "apart", "", {}
        if banner.stops_between:
            yield "stops_between", "", {}
        if not banner.ring:
            yield "focus_ring", "", {}
    yield from (("out_of_view", screen, {}) for screen in banner.out_of_view)
    if banner.focus_on_accept:
        yield "focus_on_accept", "", {}
    yield from (("covered", part, {}) for part in banner.covered)
    if banner.scroll_locked:
        yield "scroll_locked", "", {}
    yield from (("ticked", switch, {}) for switch in banner.ticked)


def _button(name: str, button: Button) -> Iterator[tuple[str, str, dict[str, object]]]:
    if not (button.seen and button.hit):
        yield "hidden", name, {}
    for code, measured, wanted in (
        ("label_contrast", button.label, TEXT_CONTRAST),
        ("edge_contrast", button.edge, EDGE_CONTRAST),
    ):
        if measured is not None and measured < wanted:
            yield code, name, {"found": measured, "wanted": wanted}


def _compared(accept: Button, reject: Button) -> Iterator[tuple[str, str, dict[str, object]]]:
    sizes = ((accept.width, reject.width), (accept.height, reject.height))
    if any(abs(one - other) > max(PIXELS, SHARE * max(one, other)) for one, other in sizes):
        shown = {name: f"{one.width:.0f} × {one.height:.0f}" for name, one in (("accept", accept), ("reject", reject))}
        yield "size", "", dict(shown)
    differing = [name for name in accept.style if accept.style[name] != reject.style.get(name)]
    if differing:
        yield "style", ", ".join(sorted(differing)), {}
    if accept.label is not None and reject.label is not None and reject.label >= TEXT_CONTRAST:
        wanted = accept.label - LESS_CONTRAST
        if reject.label < wanted:
            yield "label_contrast", "reject", {"found": reject.label, "wanted": round(wanted, 1)}
