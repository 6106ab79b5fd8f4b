"""The names that prose can refer to: `controller.name`, `{{ purposes }}` and so on, one tree per register."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from site_builder.model import Register
from site_builder.records import record


@record
class Lookup:
    """One name. `value` and its `kind` (how it is formatted) stand for it in a sentence; a `block` is a part of the
    page of its own; `members` are the names after the next dot."""

    value: Any = None
    kind: str = "text"
    block: bool = False
    members: Mapping[str, "Lookup"] = field(default_factory=dict)

    @property
    def declared(self) -> bool:
        return self.block or self.value is not None


BLOCKS = (
    "contact",
    "data_categories",
    "purposes",
    "recipients",
    "transfers",
    "retention",
    "storage",
    "rights",
    "automated_decisions",
)


def lookups(register: Register) -> Lookup:
    """Every look-up of a register, under a root that has no value of its own."""
    return Lookup(
        members={
            "controller": _controller(register),
            "representative": _record(register.representative, name="text", email="text"),
            "data_protection_officer": _record(register.data_protection_officer, name="text", email="text"),
            "supervisory_authority": _record(
                register.supervisory_authority, name="text", website="text", complaint="text", address="address"
            ),
            "children": _record(register.children, age="number", parental_consent="localized"),
            "version": _record(register, announced_on="date", effective_on="date"),
            "data_categories": _list(register.data_categories, "label", retention="duration"),
            "purposes": _list(register.purposes, "title", legal_basis="legal_basis"),
            "recipients": _list(
                register.recipients, "name", service="localized", company="text", country="country", website="text"
            ),
            "storage": _list(register.storage, "label"),
            "services": Lookup(
                members={
                    service.id: Lookup(service.name) for purpose in register.storage for service in purpose.services
                }
            ),
            "rights": Lookup(
                block=True,
                members=_record(register.rights, contact="text", response_time="duration").members,
            ),
            "contact": Lookup(block=True),
            "retention": Lookup(
                block=any(kept.retention or kept.retention_criteria for kept in register.data_categories)
            ),
            "transfers": Lookup(block=any(recipient.transfer for recipient in register.recipients)),
            "automated_decisions": Lookup(block=register.automated_decisions is not None),
        }
    )


def find(root: Lookup, path: str) -> Lookup | None:
    """The look-up that a dotted path leads to."""
    found: Lookup | None = root
    for name in path.split("."):
        found = found.members.get(name) if found else None
    return found


def _controller(register: Register) -> Lookup:
    record = _record(
        register.controller,
        name="text",
        part_of="text",
        email="text",
        telephone="text",
        website="text",
        address="address",
    )
    country = Lookup(register.controller.address.country, "country")
    return Lookup(members={**record.members, "country": country})


def _record(record: object, **kinds: str) -> Lookup:
    """The named fields of a record, each with its kind. Without a record they are known, but stand for nothing."""
    values = {name: getattr(record, name, None) or None for name in kinds}
    return Lookup(members={name: Lookup(values[name], kind) for name, kind in kinds.items()})


def _list(records: Iterable[Any], title: str, **kinds: str) -> Lookup:
    """A block whose members are the records by id; `title` is the field that stands for a record."""
    members = {
        record.id: Lookup(
            getattr(record, title),
            "text" if isinstance(getattr(record, title), str) else "localized",
            members=_record(record, **kinds).members,
        )
        for record in records
    }
    return Lookup(block=bool(members), members=members)
