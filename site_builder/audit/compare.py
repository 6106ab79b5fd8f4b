"""What was seen against what is declared: a pure function of both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from site_builder.audit.banner import banner_findings
from site_builder.audit.declared import Declared, outlives, within
from site_builder.audit.naming import UNKNOWN, Names, proposals, stable
from site_builder.audit.records import (
    ACCEPT,
    ONLY,
    UNDECIDED,
    WITHDRAW,
    Call,
    Finding,
    Item,
    Proposal,
    Visit,
    Visitor,
)
from site_builder.audit.rules import RULES

DECLARABLE = ("cookie", "local_storage", "session_storage", "indexed_db")


def compare(declared: Declared, visits: Sequence[Visit], names: Names = UNKNOWN) -> tuple[Finding, ...]:
    """Every finding, heaviest first; the same visits give the same findings in the same order."""
    found = _told_once([finding for visit in visits for finding in _visit(declared, visit, names)])
    found += [finding for visit in visits for finding in banner_findings(declared, visit)]
    return sort_findings((*found, *_never_seen(declared, visits)), visits)


def _told_once(findings: Sequence[Finding]) -> list[Finding]:
    """What comes before a choice comes after a no as well: that goes without saying."""
    early = {(finding.page, finding.item) for finding in findings if finding.code in _EARLY}
    return [
        finding for finding in findings if finding.code not in _IN_SPITE or (finding.page, finding.item) not in early
    ]


def sort_findings(findings: Iterable[Finding], visits: Sequence[Visit]) -> tuple[Finding, ...]:
    """By weight, rule and item, then in the order of the visits. What is the same for every visitor of a page is told
    of the first."""
    order = {(visit.page, str(visit.visitor)): number for number, visit in enumerate(visits)}

    def key(finding: Finding) -> tuple[object, ...]:
        rule = RULES[finding.code]
        return rule.severity, rule.id, finding.code, finding.item, order.get((finding.page, finding.visitor), -1)

    kept: dict[tuple[str, ...], Finding] = {}
    for finding in sorted(findings, key=key):
        whose = "" if finding.code in _OF_THE_PAGE else finding.visitor
        kept.setdefault((finding.code, finding.item, finding.page, whose), finding)
    return tuple(kept.values())


_EARLY = frozenset({"early_storage", "early_request"})
_IN_SPITE = frozenset({"refused_storage", "refused_request", "survives", "withdrawn_request"})
_OF_THE_PAGE = frozenset({"undeclared_item", "undeclared_host", "offline_storage", "life", "party", "no_banner"})


def proposed(
    declared: Declared, visits: Sequence[Visit], locales: Iterable[str], names: Names = UNKNOWN
) -> tuple[Proposal, ...]:
    """YAML for everything that was seen and is not declared."""
    items = [
        item
        for visit in visits
        for item in visit.items
        if item.kind in DECLARABLE and not declared.items_named(item.kind, item.name)
    ]
    calls = [
        call
        for visit in visits
        for call in visit.calls
        if not declared.is_own(call.host, visit.host) and not _behind(declared, call.host, names)
    ]
    own = {visit.host for visit in visits}
    return proposals(items, calls, lambda host: any(declared.is_own(host, page) for page in own), locales, names)


def allows(visitor: Visitor, purposes: Sequence[tuple[str, bool]]) -> bool:
    """Whether a visitor agreed to one of the purposes, or need not have been asked. What has no known purpose may
    belong to the one that was allowed."""
    if visitor.name == ACCEPT or (visitor.name == ONLY and not purposes):
        return True
    return any(not consent or (visitor.name, visitor.purpose) == (ONLY, purpose) for purpose, consent in purposes)


def _visit(declared: Declared, visit: Visit, names: Names) -> Iterator[Finding]:
    if visit.failure:
        yield _finding(visit, visit.failure.kind, visit.failure.detail)
        return
    for item in visit.items:
        yield from _item(declared, visit, item)
    for host, calls in _by_host(visit.calls).items():
        if declared.is_own(host, visit.host):
            continue
        seen = {
            "causes": sorted({call.cause for call in calls if call.cause}),
            "addresses": sorted({call.address for call in calls}),
        }
        behind = _behind(declared, host, names)
        if not behind:
            yield _finding(visit, "undeclared_host", host, **seen)
        if not allows(visit.visitor, behind):
            yield _unasked(visit, host, ("early_request", "refused_request", "withdrawn_request"), seen)


def _item(declared: Declared, visit: Visit, item: Item) -> Iterator[Finding]:
    name = stable(item.name)
    seen = {"kind": item.kind, "causes": [item.cause] if item.cause else []}
    if item.kind not in DECLARABLE:
        yield _finding(visit, "offline_storage", name, **seen)
        return
    found = declared.items_named(item.kind, item.name)
    if not found:
        yield _finding(visit, "undeclared_item", name, **seen)
    if not allows(visit.visitor, [(one.purpose, one.consent) for one in found]):
        yield _unasked(visit, name, ("early_storage", "refused_storage", "survives"), seen)
    if not found:
        return
    nearest = found[0]
    if nearest.max_age and outlives(item.life, nearest.max_age):
        lives = {"found_life": item.life, "declared_life": nearest.max_age}
        yield _finding(visit, "life", name, kind=item.kind, place=nearest.place, **lives)
    foreign = item.kind == "cookie" and not declared.is_own(item.host, visit.host)
    if foreign and not (within(item.host, nearest.set_by) or within(nearest.set_by, item.host)):
        parties = {"found": item.host, "declared": nearest.set_by}
        yield _finding(visit, "party", name, kind=item.kind, place=nearest.place, **parties)


def _finding(visit: Visit, code: str, item: str = "", **arguments: object) -> Finding:
    return Finding(code=code, page=visit.page, visitor=str(visit.visitor), item=item, arguments=arguments)


def _unasked(visit: Visit, item: str, codes: tuple[str, str, str], seen: Mapping[str, object]) -> Finding:
    """What nobody agreed to: before a choice, although refused, or after withdrawing."""
    early, refused, withdrawn = codes
    name = visit.visitor.name
    code = early if name in UNDECIDED else withdrawn if name == WITHDRAW else refused
    return _finding(visit, code, item, **seen)


def _by_host(calls: Iterable[Call]) -> dict[str, list[Call]]:
    hosts: dict[str, list[Call]] = {}
    for call in calls:
        hosts.setdefault(call.host, []).append(call)
    return dict(sorted(hosts.items()))


def _behind(declared: Declared, host: str, names: Names) -> tuple[tuple[str, bool], ...]:
    """The purposes a host is declared for, and whether they need consent: by its name, or because the service that is
    known to call it stores what is declared."""
    named = [(one.purpose, one.consent) for one in declared.hosts_named(host)]
    known = names.host(host)
    if known:
        named += [(one.purpose, one.consent) for one in declared.items if names.item(one.name, one.kind) == known]
    return tuple(dict.fromkeys(named))


def _never_seen(declared: Declared, visits: Sequence[Visit]) -> Iterator[Finding]:
    """Declared, and not met by anybody who agreed to everything."""
    agreed = [visit for visit in visits if visit.visitor.name == ACCEPT and visit.clicks.get("accept")]
    if not agreed:
        return
    first = agreed[0]
    for item in declared.items:
        if not any(item.kind == seen.kind and item.names(seen.name) for visit in visits for seen in visit.items):
            yield _finding(first, "never_seen", item.name, place=item.place)
    for host in declared.hosts:
        if host.expected and not any(host.names(call.host) for visit in visits for call in visit.calls):
            yield _finding(first, "never_seen", host.host, place=host.place)
