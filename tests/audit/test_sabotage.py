"""The playground gives no findings; broken in one way, it gives the rule of that way and no other."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from site_builder.audit.records import Finding
from site_builder.audit.rules import RULES
from tests.consent.playground.server import Playground

Audit = Callable[..., tuple[Finding, ...]]


@dataclass(frozen=True)
class Sabotage:
    """What is put on the page, the visitors who meet it, and the rules and things that are found."""

    rules: set[str]
    visitors: str = "fresh"
    head: str = ""
    body: str = ""
    items: frozenset[str] = frozenset()
    headers: tuple[tuple[str, str], ...] = ()


def with_banner(script: str) -> str:
    """Something done as soon as our banner asks, in `root`."""
    return f"""<script>{{
      const look = () => {{
        const roots = [...document.querySelectorAll('your-choice')].map(({{shadowRoot}}) => shadowRoot)
        const root = roots.find(one => one.querySelector('.ask'))
        if (!root) return requestAnimationFrame(look)
        {script}
      }}
      look()
    }}</script>"""


def with_style(css: str) -> str:
    """A style sheet inside our banner."""
    return with_banner(f"""const sheet = new CSSStyleSheet()
        sheet.replaceSync(`{css}`)
        root.adoptedStyleSheets.push(sheet)""")


def gated(script: str) -> str:
    return f'<script type="text/plain" data-consent="analytics/counter">{script}</script>'


SABOTAGES = {
    "an early pixel": Sabotage(
        {"AUDIT-EARLY-REQUEST"}, "fresh no-javascript phone", body='<img src="{counter}/pixel.gif" alt="">'
    ),
    "an early connection": Sabotage({"AUDIT-EARLY-REQUEST"}, head='<link rel="preconnect" href="{chat}">'),
    "an early cookie": Sabotage(
        {"AUDIT-EARLY-STORAGE"},
        body="<script>document.cookie = 'count_id=1;Path=/'</script>",
        items=frozenset({"count_id"}),
    ),
    "an early cookie of a timer": Sabotage(
        {"AUDIT-EARLY-STORAGE"}, body="<script>setTimeout(() => localStorage.setItem('count', 1), 4000)</script>"
    ),
    "a cookie of the server that no script sees": Sabotage(
        {"AUDIT-EARLY-STORAGE"}, "no-javascript", headers=(("Set-Cookie", "count_id=1; HttpOnly; Path=/"),)
    ),
    "an undeclared cookie": Sabotage(
        {"AUDIT-UNDECLARED-ITEM"},
        "accept",
        body=gated("document.cookie = 'spy_8412390=1;Path=/'"),
        items=frozenset({"spy_*"}),
    ),
    "an undeclared host": Sabotage(
        {"AUDIT-UNDECLARED-HOST"},
        "accept",
        body=gated("fetch('http://127.0.0.9:9/spy?id=1', {mode: 'no-cors'}).catch(() => {})"),
        items=frozenset({"127.0.0.9"}),
    ),
    "a life that is too long": Sabotage(
        {"AUDIT-LIFE"}, "accept", body=gated("document.cookie = 'count_id=1;Max-Age=3000000;Path=/'")
    ),
    "a cookie of another party": Sabotage(
        {"AUDIT-PARTY"}, "accept", headers=(("vendor", "count_id=1; SameSite=None; Secure; Path=/"),)
    ),
    "a survivor": Sabotage(
        {"AUDIT-SURVIVES"},
        "withdraw",
        head="<script>Storage.prototype.removeItem = () => {}</script>",
        items=frozenset({"count", "chat.seen", "chat.token", "chat_tab"}),
    ),
    "a script that runs although it was refused": Sabotage(
        {"AUDIT-REFUSED-RUNS"},
        "reject",
        body="""<script>document.addEventListener('consent', ({detail}) => {
          if (detail.events.length) new Image().src = '{counter}/pixel.gif'
        })</script>""",
    ),
    "a purpose that takes another along": Sabotage(
        {"AUDIT-REFUSED-RUNS"},
        "only",
        body='<template data-consent="analytics/counter"><script src="{chat}/chat.js"></script></template>',
    ),
    "a script that survives withdrawal": Sabotage(
        {"AUDIT-REFUSED-RUNS"},
        "withdraw",
        body="""<script>
          document.addEventListener('consent', () => consent.get('tracking') && (document.cookie = 'consent_was=1'))
          if (document.cookie.includes('consent_was')) {
            document.cookie = 'consent_was=;Max-Age=0'
            new Image().src = '{campaign}/pixel.gif'
          }
        </script>""",
    ),
    "ticked boxes": Sabotage(
        {"AP-COOKIE-2"},
        body=with_banner("""root.addEventListener('click', () => {
          for (const input of root.querySelectorAll('input')) input.checked = true
        })"""),
        items=frozenset({"analytics", "tracking"}),
    ),
    "a smaller reject": Sabotage({"BRW-03"}, body=with_style("[name=reject] { width: 60px }")),
    "another letter": Sabotage({"BRW-04"}, body=with_style("[name=accept] { font-weight: bold }")),
    "a pale reject": Sabotage({"BRW-04", "BRW-05"}, body=with_style("[name=reject] { color: #bbb }")),
    "a reject without an edge": Sabotage({"BRW-04", "BRW-05"}, body=with_style("[name=reject] { border-color: #eee }")),
    "a reject without a focus ring": Sabotage({"BRW-05"}, body=with_style(":focus-visible { outline: 0 }")),
    "a reject below the edge of the screen": Sabotage(
        {"BRW-06"},
        body=with_style("@media (max-width: 400px) { .ask { bottom: -100px } }"),
        items=frozenset({"360 × 640", "320 × 568"}),
    ),
    "a reject that takes more clicks": Sabotage(
        {"BRW-07"}, "reject", body=with_style(".ask [name=reject] { display: none }")
    ),
    "no reject": Sabotage({"BRW-07"}, "reject", body=with_style("[name=reject] { display: none }")),
    "a reject that cannot be pressed": Sabotage(
        {"AP-COOKIE-5"},
        body=with_banner(
            "const {left, top} = root.querySelector('[name=reject]').getBoundingClientRect();"
            "document.body.insertAdjacentHTML('beforeend',"
            "`<p style='position:fixed;z-index:9999999;width:99px;height:40px;margin:0;left:${left}px;top:${top}px'>`)"
        ),
        items=frozenset({"reject"}),
    ),
    "focus on accept": Sabotage({"BRW-08"}, body=with_banner("root.querySelector('[name=accept]').focus()")),
    "a reject out of the order of Tab": Sabotage(
        {"BRW-08"}, body=with_banner("root.querySelector('[name=reject]').tabIndex = -1")
    ),
    "a question that comes back": Sabotage(
        {"BRW-09"},
        "reject",
        body="""<script>
          document.addEventListener('consent', () => { document.cookie = 'consent=;Max-Age=0;Path=/' })
        </script>""",
    ),
    "Esc as a yes": Sabotage(
        {"BRW-16"},
        body=with_banner(
            "addEventListener('keydown', ({key}) => key == 'Escape' && root.querySelector('[name=accept]').click())"
        ),
    ),
    "an objection that is ignored": Sabotage(
        {"BRW-17"},
        "gpc",
        head="<script>Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => false})</script>",
    ),
    "a wall": Sabotage({"BRW-18"}, body="<div style='position:fixed;inset:0;z-index:999998;background:#0008'></div>"),
    "a page that does not scroll": Sabotage({"BRW-18"}, head="<style>body { overflow: hidden; height: 100vh }</style>"),
    "no way back": Sabotage({"TF-K"}, "accept reject", head="<style>[data-consent-open] { display: none }</style>"),
    "no banner": Sabotage({"AUDIT-NO-BANNER"}, "fresh phone gpc", head="<script>self.consent = {on() {}}</script>"),
    "a banner that is not ours": Sabotage(
        {"AUDIT-OTHER-BANNER"}, head="<script>self.consent = {on() {}}</script><p><button>Alles accepteren</button>"
    ),
    "a switch that is missing": Sabotage(
        {"C05-GRAN"}, "only", body=with_style("input[name=analytics] { display: none }"), items=frozenset({"analytics"})
    ),
    "what is declared and not there": Sabotage(
        {"AUDIT-NEVER-SEEN"},
        "accept",
        head="<script>delete self.indexedDB; IDBFactory.prototype.open = () => ({})</script>",
    ),
}


@pytest.mark.parametrize("name", SABOTAGES)
def test_each_sabotage_is_found(audit: Audit, site: Playground, name: str) -> None:
    sabotage = SABOTAGES[name]
    for host, address in site.hosts.items():
        site.head = (site.head or sabotage.head).replace(f"{{{host}}}", address)
        site.body = (site.body or sabotage.body).replace(f"{{{host}}}", address)
    for header, value in sabotage.headers:
        if header == "vendor":
            site.vendor_headers = {"Set-Cookie": value}
        else:
            site.headers = {header: value}
    found = audit(*sabotage.visitors.split())
    assert {RULES[finding.code].id for finding in found} == sabotage.rules, found
    assert {finding.visitor.partition(":")[0] for finding in found} <= set(sabotage.visitors.split())
    if sabotage.items:
        assert {finding.item for finding in found} == sabotage.items


def test_an_honest_website_gives_no_findings(audit: Audit) -> None:
    assert audit() == ()
