"""What a statement declares of the website: what may be stored and called, under which purpose, for how long."""

import re
from collections.abc import Iterator
from math import inf
from urllib.parse import urlsplit

from site_builder.consent.asked import asked
from site_builder.durations import approximate_days
from site_builder.model import Publication, Register, Service
from site_builder.records import record

_HOST = re.compile(r"[\w-]+(\.[\w-]+)+")

MONTHS_DIFFER = 1.02
"""A month has 28 to 31 days and a year 365 or 366: so much longer than the average of its term a life may be."""


@record(kw_only=True)
class DeclaredItem:
    """A storage item and the purpose it serves; `place` is where the register says so."""

    name: str
    kind: str
    set_by: str
    max_age: str
    purpose: str
    consent: bool
    place: str

    def names(self, name: str) -> bool:
        return name.startswith(self.name[:-1]) if self.name.endswith("*") else name == self.name


@record(kw_only=True)
class DeclaredHost:
    """A host that may be called, with its subdomains. `expected`: the register says that it is."""

    host: str
    purpose: str
    consent: bool
    place: str
    expected: bool = False

    def names(self, host: str) -> bool:
        return within(host, self.host)


@record(kw_only=True)
class Declared:
    """The facts of one version. `own` are the organisation's own hosts, `asks` the purposes that need consent."""

    version: str
    own: tuple[str, ...]
    asks: tuple[str, ...]
    items: tuple[DeclaredItem, ...]
    hosts: tuple[DeclaredHost, ...]

    def items_named(self, kind: str, name: str) -> tuple[DeclaredItem, ...]:
        """Those that a name falls under, the most telling first: `_ga` before `_ga*`, and that before `_*`."""
        found = [item for item in self.items if item.kind == kind and item.names(name)]
        return tuple(sorted(found, key=lambda item: (item.name.endswith("*"), -len(item.name))))

    def hosts_named(self, host: str) -> tuple[DeclaredHost, ...]:
        return tuple(declared for declared in self.hosts if declared.names(host))

    def is_own(self, host: str, page_host: str) -> bool:
        return any(within(host, own) for own in (bare(page_host), *self.own))


def declared_facts(register: Register, publication: Publication) -> Declared:
    addresses = (register.controller.website, publication.base_url)
    own = tuple(dict.fromkeys(filter(None, (*map(host_of, addresses), publication.consent.cookie_domain.lower()))))
    return Declared(
        version=register.effective_on.isoformat(),
        own=own,
        asks=tuple(purpose.id for purpose in asked(register)),
        items=tuple(_items(register)),
        hosts=tuple(host for host in _hosts(register) if not any(within(host.host, one) for one in own)),
    )


def _items(register: Register) -> Iterator[DeclaredItem]:
    for purpose in register.storage:
        for service in purpose.services:
            for item in service.items:
                yield DeclaredItem(
                    name=item.name,
                    kind=item.kind,
                    set_by=item.set_by.lower(),
                    max_age=item.max_age or "",
                    purpose=purpose.id,
                    consent=purpose.consent,
                    place=str(item.origin.at("max_age") if item.max_age else item.origin.at()),
                )


def _hosts(register: Register) -> Iterator[DeclaredHost]:
    """Of each service those it names, those that set its items, and its recipient's own website; of a recipient
    without a service its website, which nobody may call unasked."""
    websites = {recipient.id: recipient.website for recipient in register.recipients}
    serving = {service.recipient for purpose in register.storage for service in purpose.services}
    for recipient in register.recipients:
        if recipient.website and recipient.id not in serving:
            place = str(recipient.origin.at("website"))
            yield DeclaredHost(host=host_of(recipient.website), purpose="", consent=True, place=place)
    for purpose in register.storage:
        for service in purpose.services:
            website = websites.get(service.recipient) if service.recipient else None
            for host, place, expected in _hosts_of(service, website or ""):
                yield DeclaredHost(
                    host=host, purpose=purpose.id, consent=purpose.consent, place=place, expected=expected
                )


def _hosts_of(service: Service, website: str) -> Iterator[tuple[str, str, bool]]:
    for index, host in enumerate(service.hosts):
        yield host.lower(), str(service.origin.at("hosts", index)), True
    for item in service.items:
        if _HOST.fullmatch(item.set_by):
            yield item.set_by.lower(), str(item.origin.at("set_by")), False
    if website:
        yield host_of(website), str(service.origin.at("recipient")), False


def host_of(address: str) -> str:
    """The host of an address, without `www.`."""
    return bare(urlsplit(address).hostname or "")


def bare(host: str) -> str:
    return host.removeprefix("www.")


def within(host: str, other: str) -> bool:
    """Whether a host is another or a subdomain of it."""
    return host == other or host.endswith(f".{other}")


def outlives(life: str, declared: str) -> bool:
    """Whether a life is longer than the declared one."""
    return _days(life) > _days(declared) * MONTHS_DIFFER


def _days(life: str) -> float:
    if life == "persistent":
        return inf
    return 0.0 if life == "session" else approximate_days(life)
