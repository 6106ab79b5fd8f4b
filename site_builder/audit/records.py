"""What an audit sees and finds. Frozen, and without words: those come from `rules` and the catalogs."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from site_builder.records import record

Kind = Literal["cookie", "local_storage", "session_storage", "indexed_db", "cache", "service_worker"]
FailureKind = Literal["hang", "crash", "redirect", "status", "network", "out_of_time"]

FRESH, REJECT, ACCEPT, WITHDRAW = "fresh", "reject", "accept", "withdraw"
ONLY, GPC, NO_JAVASCRIPT, PHONE = "only", "gpc", "no-javascript", "phone"
VISITORS = (FRESH, REJECT, ACCEPT, ONLY, WITHDRAW, GPC, NO_JAVASCRIPT, PHONE)

UNDECIDED = (FRESH, GPC, NO_JAVASCRIPT, PHONE)
"""Those who made no choice."""


@record
class Visitor:
    """Somebody with a fresh profile and one thing to do; `only` says yes to one purpose."""

    name: str
    purpose: str = ""

    def __str__(self) -> str:
        return f"{self.name}:{self.purpose}" if self.purpose else self.name


@record(kw_only=True)
class Item:
    """One thing in the browser's storage. `host` is whose it is: the domain of a cookie, the origin of the rest.

    `life` is as the register writes it: `session`, `persistent` or an ISO 8601 duration. `cause` is the script that
    was seen to store it.
    """

    kind: Kind
    name: str
    host: str
    life: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    cause: str = ""


@record(kw_only=True)
class Call:
    """A request to another host, without its query; `cause` is the script or page that made it."""

    host: str
    address: str
    kind: str
    cause: str = ""


@record(kw_only=True)
class Button:
    """Accept or reject as measured: CSS pixels, computed style, contrast ratios (none where no colour is known).

    `seen` and `hit`: it is visible, and a click in its middle reaches it.
    """

    width: float
    height: float
    style: Mapping[str, str]
    label: float | None
    edge: float | None
    seen: bool
    hit: bool


@record(kw_only=True)
class Banner:
    """The question as a visitor without a choice meets it.

    `out_of_view` are the screens, as width x height, where one of the answers needs scrolling; `covered` the parts of
    the page that cannot be reached; `ticked` the switches that are on.
    """

    name: str
    accept: Button
    reject: Button | None
    together: bool = True
    out_of_view: tuple[str, ...] = ()
    focus_on_accept: bool = False
    stops_between: bool = False
    ring: bool = True
    covered: tuple[str, ...] = ()
    scroll_locked: bool = False
    ticked: tuple[str, ...] = ()


@record
class Failure:
    """Why a page could not be seen; `detail` is a status, a host or the browser's own name for it."""

    kind: FailureKind
    detail: str = ""


@record(kw_only=True)
class Visit:
    """What one visitor met on one page.

    `asks`: the question is open at the end. `clicks`: how many an answer took, by its name; none where it could not be
    given. `went_on`: what was stored or called because the visitor scrolled or pressed Esc. `locked`: after the choice
    no control leads back to it.
    """

    page: str
    host: str
    visitor: Visitor
    items: tuple[Item, ...] = ()
    calls: tuple[Call, ...] = ()
    banner: Banner | None = None
    other_banner: bool = False
    asks: bool = False
    clicks: Mapping[str, int] = field(default_factory=dict)
    went_on: tuple[str, ...] = ()
    locked: bool = False
    failure: Failure | None = None
    links: tuple[str, ...] = ()
    screenshot: bytes = b""


@record(kw_only=True)
class Finding:
    """Something that is not as it was promised or as the law wants it. `code` names its rule and its message."""

    code: str
    page: str
    visitor: str
    item: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)


@record
class Proposal:
    """YAML that would declare what was found, and what it is about."""

    about: str
    yaml: str


@record(kw_only=True)
class Report:
    """What an audit has to tell. `known` and `gone` are keys of findings: those that an earlier report has too, and
    those that only it has. `compared`: there was one."""

    statement: str
    visits: tuple[Visit, ...]
    findings: tuple[Finding, ...]
    proposals: tuple[Proposal, ...] = ()
    known: frozenset[tuple[str, ...]] = frozenset()
    gone: tuple[tuple[str, ...], ...] = ()
    compared: bool = False
