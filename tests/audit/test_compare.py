"""What was seen against what is declared, without a browser."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.audit.compare import compare, proposed
from site_builder.audit.cookies import duration, third_party_cookie
from site_builder.audit.declared import Declared, DeclaredHost, DeclaredItem, declared_facts, outlives
from site_builder.audit.known import catalogue_names
from site_builder.audit.naming import stable
from site_builder.audit.plan import followed, same_site, visitors
from site_builder.audit.records import VISITORS, Finding, Visit
from site_builder.audit.rules import RULES
from site_builder.consent.scope import scope_digest
from site_builder.decode import decode
from site_builder.model import ConsentPurpose, Host, Recipient

from .conftest import PUBLICATION, honest
from .seen import banner, button, call, item, visit


def declared_item(name: str, purpose: str = "tracking", max_age: str = "P30D", **more: str) -> DeclaredItem:
    consent = purpose != "functional"
    return DeclaredItem(
        name=name,
        kind=more.get("kind", "cookie"),
        set_by=more.get("set_by", "example.nl"),
        max_age=max_age,
        purpose=purpose,
        consent=consent,
        place="statement.yaml:9",
    )


FACTS = Declared(
    version="2027-01-01",
    own=("example.nl",),
    asks=("analytics", "tracking"),
    items=(
        declared_item("consent", "functional", "P6M"),
        declared_item("_ga", "analytics", "P13M"),
        declared_item("_ga_*", "analytics", "P13M"),
        declared_item("spy_*", "tracking"),
        declared_item("far", "tracking", set_by="vendor.example"),
    ),
    hosts=(
        DeclaredHost(host="count.example", purpose="analytics", consent=True, place="", expected=True),
        DeclaredHost(host="vendor.example", purpose="tracking", consent=True, place=""),
    ),
)


def told(*visits: Visit) -> list[str]:
    return [f"{RULES[one.code].id} {one.visitor} {one.item}".strip() for one in compare(FACTS, visits)]


ASKED: dict[str, Any] = {"banner": banner()}


def test_who_agreed_may_be_followed_and_nobody_else() -> None:
    following = (item("spy_1"), call("cdn.vendor.example"))
    assert told(visit("accept", *following)) == told(visit("only:tracking", *following)) == []
    for visitor, storage, request in (
        ("fresh", "AUDIT-EARLY-STORAGE", "AUDIT-EARLY-REQUEST"),
        ("gpc", "AUDIT-EARLY-STORAGE", "AUDIT-EARLY-REQUEST"),
        ("no-javascript", "AUDIT-EARLY-STORAGE", "AUDIT-EARLY-REQUEST"),
        ("phone", "AUDIT-EARLY-STORAGE", "AUDIT-EARLY-REQUEST"),
        ("reject", "AUDIT-REFUSED-RUNS", "AUDIT-REFUSED-RUNS"),
        ("only:analytics", "AUDIT-REFUSED-RUNS", "AUDIT-REFUSED-RUNS"),
        ("withdraw", "AUDIT-SURVIVES", "AUDIT-REFUSED-RUNS"),
    ):
        found = told(visit(visitor, *following, **(ASKED if visitor in ("fresh", "phone") else {})))
        assert sorted(found) == sorted([f"{storage} {visitor} spy_1", f"{request} {visitor} cdn.vendor.example"])


def test_what_needs_no_consent_may_always_be_there_and_our_own_hosts_be_called() -> None:
    own = (item("consent", life="P182D"), call("static.example.nl"), call("www.example.nl"))
    assert all(told(visit(name, *own, **ASKED)) == [] for name in ("fresh", "reject", "withdraw", "phone"))


def test_what_comes_before_a_choice_is_not_told_again_after_a_no() -> None:
    found = told(
        visit("fresh", item("spy_1"), **ASKED), visit("reject", item("spy_1")), visit("withdraw", item("spy_1"))
    )
    assert found == ["AUDIT-EARLY-STORAGE fresh spy_1"]


def test_the_undeclared_is_told_once_a_page() -> None:
    strange = (item("strange"), call("strange.example"))
    found = told(visit("accept", *strange), visit("only:tracking", *strange))
    assert found == ["AUDIT-UNDECLARED-HOST accept strange.example", "AUDIT-UNDECLARED-ITEM accept strange"]


@pytest.mark.parametrize(
    ("name", "life", "wrong"),
    [
        ("spy_1", "P30D", False),
        ("spy_1", "P31D", True),
        ("spy_1", "session", False),
        ("spy_1", "persistent", True),
        ("consent", "P184D", False),  # half a year of long months
        ("consent", "P190D", True),
        ("_ga", "P397D", False),
        ("_ga_X1", "P2Y", True),
    ],
)
def test_a_life_may_not_be_longer_than_declared(name: str, life: str, wrong: bool) -> None:
    assert (f"AUDIT-LIFE accept {name}" in told(visit("accept", item(name, life=life)))) == wrong


def test_a_cookie_of_another_host_is_declared_as_set_by_it() -> None:
    assert told(visit("accept", item("far", host="cdn.vendor.example"))) == []
    assert told(visit("accept", item("spy_1", host="vendor.example"))) == ["AUDIT-PARTY accept spy_1"]


def test_never_seen_is_said_when_somebody_agreed() -> None:
    assert "AUDIT-NEVER-SEEN accept spy_*" in told(visit("accept", clicks={"accept": 1}))
    assert told(visit("accept")) == told(visit("reject")) == []


def test_a_kind_that_cannot_be_declared_is_a_warning() -> None:
    assert told(visit("accept", item("shell", "cache", "persistent"))) == ["AUDIT-OFFLINE-STORAGE accept shell"]


def test_a_page_that_failed_says_so_and_nothing_else() -> None:
    from site_builder.audit.records import Failure

    assert told(visit("fresh", failure=Failure("status", "500"))) == ["AUDIT-PAGE-FAILED fresh 500"]


@pytest.mark.parametrize(
    ("seen", "rule"),
    [
        (banner(), None),
        (banner(reject=button(width=97.9)), "BRW-03"),
        (banner(reject=button(height=46)), "BRW-03"),
        (banner(reject=button(width=98.1)), None),
        (banner(reject=button(style={"color": "grey"})), "BRW-04"),
        (banner(reject=button(label=4.4)), "BRW-05"),
        (banner(reject=button(label=11.4)), "BRW-05"),
        (banner(reject=button(label=None)), None),
        (banner(accept=button(edge=2.9)), "BRW-05"),
        (banner(ring=False), "BRW-05"),
        (banner(together=False), "BRW-06"),
        (banner(out_of_view=("320 × 568",)), "BRW-06"),
        (banner(focus_on_accept=True), "BRW-08"),
        (banner(stops_between=True), "BRW-08"),
        (banner(covered=("Menu",)), "BRW-18"),
        (banner(scroll_locked=True), "BRW-18"),
        (banner(ticked=("tracking",)), "AP-COOKIE-2"),
        (banner(reject=button(hit=False)), "AP-COOKIE-5"),
        (banner(accept=button(seen=False)), "AP-COOKIE-5"),
    ],
)
def test_each_rule_of_the_banner(seen: object, rule: str | None) -> None:
    assert {line.split()[0] for line in told(visit("fresh", banner=seen))} == ({rule} if rule else set())


def test_the_ways_to_answer() -> None:
    def rules(name: str, **more: Any) -> set[str]:
        return {line.split()[0] for line in told(visit(name, **more))}

    assert rules("reject", clicks={"reject": 1}) == rules("reject") == set()
    assert rules("reject", clicks={"reject": 2}) == rules("reject", clicks={"reject": 0}) == {"BRW-07"}
    assert rules("reject", clicks={"reject": 1}, asks=True) == {"BRW-09"}
    assert rules("reject", clicks={"reject": 1}, locked=True) == {"TF-K"}
    assert rules("withdraw", clicks={"accept": 1, "withdraw": 2}) == set()
    assert rules("withdraw", clicks={"accept": 1, "withdraw": 3}) == {"BRW-07"}
    assert rules("only:tracking", clicks={"choose": 0}) == {"C05-GRAN"}
    assert rules("gpc", asks=True) == {"BRW-17"}
    assert rules("fresh", banner=banner(), went_on=("spy",)) == {"BRW-16"}
    assert rules("fresh") == rules("phone") == {"AUDIT-NO-BANNER"}
    assert rules("fresh", other_banner=True) == {"AUDIT-OTHER-BANNER"}


def test_who_need_not_be_asked_meets_no_banner() -> None:
    assert compare(replace(FACTS, asks=()), [visit("fresh")]) == ()


names = st.sampled_from(["consent", "spy_1", "spy_20000", "_ga", "strange", "far"])
things = st.lists(
    st.one_of(
        st.builds(item, names, life=st.sampled_from(["session", "P30D", "P400D"])),
        st.builds(call, st.sampled_from(["vendor.example", "count.example", "strange.example"])),
    ),
    max_size=4,
)
visits = st.lists(
    st.tuples(st.sampled_from(["fresh", "reject", "accept", "only:tracking", "withdraw"]), things), max_size=5
)


@given(visits)
def test_the_same_visits_give_the_same_findings(seen: Iterable[tuple[str, list[object]]]) -> None:
    """Whatever was seen first, and the order says what weighs most."""
    met = [visit(name, *one) for name, one in dict(seen).items()]  # type: ignore[arg-type]
    turned = [replace(one, items=one.items[::-1], calls=one.calls[::-1]) for one in met]
    found = compare(FACTS, met)

    def plain(findings: Iterable[Finding]) -> list[tuple[str, str, str]]:
        return [(one.code, one.item, one.visitor) for one in findings]

    assert plain(found) == plain(compare(FACTS, turned))
    weights = [RULES[one.code].severity for one in found]
    assert weights == sorted(weights)


# --- what would declare it --------------------------------------------------------------------------------------------


def test_the_proposal_declares_what_was_found() -> None:
    met = visit(
        "accept", item("mark_1234567", life="P30D", cause="https://vendor2.example/v.js"), call("vendor2.example")
    )
    [proposal] = proposed(FACTS, [met], ("nl", "en"))
    [purpose] = yaml.safe_load(proposal.yaml)["storage"]
    purpose |= {
        "id": "tracking",
        "label": {"nl": "x", "en": "x"},
        "description": {"nl": "x", "en": "x"},
        "consent": True,
    }
    decoded, problems = decode(ConsentPurpose, yaml.safe_dump(purpose), "s.yaml", locales=("nl", "en"))
    assert problems == () and decoded is not None
    register = replace(honest(), storage=(*honest().storage, decoded))
    facts = declared_facts(register, PUBLICATION)
    assert not {"undeclared_item", "undeclared_host"} & {one.code for one in compare(facts, [met])}
    [service] = decoded.services
    assert service.hosts == ("vendor2.example",) and service.items[0].name == "mark_*"


def test_the_catalogue_gives_a_name_and_a_recipient() -> None:
    met = visit("accept", item("_ga_1A2B3C4D5E", life="P1D"), call("www.google-analytics.com"))
    names = catalogue_names(("nl", "en"), "example.nl")
    [proposal] = proposed(replace(FACTS, items=()), [met], ("nl", "en"), names)
    data = yaml.safe_load(proposal.yaml)
    assert proposal.about == "Google Analytics"
    [recipient], [purpose] = data["recipients"], data["storage"]
    assert recipient["country"] == "IE" and purpose["id"] == "analytics"
    assert purpose["services"][0]["hosts"] == ["www.google-analytics.com"]
    _, problems = decode(Recipient, yaml.safe_dump(recipient), "s.yaml", locales=("nl", "en"))
    assert problems == ()


def test_a_host_is_declared_with_the_items_of_its_service() -> None:
    met = visit("accept", item("_ga", life="P1D"), call("www.google-analytics.com"))
    names = catalogue_names(("nl", "en"), "example.nl")
    assert "undeclared_host" not in {one.code for one in compare(FACTS, [met], names)}
    assert "undeclared_host" in {one.code for one in compare(FACTS, [met])}


def test_a_new_host_is_no_new_scope() -> None:
    """A recipient that answers at one more address is the same recipient: nobody is asked again."""
    [*_, tracking] = honest().storage
    chat, campaign = tracking.services
    more = replace(tracking, services=(replace(chat, hosts=(Host("cdn.landbot.io"),)), campaign))
    assert scope_digest(honest(), more) == scope_digest(honest(), tracking)


@pytest.mark.parametrize(
    ("name", "plain"),
    [("prism_90210", "prism_*"), ("_ga", "_ga"), ("_ga_1A2B3C4D5E", "_ga_*"), ("id4", "id4"), ("90210", "90210")],
)
def test_what_differs_from_visitor_to_visitor_is_left_out(name: str, plain: str) -> None:
    assert stable(name) == plain


# --- small things -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a=1; SameSite=None; Secure; Max-Age=86400", ("a", "v.example", "P1D")),
        ("a=1; samesite=NONE; secure; Domain=.example; HttpOnly", ("a", "example", "session")),
        ("a=1; SameSite=None; Secure; Expires=Thu, 01 Jan 1970 00:00:10 GMT", ("a", "v.example", "PT1M")),
        ("a=1; SameSite=None; Secure; Max-Age=0", ("a", "v.example", "")),
        ("a=1; SameSite=None; Secure; Expires=never", ("a", "v.example", "session")),
        ("a=1; Secure", None),
        ("a=1; SameSite=None", None),
        ("nothing", None),
    ],
)
def test_a_cookie_of_a_third_party(text: str, seen: tuple[str, str, str] | None) -> None:
    cookie = third_party_cookie(text, "v.example", now=0)
    assert (cookie and (cookie.name, cookie.host, cookie.life)) == seen


@given(st.text(alphabet="ab=; ,-MaxAgeExpires=SameSite=None;Secure0123:\x00é"))
def test_no_cookie_is_too_strange(text: str) -> None:
    for hostile in (text, f"{text}; SameSite=None; Secure", f"a=1; SameSite=None; Secure; Expires={text}"):
        third_party_cookie(hostile, "v.example", now=0)


@pytest.mark.parametrize(("seconds", "life"), [(2591990, "P30D"), (86399, "P1D"), (1795, "PT30M"), (1, "PT1M")])
def test_a_life_is_told_in_round_figures(seconds: int, life: str) -> None:
    assert duration(seconds) == life and not outlives(life, life)


def test_links_are_followed_on_the_same_website_only() -> None:
    page = "https://www.example.nl/"
    links = [
        f"{page}a",
        f"{page}a#b",
        f"{page}x.pdf",
        "https://other.example/",
        "mailto:a@b.nl",
        "http://[",
        f"{page}?q=1",
    ]
    assert followed(links, page, [page]) == (f"{page}a", f"{page}?q=1")
    assert same_site("http://example.nl/", page) and not same_site("https://shop.example.nl/", page)


def test_who_visits() -> None:
    assert [str(one) for one in visitors(["only", "fresh"], ["a", "b"])] == ["fresh", "only:a", "only:b"]
    assert [str(one) for one in visitors(VISITORS, [])] == ["fresh", "gpc", "no-javascript", "phone"]
