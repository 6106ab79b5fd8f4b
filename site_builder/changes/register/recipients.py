"""Who receives data, in which role, where, and under which agreement: the changes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from site_builder.changes.change import Change
from site_builder.changes.register.comparing import fact, id_renamed, plain, references, wording
from site_builder.changes.register.matching import Matching, by, by_id, ids, match
from site_builder.changes.register.purposes import special_ids
from site_builder.countries import outside_eea
from site_builder.model import DataCategory, Recipient, Register, Transfer

# What says nothing about whose name it is.
_COMMON_WORDS = frozenset(
    ("bedrijf", "company", "gmbh", "group", "groep", "inc", "limited", "llc", "ltd", "services", "the", "vof")
)


def match_recipients(before: Register, after: Register) -> Matching[Recipient]:
    """A recipient stays itself under another name, or another one takes its place.

    Another one in the same role, for the same service and in the same country takes its place; any other one is new.
    """
    return match(
        before.recipients,
        after.recipients,
        by_id,
        by("name", "company", "service"),
        by("name"),
        by("company", "service"),
        _place,
        accept=lambda old, new: _same_party(old, new) or _place(old) == _place(new),
    )


def recipient_changes(data: Matching[DataCategory], matching: Matching[Recipient], after: Register) -> Iterator[Change]:
    special = special_ids(after.data_categories)
    for old, new in matching.in_order(after.recipients):
        if old is None and new is not None:
            yield Change("recipient_added", f"recipients.{new.id}", None, new, new.origin.at())
        elif old is not None and new is None:
            yield Change("recipient_removed", f"recipients.{old.id}", old, None, old.origin.at())
        elif old is not None and new is not None:
            subject = f"recipients.{new.id}"
            yield from _identity(subject, old, new)
            yield from _country(subject, old, new, after.effective_on)
            yield from _transfer(subject, old, new, after.effective_on)
            yield from wording("recipient_agreement_changed", subject, old, new, "agreement")
            yield from _data(subject, old, new, ids(data), special)


def _place(recipient: Recipient) -> tuple[object, ...]:
    return (plain(recipient.service), recipient.role, recipient.country)


def _same_party(old: Recipient, new: Recipient) -> bool:
    """Whether two names are of one party: the same name or company, or a word in common such as “Google”."""
    return (
        plain(old.name) == plain(new.name)
        or (bool(old.company) and plain(old.company) == plain(new.company))
        or bool(_words(old.name) & _words(new.name))
    )


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w{3,}", name.casefold())) - _COMMON_WORDS


def _identity(subject: str, old: Recipient, new: Recipient) -> Iterator[Change]:
    if not _same_party(old, new):
        yield Change("recipient_replaced", subject, old, new, new.origin.at())
    else:
        yield from id_renamed("recipient_id_renamed", subject, old, new)
        yield from wording("recipient_renamed", subject, old, new, "name")
        yield from fact("recipient_company", subject, old, new, "company")
    controls = new.role in ("controller", "joint_controller")
    for change in fact("recipient_role", subject, old, new, "role"):
        kind = "recipient_became_controller" if old.role == "processor" and controls else change.kind
        yield Change(kind, change.subject, change.before, change.after, change.location)
    yield from wording("recipient_service_changed", subject, old, new, "service")


def _country(subject: str, old: Recipient, new: Recipient, day: date) -> Iterator[Change]:
    for change in fact("recipient_country", subject, old, new, "country"):
        kind = change.kind
        if outside_eea(new.country, day):
            kind = "recipient_country_outside_eea" if old.country else "recipient_country_outside_eea_stated"
        yield Change(kind, change.subject, change.before, change.after, change.location)


def _transfer(subject: str, old: Recipient, new: Recipient, day: date) -> Iterator[Change]:
    before, after, subject = old.transfer, new.transfer, f"{subject}.transfer"
    if before is None and after is not None:
        # Without a country the old register did not say whether data left the EEA.
        kind = "transfer_added" if old.country else "transfer_stated"
        yield Change(kind, subject, None, after, after.origin.at())
    elif before is not None and after is None:
        inside = new.country is not None and not outside_eea(new.country, day)
        yield Change("transfer_ended" if inside else "transfer_lost", subject, before, None, before.origin.at())
    elif before is not None and after is not None:
        yield from _arrangement(subject, before, after)


def _arrangement(subject: str, old: Transfer, new: Transfer) -> Iterator[Change]:
    place = new.origin.at("countries")
    if added := _without(new.countries, old.countries):
        yield Change("transfer_country_added", f"{subject}.countries", None, added, place)
    if removed := _without(old.countries, new.countries):
        yield Change("transfer_country_removed", f"{subject}.countries", removed, None, place)
    for change in fact("transfer_mechanism", subject, old, new, "mechanism"):
        kind = "transfer_safeguard_lost" if new.mechanism == "derogation" else change.kind
        yield Change(kind, change.subject, change.before, change.after, change.location)
    yield from wording("transfer_decision_changed", subject, old, new, "decision")
    yield from fact("transfer_fallback", subject, old, new, "fallback")
    yield from wording("transfer_checked", subject, old, new, "checked_on")
    yield from fact("transfer_copy", subject, old, new, "copy")


def _without(these: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in these if one not in others)


def _data(
    subject: str, old: Recipient, new: Recipient, same: Mapping[str, str | None], special: frozenset[str]
) -> Iterator[Change]:
    if not old.data or not new.data:
        yield from fact("recipient_data", subject, old, new, "data")
        return
    added, removed = references(old.data, new.data, same)
    place, subject = new.origin.at("data"), f"{subject}.data"
    if ordinary := tuple(name for name in added if name not in special):
        yield Change("recipient_data_added", subject, None, ordinary, place)
    if sensitive := tuple(name for name in added if name in special):
        yield Change("recipient_special_data_added", subject, None, sensitive, place)
    if removed:
        yield Change("recipient_data_removed", subject, removed, None, place)
