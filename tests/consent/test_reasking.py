"""Only what was added asks again, for its own purpose alone, and runs nothing meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from site_builder.model import Country, Duration, Identifier, Register

from .conftest import PHONE, Arrive
from .playground.server import Playground
from .registers import item, recipient

Change = Callable[[Register], Register]


def in_purpose(register: Register, purpose_id: str, **changes: object) -> Register:
    return replace(
        register,
        storage=tuple(replace(p, **changes) if p.id == purpose_id else p for p in register.storage),  # type: ignore[arg-type]
    )


def new_service(register: Register) -> Register:
    [counter] = register.storage[1].services
    heat = replace(counter, id=Identifier("heat"), name="Warmtekaart", items=(item("heat"),))
    return in_purpose(register, "analytics", services=(counter, heat))


def new_item(register: Register) -> Register:
    [counter] = register.storage[1].services
    return in_purpose(register, "analytics", services=(replace(counter, items=(*counter.items, item("extra"))),))


def longer_life(register: Register) -> Register:
    [counter] = register.storage[1].services
    first, *rest = counter.items
    items = (replace(first, max_age=Duration("P2Y")), *rest)
    return in_purpose(register, "analytics", services=(replace(counter, items=items),))


def new_recipient(register: Register) -> Register:
    [counter] = register.storage[1].services
    register = replace(register, recipients=(*register.recipients, recipient("buyer", "Koper", Country("IE"))))
    return in_purpose(register, "analytics", services=(replace(counter, recipient=Identifier("buyer")),))


def new_country(register: Register) -> Register:
    moved = tuple(replace(r, country=Country("IN")) if r.id == "counter" else r for r in register.recipients)
    return replace(register, recipients=moved)


WIDENED: dict[str, tuple[Change, str]] = {
    "service": (new_service, "Warmtekaart"),
    "item": (new_item, "extra"),
    "longer life": (longer_life, "count_id"),
    "recipient": (new_recipient, "Koper"),
    "country": (new_country, "India"),
}


@pytest.mark.parametrize(
    ("locale", "options", "what"),
    [("nl", {}, what) for what in WIDENED] + [("en", {}, "service"), ("nl", PHONE, "item"), ("en", PHONE, "country")],
)
def test_brw_11_a_wider_scope_asks_that_purpose_again(
    arrive: Arrive, site: Playground, locale: str, options: dict[str, object], what: str
) -> None:
    change, name = WIDENED[what]
    visitor = arrive(locale, **options)
    visitor.press("accept")
    site.register = change(site.register)
    visitor.leave_after_all_ran()
    visitor.open("page/1")
    text = visitor.strip.inner_text()
    assert name in text
    assert ("Nieuw sinds je keuze" if locale == "nl" else "New since your choice") in text
    assert ("trackingcookies" if locale == "nl" else "tracking cookies") not in text, "one purpose alone"
    visitor.until(lambda: bool(visitor.asked("chat")), "the rest stands")
    assert visitor.asked("counter") == [], "and meanwhile nothing of that purpose runs"
    assert not visitor.allowed("analytics")
    visitor.press("accept")
    visitor.until(lambda: bool(visitor.asked("counter")), "until it is allowed")
    visitor.open()
    visitor.wait_allowed("analytics")
    assert visitor.strip.count() == 0


def test_a_no_to_the_wider_scope_leaves_the_rest(arrive: Arrive, site: Playground) -> None:
    visitor = arrive()
    visitor.press("accept")
    site.register = new_service(site.register)
    visitor.open()
    visitor.press("reject")
    visitor.open()
    visitor.wait_allowed("tracking")
    assert not visitor.allowed("analytics") and visitor.strip.count() == 0
    visitor.until(lambda: not {"count_id", "count_visit", "count"} & visitor.stored, "what was stored is gone")


def fewer(register: Register) -> Register:
    [counter] = register.storage[1].services
    tracking = register.storage[2]
    register = in_purpose(register, "analytics", services=(replace(counter, items=counter.items[:1]),))
    return in_purpose(register, "tracking", services=tracking.services[1:])


def shorter_life(register: Register) -> Register:
    [counter] = register.storage[1].services
    items = tuple(replace(one, max_age=Duration("P1D")) for one in counter.items)
    return in_purpose(register, "analytics", services=(replace(counter, items=items),))


def renamed(register: Register) -> Register:
    [counter] = register.storage[1].services
    counter = replace(counter, name="Optelsom", description={"nl": "Anders gezegd.", "en": "Put differently."})
    names = tuple(replace(r, name=f"{r.name} B.V.") for r in register.recipients)
    register = in_purpose(register, "analytics", services=(counter,), label={"nl": "meten", "en": "measuring"})
    return replace(register, recipients=names)


def reordered(register: Register) -> Register:
    functional, analytics, tracking = register.storage
    tracking = replace(tracking, services=tracking.services[::-1])
    return replace(register, storage=(tracking, functional, analytics))


@pytest.mark.parametrize("change", [fewer, shorter_life, renamed, reordered], ids=lambda change: change.__name__)
@pytest.mark.parametrize("answer", ["accept", "reject"])
def test_brw_11_narrower_renamed_or_reworded_never_asks(
    arrive: Arrive, site: Playground, change: Change, answer: str
) -> None:
    visitor = arrive()
    visitor.press(answer)
    site.register = change(site.register)
    visitor.open()
    visitor.wait_allowed("analytics", answer == "accept")
    assert visitor.strip.count() == 0


def test_a_service_that_is_no_longer_declared_does_not_run(arrive: Arrive, site: Playground) -> None:
    visitor = arrive()
    visitor.press("accept")
    site.register = fewer(site.register)
    visitor.leave_after_all_ran()
    visitor.open()
    visitor.until(lambda: bool(visitor.asked("campaign")), "the rest loads")
    visitor.wait_allowed("tracking/landbot_chat", False)
    assert visitor.asked("chat") == []


@pytest.mark.parametrize(("locale", "line"), [("nl", "veranderd sinds je keuze"), ("en", "changed since your choice")])
def test_a_changed_statement_is_told_once(arrive: Arrive, site: Playground, locale: str, line: str) -> None:
    visitor = arrive(locale)
    visitor.press("accept")
    site.register = replace(site.register, effective_on=date(2027, 6, 1))
    visitor.open()
    assert line in visitor.strip.inner_text()
    assert visitor.page.evaluate("document.activeElement == document.body")
    assert visitor.strip.get_by_role("link").get_attribute("href") == f"/{locale}/changes/2027-06-01/"
    assert visitor.allowed("tracking"), "the choice stands"
    visitor.open("page/1")
    visitor.wait_allowed("tracking")
    assert visitor.strip.count() == 0


def test_an_answer_for_one_purpose_does_not_lengthen_another(arrive: Arrive, site: Playground) -> None:
    visitor = arrive()
    visitor.press("accept")
    now = visitor.page.evaluate("Date.now() / 1000")
    visitor.page.clock.set_fixed_time(now + 150 * 86400)
    site.register = new_service(site.register)
    visitor.open()
    visitor.press("accept")
    visitor.page.clock.set_fixed_time(now + 190 * 86400)
    visitor.open()
    visitor.button("accept").wait_for()
    assert "trackingcookies" in visitor.strip.inner_text() and "analytische" not in visitor.strip.inner_text()
