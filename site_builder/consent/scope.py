"""What a purpose covers: the elements that a visitor is asked about, each with a code that a record keeps."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Literal

from site_builder.durations import approximate_days
from site_builder.formats import Formats
from site_builder.model import ConsentPurpose, Identifier, Register, Service, StorageItem
from site_builder.records import record


@record
class Element:
    """One thing that consent to a purpose is about. `storage` says where the browser keeps it."""

    code: str
    name: str
    storage: Literal["cookie", "localStorage", "sessionStorage", "indexedDB"] | None = None


def scope(register: Register, purpose: ConsentPurpose) -> Mapping[Identifier, tuple[Element, ...]]:
    """The elements of each service of a purpose; the service itself comes first."""
    return {service.id: tuple(elements_of(register, service)) for service in purpose.services}


def scope_digest(register: Register, purpose: ConsentPurpose) -> str:
    """The same for the same set of elements, in whatever order and words."""
    codes = sorted(element.code for elements in scope(register, purpose).values() for element in elements)
    return hashlib.sha256("".join(codes).encode()).hexdigest()[:16]


def elements_of(register: Register, service: Service, formats: Formats | None = None) -> Iterator[Element]:
    """What consent to a service is about: itself, who gets the data, in which countries, and what it stores. Countries
    are named where there are `formats`."""
    yield Element(_code("service", service.id), service.name)
    recipients = {recipient.id: recipient for recipient in register.recipients}
    readers = (reader for item in service.items for reader in item.readable_by)
    involved = [recipients[one] for one in dict.fromkeys((service.recipient, *readers)) if one in recipients]
    for recipient in involved:
        yield Element(_code("recipient", service.id, recipient.id), recipient.name)
    seats = (recipient.country for recipient in involved)
    others = (code for recipient in involved if recipient.transfer for code in recipient.transfer.countries)
    for code in dict.fromkeys(code for code in (*seats, *others) if code):
        yield Element(_code("country", service.id, code), formats.country(code) if formats else code)
    for item in service.items:
        yield Element(_code("item", service.id, item.kind, item.name, days=_days(item)), item.name, _STORAGE[item.kind])


_STORAGE: Mapping[str, Literal["cookie", "localStorage", "sessionStorage", "indexedDB"]] = {
    "cookie": "cookie",
    "local_storage": "localStorage",
    "session_storage": "sessionStorage",
    "indexed_db": "indexedDB",
}


def exempt_items(register: Register) -> Iterator[tuple[str, str]]:
    """Where and under which name something is kept that needs no consent."""
    for purpose in register.storage:
        for service in () if purpose.consent else purpose.services:
            yield from ((_STORAGE[item.kind], item.name) for item in service.items)


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MOST_DAYS = len(_DIGITS) ** 2 - 1


def _code(*identity: str, days: int = 0) -> str:
    """Four characters that say which element it is, and two that sort by how long it lives."""
    name = urlsafe_b64encode(hashlib.sha256("\0".join(identity).encode()).digest()[:3]).decode()
    return name + _DIGITS[days // len(_DIGITS)] + _DIGITS[days % len(_DIGITS)]


def _days(item: StorageItem) -> int:
    """Whole days an item lives, rounded up; what has no known end has the longest."""
    if item.max_age == "session":
        return 0
    if item.max_age is None or item.max_age == "persistent":
        return _MOST_DAYS
    return min(_MOST_DAYS, ceil(approximate_days(item.max_age)))
