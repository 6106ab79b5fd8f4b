"""What the browser says, what Google is told, and what the site's own endpoint receives."""

import json
from dataclasses import replace

import pytest

from .conftest import EVERYWHERE, LABELS, Arrive
from .playground.server import Playground
from .registers import item
from .test_reasking import in_purpose, new_service

GPC = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => VALUE})"


@EVERYWHERE
def test_brw_17_global_privacy_control_is_a_no(
    arrive: Arrive, site: Playground, locale: str, options: dict[str, object]
) -> None:
    visitor = arrive(locale, path=None, **options)
    visitor.page.add_init_script(GPC.replace("VALUE", "true"))
    visitor.open()
    said = {"nl": "Dat geldt voor ons als weigering", "en": "We treat that as a refusal"}
    assert said[locale] in visitor.strip.inner_text()
    visitor.settle()
    assert site.vendor_requests == []
    methods = visitor.page.evaluate("consent.get().events.map(event => event.method + ' ' + event.event_state)")
    assert methods == ["gpc refused"] * 2
    visitor.press("choose")
    assert visitor.strip.locator("input:checked").count() == 0
    visitor.switch("analytics").check()
    visitor.press("save")
    visitor.until(lambda: bool(site.received("counter")), "an explicit yes counts")
    visitor.open("page/2")
    visitor.wait_allowed("analytics")
    assert visitor.strip.count() == 0, "and it is not said twice"
    assert not visitor.allowed("tracking")


@pytest.mark.parametrize("value", ["false", "undefined", "'1'", "1"])
def test_only_true_is_the_signal(arrive: Arrive, value: str) -> None:
    visitor = arrive(path=None)
    visitor.page.add_init_script(GPC.replace("VALUE", value))
    visitor.open()
    visitor.button("accept").wait_for()
    assert visitor.cookies == {}


def with_google(site: Playground) -> None:
    [counter] = site.register.storage[1].services
    google = replace(counter, items=(*counter.items, item("_ga", max_age="P13M"), item("_ga_*", max_age="P13M")))
    site.register = in_purpose(site.register, "analytics", services=(google,))


LAYER = "(window.dataLayer || []).map(entry => [...entry])"
SIGNALS = {"ad_storage", "ad_user_data", "ad_personalization", "analytics_storage", "functionality_storage"}
SIGNALS |= {"personalization_storage"}


def test_google_hears_nothing_when_it_is_not_declared(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.press("accept")
    assert visitor.page.evaluate("[typeof gtag, typeof dataLayer]") == ["undefined", "undefined"]


def test_google_consent_mode_is_denied_first_and_updated_on_each_choice(arrive: Arrive, site: Playground) -> None:
    with_google(site)
    visitor = arrive()
    [default] = visitor.page.evaluate(LAYER)
    assert default[:2] == ["consent", "default"]
    assert default[2] == dict.fromkeys(SIGNALS, "denied") | {"security_storage": "granted"}
    visitor.press("accept")
    _, update = visitor.page.evaluate(LAYER)
    granted = {"analytics_storage": "granted", "functionality_storage": "granted"}
    assert update == ["consent", "update", dict.fromkeys(SIGNALS, "denied") | granted]
    visitor.open("page/1")
    assert [entry[1] for entry in visitor.page.evaluate(LAYER)] == ["default", "update"]
    visitor.page.evaluate(
        "() => { dataLayer.push = entry => localStorage.setItem('said', JSON.stringify([...entry])) }"
    )
    visitor.settings()
    with visitor.loading_again():
        visitor.press("reject all")
    assert not visitor.allowed("analytics")
    [_, kind, signals] = json.loads(visitor.page.evaluate("localStorage.getItem('said')"))
    assert kind == "update" and signals["analytics_storage"] == "denied"


def records(site: Playground, page: str = "") -> list[dict[str, object]]:
    """What the endpoint received, of a page or of all."""
    return [
        json.loads(request.body)
        for request in site.received("site")
        if request.path == "/record" and request.headers["Referer"].endswith(page)
    ]


def test_the_endpoint_receives_each_record_without_an_identifier(arrive: Arrive, site: Playground) -> None:
    site.settings = replace(site.settings, endpoint="/record")
    visitor = arrive()
    visitor.press("reject")
    visitor.until(lambda: len(records(site)) == 1, "the refusal arrives")
    visitor.settings()
    visitor.press("accept all")
    visitor.until(lambda: len(records(site)) == 2, "the consent arrives")
    first, second = records(site)
    assert first["record_id"] != second["record_id"]
    [request, _] = [request for request in site.received("site") if request.path == "/record"]
    assert "Cookie" not in request.headers
    visitor.page.wait_for_function("!Object.keys(localStorage).some(key => key.startsWith('consent-unsent'))")


def test_a_choice_is_reported_once_however_many_tabs_hear_of_it(arrive: Arrive, site: Playground) -> None:
    site.settings = replace(site.settings, endpoint="/record")
    visitor = arrive()
    others = [visitor.another_tab(), visitor.another_tab()]
    for other in others:
        other.open("page/1")
    visitor.press("reject")
    for other in others:
        other.strip.wait_for(state="detached")
        assert "/record" not in other.asked("site")
    visitor.until(lambda: len(records(site)) == 1, "the one who made the choice reports it")


@pytest.mark.parametrize("broken", ["no answer", "an error"])
def test_an_unreachable_endpoint_is_tried_again_at_the_next_page(arrive: Arrive, site: Playground, broken: str) -> None:
    site.settings = replace(site.settings, endpoint="/record")
    visitor = arrive()
    if broken == "no answer":
        visitor.page.route("**/record", lambda route: route.abort())
    else:
        site.endpoint_status = 503
    visitor.press("accept")
    visitor.settings()
    with visitor.loading_again():
        visitor.press("reject all")
    assert not visitor.allowed("tracking")
    waiting = "Object.keys(localStorage).filter(key => key.startsWith('consent-unsent')).length"
    visitor.page.wait_for_function(f"{waiting} == 2")
    visitor.settle()
    assert visitor.errors == []
    visitor.page.unroute_all()
    site.endpoint_status = 204
    visitor.open("page/1")
    visitor.page.wait_for_function(f"{waiting} == 0")
    received = records(site, "/page/1")
    assert len(received) == len({str(record["record_id"]) for record in received}) == 2


def test_a_page_hears_of_every_choice(arrive: Arrive, site: Playground) -> None:
    site.head = """<script>
        window.heard = []
        document.addEventListener('consent', event => heard.push(event.detail.events.map(each => each.event_state)))
    </script>"""
    visitor = arrive()
    visitor.page.wait_for_function("heard.length == 1")
    visitor.press("accept")
    visitor.page.wait_for_function("heard.length == 2")
    assert visitor.page.evaluate("heard") == [[], ["given", "given"]]


def test_code_that_is_not_markup(arrive: Arrive, site: Playground) -> None:
    visitor = arrive()
    visitor.page.evaluate(
        """window.log = []
        consent.on('tracking', () => { throw new Error('of a vendor') })
        consent.on('tracking', () => log.push('ran'))
        consent.on('analytics', () => log.push('never'))"""
    )
    visitor.page.evaluate("consent.open()")
    visitor.switch("tracking").check()
    visitor.press("save")
    visitor.page.wait_for_function("log.length == 1")
    visitor.page.evaluate("consent.on('tracking', () => log.push('later'))")
    visitor.page.wait_for_function("log.length == 2")
    assert visitor.page.evaluate("log") == ["ran", "later"]
    assert visitor.errors == ["of a vendor"], "one that throws is reported, and harms no other"


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_the_footer_control_opens_from_any_page(arrive: Arrive, site: Playground, locale: str) -> None:
    visitor = arrive(locale, path="page/5")
    visitor.press("reject")
    visitor.settings()
    assert visitor.strip.get_by_role("button", name=LABELS[locale]["save"], exact=True).is_visible()
    site.register = new_service(site.register)
