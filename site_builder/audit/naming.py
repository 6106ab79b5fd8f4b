"""Who is behind what was found, and the YAML that would declare it."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from site_builder.audit.declared import bare, host_of
from site_builder.audit.records import Call, Item, Proposal

_RANDOM = re.compile(r"\d{5,}|(?<![a-z0-9])[0-9a-f]{8,}(?![a-z0-9])", re.I)


class Known(NamedTuple):
    """A service that is known by what it stores or calls: its id and what people call it."""

    id: str
    label: str


def _unknown(*_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Names:
    """Who is who: the service behind an item (name, kind) and a host, and the YAML that declares a service by id."""

    item: Callable[[str, str], Known | None] = _unknown
    host: Callable[[str], Known | None] = _unknown
    declaration: Callable[[str], str | None] = _unknown


UNKNOWN = Names()


def stable(name: str) -> str:
    """A name without what differs from visitor to visitor, as the register would write it: `prism_90210` is `prism_*`."""
    start = _RANDOM.search(name)
    return f"{name[: start.start()]}*" if start and start.start() else name


@dataclass(frozen=True, slots=True)
class _Service:
    """What goes into one proposal."""

    label: str
    items: dict[tuple[str, str], Item] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)


def proposals(
    items: Iterable[Item], calls: Iterable[Call], own: Callable[[str], bool], locales: Iterable[str], names: Names
) -> tuple[Proposal, ...]:
    """The YAML of a service for each host or known service behind what is not declared, by name."""
    services: dict[str, _Service] = {}

    def service(known: Known | None, host: str) -> _Service:
        identifier = known.id if known else host
        return services.setdefault(identifier, _Service(known.label if known else host))

    for item in items:
        behind = next((host for host in (bare(item.host), host_of(item.cause)) if host and not own(host)), item.host)
        one = service(names.item(item.name, item.kind) or names.host(behind), behind)
        one.items.setdefault((item.kind, stable(item.name)), item)
    for call in calls:
        service(names.host(call.host), call.host).hosts.add(call.host)
    return tuple(
        Proposal(one.label, (names.declaration(identifier) if known else None) or _yaml(one, tuple(locales)))
        for identifier, one in sorted(services.items())
        for known in [identifier != one.label]
    )


def _yaml(service: _Service, locales: tuple[str, ...]) -> str:
    """A service as it stands under `services` in statement.yaml, as far as a browser can tell."""
    texts = "{" + ", ".join(f'{locale}: "…"' for locale in locales) + "}"
    lines = [f"- id: {_identifier(service.label)}", f"  name: {_quoted(service.label)}", f"  description: {texts}"]
    if service.hosts:
        lines.append(f"  hosts: [{', '.join(sorted(service.hosts))}]")
    lines += ["  items:"] * bool(service.items)
    for (kind, name), item in sorted(service.items.items()):
        lines += [
            f"    - name: {_quoted(name)}",
            f"      kind: {kind}",
            f"      set_by: {item.host}",
            f"      max_age: {item.life}",
            f"      description: {texts}",
        ]
    return "\n".join(lines) + "\n"


def _identifier(label: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
    return words if words[:1].isalpha() else f"service_{words}"


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar (YAML 1.2.2, 7.3.1), which JSON's strings are."""
    return json.dumps(text, ensure_ascii=False)
