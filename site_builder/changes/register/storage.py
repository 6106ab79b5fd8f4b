"""What is kept on a visitor's device: the changes."""

from collections.abc import Iterator, Mapping

from site_builder.changes.change import Change
from site_builder.changes.register.comparing import compare_periods, fact, id_renamed, plain, references, wording
from site_builder.changes.register.matching import Matching, by, by_id, ids, match
from site_builder.model import ConsentPurpose, Recipient, Register, Service, StorageItem
from site_builder.records import record


@record
class _Placed:
    """A service and the purpose that it stands under."""

    purpose: ConsentPurpose
    service: Service

    @property
    def id(self) -> str:
        return self.service.id

    @property
    def subject(self) -> str:
        return f"storage.{self.purpose.id}.services.{self.service.id}"


def storage_changes(before: Register, after: Register, recipients: Matching[Recipient]) -> Iterator[Change]:
    purposes = match(before.storage, after.storage, by_id, by("label"))
    services = match(
        _placed(before),
        _placed(after),
        by_id,
        lambda placed: (placed.service.name, plain(placed.service.description)),
        lambda placed: placed.service.name,
    )
    same = ids(purposes)
    silent = not _placed(before)
    for old, new in purposes.in_order(after.storage):
        if old is None and new is not None:
            kind = "storage_purpose_added" if new.consent else "storage_exempt_purpose_added"
            yield Change(kind, f"storage.{new.id}", None, new, new.origin.at())
        elif old is not None and new is None:
            yield Change("storage_purpose_removed", f"storage.{old.id}", old, None, old.origin.at())
        elif old is not None and new is not None:
            yield from _purpose(f"storage.{new.id}", old, new)
        if new is not None:
            yield from _services(old, new, services, same, ids(recipients), silent)


def _placed(register: Register) -> tuple[_Placed, ...]:
    return tuple(_Placed(purpose, service) for purpose in register.storage for service in purpose.services)


def _purpose(subject: str, old: ConsentPurpose, new: ConsentPurpose) -> Iterator[Change]:
    yield from id_renamed("storage_purpose_id_renamed", subject, old, new)
    yield from wording("storage_label_changed", subject, old, new, "label")
    yield from wording("storage_description_changed", subject, old, new, "description")
    if old.consent != new.consent:
        kind = "storage_consent_required" if new.consent else "storage_consent_dropped"
        yield Change(kind, f"{subject}.consent", old.consent, new.consent, new.origin.at("consent"))
        return
    yield from fact("storage_exemption", subject, old, new, "exemption")
    yield from wording("storage_justification_changed", subject, old, new, "justification")


def _services(
    old: ConsentPurpose | None,
    new: ConsentPurpose,
    matching: Matching[_Placed],
    purposes: Mapping[str, str | None],
    recipients: Mapping[str, str | None],
    silent: bool,
) -> Iterator[Change]:
    """The services under one purpose; what stands under a purpose that is itself new is told with it.

    `silent` says that the old register named no service at all.
    """
    exempt = "" if new.consent else "exempt_"
    for placed in matching.added:
        if placed.purpose is new and old is not None:
            kind = f"storage_{exempt}service_{'stated' if silent else 'added'}"
            yield Change(kind, placed.subject, None, placed.service, placed.service.origin.at())
    for was, now in matching.pairs:
        if now.purpose is new:
            yield from _moved(was, now, purposes)
            yield from _service(now, was.service, now.service, recipients)
    for placed in matching.removed:
        if placed.purpose is old:
            yield Change("storage_service_removed", placed.subject, placed.service, None, placed.service.origin.at())


def _moved(was: _Placed, now: _Placed, purposes: Mapping[str, str | None]) -> Iterator[Change]:
    if purposes.get(was.purpose.id) != now.purpose.id:
        freed = was.purpose.consent and not now.purpose.consent
        kind = "storage_service_left_consent" if freed else "storage_service_moved"
        yield Change(kind, f"{now.subject}.purpose", was.purpose.id, now.purpose.id, now.service.origin.at())


def _service(placed: _Placed, old: Service, new: Service, recipients: Mapping[str, str | None]) -> Iterator[Change]:
    subject, consent = placed.subject, placed.purpose.consent
    yield from id_renamed("storage_service_id_renamed", subject, old, new)
    yield from wording("storage_service_renamed", subject, old, new, "name")
    yield from wording("storage_service_description_changed", subject, old, new, "description")
    if (recipients.get(old.recipient, old.recipient) if old.recipient else None) != new.recipient:
        place = new.origin.at("recipient")
        yield Change("storage_service_recipient_changed", f"{subject}.recipient", old.recipient, new.recipient, place)
    items = match(
        old.items,
        new.items,
        by("kind", "name"),
        by("name"),
        by("kind", "set_by", "description"),
    )
    exempt = "" if consent else "exempt_"
    for was, now in items.in_order(new.items):
        if was is None and now is not None:
            kind = f"storage_{exempt}item_{'added' if old.items else 'stated'}"
            yield Change(kind, f"{subject}.items.{now.name}", None, now, now.origin.at())
        elif was is not None and now is None:
            yield Change("storage_item_removed", f"{subject}.items.{was.name}", was, None, was.origin.at())
        elif was is not None and now is not None:
            yield from _item(f"{subject}.items.{now.name}", exempt, was, now, recipients)


def _item(
    subject: str, exempt: str, old: StorageItem, new: StorageItem, recipients: Mapping[str, str | None]
) -> Iterator[Change]:
    yield from wording("storage_item_renamed", subject, old, new, "name")
    yield from wording("storage_kind_changed", subject, old, new, "kind")
    yield from wording("storage_set_by_changed", subject, old, new, "set_by")
    yield from wording("storage_item_description_changed", subject, old, new, "description")
    for change in fact("storage_life", subject, old, new, "max_age"):
        kind = change.kind
        if old.max_age and new.max_age:
            how = compare_periods(old.max_age, new.max_age)
            kind = f"storage_{exempt if how == 'longer' else ''}life_{how}"
        yield Change(kind, change.subject, change.before, change.after, change.location)
    added, removed = references(old.readable_by, new.readable_by, recipients)
    place = new.origin.at("readable_by")
    if added:
        yield Change("storage_reader_added", f"{subject}.readable_by", None, added, place)
    if removed:
        yield Change("storage_reader_removed", f"{subject}.readable_by", removed, None, place)
