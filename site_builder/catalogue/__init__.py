"""Common services as data: what a website that uses one would declare, and by what it is known in a browser.

A file per service in `services/`. The facts are where to begin, not what is true of a website: all are marked `verify`.
`source` is the vendor's page about them; `seen_on` the day somebody read it there, left out where nobody has.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from site_builder.decode import decode
from site_builder.model import (
    Country,
    Duration,
    Identifier,
    LocalizedText,
    Record,
    Role,
    StorageKind,
    Transfer,
    Url,
    record_fields,
)
from site_builder.records import record

Use = Literal["office", "newsletter", "analytics", "advertising", "media", "chat", "payment", "security"]
UsualPurpose = Literal["functional", "analytics", "tracking"]

LOCALES = ("nl", "en")
"""The locales that the texts of the catalogue are in."""

_FOLDER = Path(__file__).parent / "services"


@record(kw_only=True)
class KnownItem(Record):
    """A storage item that a service usually keeps. Without `set_by` it is the website's own domain; without `max_age`
    nobody is sure how long it lives."""

    name: str
    kind: StorageKind
    description: LocalizedText
    set_by: str = ""
    max_age: Duration | Literal["session", "persistent"] | None = None


@record(kw_only=True)
class KnownService(Record):
    """A service, the company behind it and what it does in a browser.

    Without `company` the controller runs it. Without `purpose` it does nothing in a visitor's browser; else that is the
    consent purpose it usually falls in. A host may begin with `*.`, for a domain and all below it.
    """

    id: Identifier
    name: str
    uses: tuple[Use, ...]
    service: LocalizedText
    website: Url
    source: Url
    company: str = ""
    role: Role | None = None
    country: Country | None = None
    transfer: Transfer | None = None
    purpose: UsualPurpose | None = None
    description: LocalizedText | None = None
    items: tuple[KnownItem, ...] = ()
    hosts: tuple[str, ...] = ()
    seen_on: date | None = None
    verify: bool = True


@record
class Declaration:
    """What a website that uses a service would write in `statement.yaml`, as plain values: an entry of `recipients`,
    and one of the services of the consent purpose `purpose`. None where there is nothing to declare."""

    recipient: Mapping[str, Any] | None
    purpose: UsualPurpose | None
    service: Mapping[str, Any] | None


@cache
def known_services() -> tuple[KnownService, ...]:
    """Every service of the catalogue, in the order of their names."""
    found = []
    for path in sorted(_FOLDER.glob("*.yaml")):
        service, problems = decode(KnownService, path.read_text("utf-8"), path.name, locales=LOCALES)
        if service is None or problems:
            raise ValueError(f"{path.name}: {[str(problem) for problem in problems]}")
        found.append(service)
    return tuple(sorted(found, key=lambda service: service.name.casefold()))


def known_service(identifier: str) -> KnownService | None:
    return next((service for service in known_services() if service.id == identifier), None)


def service_of_item(name: str, kind: StorageKind) -> KnownService | None:
    """The service that keeps an item of this name, if one is known for it; the longest name that fits decides."""

    def fits(service: KnownService) -> Iterable[str]:
        return (item.name for item in service.items if item.kind == kind and _matches(name, item.name))

    return _longest(fits)


def service_of_host(host: str) -> KnownService | None:
    """The service that answers at a host, if one is known for it; the longest name that fits decides."""
    host = host.lower().rstrip(".")
    return _longest(lambda service: (known for known in service.hosts if _is_at(host, known)))


def declaration(service: KnownService, locales: Iterable[str], own_host: str = "") -> Declaration:
    """What a website at `own_host` that uses a service would declare, in those of `locales` that are known here."""
    spoken = [locale for locale in locales if locale in LOCALES]

    def text(texts: LocalizedText) -> dict[str, str]:
        return {locale: texts[locale] for locale in spoken}

    recipient: dict[str, Any] | None = None
    if service.company:
        recipient = {
            "id": service.id,
            "name": service.name,
            "service": text(service.service),
            "company": service.company,
            "role": service.role,
            "country": service.country,
            "website": service.website,
        }
        if service.transfer:
            recipient["transfer"] = _plain(service.transfer)
    if not (service.purpose and service.description):
        return Declaration(recipient, None, None)
    declared: dict[str, Any] = {
        "id": service.id,
        "name": service.name,
        **({"recipient": service.id} if recipient else {}),
        "description": text(service.description),
    }
    items = [
        {
            "name": item.name,
            "kind": item.kind,
            "set_by": item.set_by or own_host,
            **({"max_age": item.max_age} if item.max_age else {}),
            **({"readable_by": (service.id,)} if recipient else {}),
            "description": text(item.description),
        }
        for item in service.items
    ]
    return Declaration(recipient, service.purpose, {**declared, **({"items": items} if items else {})})


def _plain(record: Record) -> dict[str, Any]:
    members = {name: getattr(record, name) for name in record_fields(type(record))}
    return {name: member for name, member in members.items() if member not in (None, "", ())}


def _longest(fits: Callable[[KnownService], Iterable[str]]) -> KnownService | None:
    found = [(len(known), service) for service in known_services() for known in fits(service)]
    return max(found, key=lambda entry: entry[0])[1] if found else None


def _matches(name: str, known: str) -> bool:
    return name.startswith(known.removesuffix("*")) if known.endswith("*") else name == known


def _is_at(host: str, known: str) -> bool:
    domain = known.removeprefix("*.")
    return host == domain or (known != domain and host.endswith(f".{domain}"))
