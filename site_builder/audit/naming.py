"""Who is behind what was found, and the YAML that would declare it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from site_builder.audit.declared import bare, host_of
from site_builder.audit.records import Call, Item, Proposal
from site_builder.records import record

_RANDOM = re.compile(r"\d{5,}|(?<![a-z0-9])[0-9a-f]{8,}(?![a-z0-9])", re.IGNORECASE)

BLANK = "…"
"""What only the organisation can fill in."""


@record(kw_only=True)
class Known:
    """A service that is known by what it stores or calls, and what one would write in statement.yaml about it: an entry
    of `recipients`, the consent purpose it usually falls in, and its entry under that."""

    id: str
    label: str
    recipient: Mapping[str, Any] | None = None
    purpose: str = ""
    service: Mapping[str, Any] = field(default_factory=dict)


@record
class Names:
    """Who is who: the service known for an item (name, kind) and for a host."""

    item: Callable[[str, str], Known | None] = lambda _name, _kind: None
    host: Callable[[str], Known | None] = lambda _host: None


UNKNOWN = Names()


def stable(name: str) -> str:
    """A name without what differs from visitor to visitor, as the register writes it: `prism_90210` is `prism_*`."""
    start = _RANDOM.search(name)
    return f"{name[: start.start()]}*" if start and start.start() else name


@dataclass(slots=True)
class _Found:
    """What goes into one proposal."""

    label: str
    known: Known | None
    items: dict[tuple[str, str], Item] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)


def proposals(
    items: Iterable[Item], calls: Iterable[Call], own: Callable[[str], bool], locales: Iterable[str], names: Names
) -> tuple[Proposal, ...]:
    """The YAML of each known service, and of each host of which nothing is known, behind what is not declared."""
    services: dict[str, _Found] = {}

    def behind(host: str, known: Known | None) -> _Found:
        known = known or names.host(host)
        return services.setdefault(known.id if known else host, _Found(known.label if known else host, known))

    for item in items:
        host = next((host for host in (bare(item.host), host_of(item.cause)) if host and not own(host)), item.host)
        found = behind(host, names.item(item.name, item.kind))
        found.items.setdefault((item.kind, stable(item.name)), item)
    for call in calls:
        behind(call.host, None).hosts.add(call.host)
    spoken = tuple(locales)
    return tuple(Proposal(found.label, _yaml(found, spoken)) for _, found in sorted(services.items()))


def _yaml(found: _Found, locales: tuple[str, ...]) -> str:
    """As it would stand in statement.yaml, as far as a browser and the catalogue can tell."""
    from yaml import safe_dump

    known = found.known
    usual = dict(known.service) if known else {}
    texts = dict.fromkeys(locales, BLANK)
    described = {(item["kind"], item["name"]): item for item in usual.pop("items", ())}
    service = {"id": _identifier(found.label), "name": found.label, "description": texts} | usual
    if found.hosts:
        service["hosts"] = sorted(found.hosts)
    if found.items:
        items = (_item(name, item, described, texts) for (_, name), item in sorted(found.items.items()))
        service["items"] = list({(item["kind"], item["name"]): item for item in items}.values())
    purpose = {"id": (known.purpose if known else "") or BLANK, "services": [service]}
    recipients = {"recipients": [dict(known.recipient)]} if known and known.recipient else {}
    return str(safe_dump({**recipients, "storage": [purpose]}, sort_keys=False, allow_unicode=True, width=120))


def _item(name: str, item: Item, described: Mapping[tuple[str, str], Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """A storage item as it was seen; where the catalogue knows it, under its name and with its description."""
    for (kind, pattern), usual in described.items():
        if kind == item.kind and (item.name == pattern or (pattern[-1] == "*" and item.name.startswith(pattern[:-1]))):
            return {**usual, "set_by": item.host, "max_age": item.life}
    return {"name": name, "kind": item.kind, "set_by": item.host, "max_age": item.life, "description": dict(texts)}


def _identifier(label: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
    return words if words[:1].isalpha() else f"service_{words}"
