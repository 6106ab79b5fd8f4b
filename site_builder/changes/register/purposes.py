"""Why data are processed, on which basis, and what follows from not giving them: the changes."""

from collections.abc import Iterable, Iterator, Mapping

from site_builder.changes.change import Change
from site_builder.changes.register.comparing import fact, flag, id_renamed, references, wording
from site_builder.changes.register.matching import Matching, by, by_id, ids, match
from site_builder.model import DataCategory, Purpose, Recipient, Register


def purpose_changes(
    before: Register, after: Register, data: Matching[DataCategory], recipients: Matching[Recipient]
) -> Iterator[Change]:
    matching = match(before.purposes, after.purposes, by_id, by("title", "description"), by("title"), by("description"))
    special = special_ids(after.data_categories)
    for old, new in matching.in_order(after.purposes):
        if old is None and new is not None:
            yield Change("purpose_added", f"purposes.{new.id}", None, new, new.origin.at())
        elif old is not None and new is None:
            yield Change("purpose_removed", f"purposes.{old.id}", old, None, old.origin.at())
        elif old is not None and new is not None:
            subject = f"purposes.{new.id}"
            yield from _wording(subject, old, new)
            yield from _basis(subject, old, new)
            yield from _data(subject, old, new, ids(data), special)
            yield from _recipients(subject, old, new, ids(recipients))
            yield from _giving_and_stopping(subject, old, new)


def special_ids(categories: Iterable[DataCategory]) -> frozenset[str]:
    """The special categories of personal data (GDPR art. 9)."""
    return frozenset(category.id for category in categories if category.special)


def _wording(subject: str, old: Purpose, new: Purpose) -> Iterator[Change]:
    yield from id_renamed("purpose_id_renamed", subject, old, new)
    yield from wording("purpose_title_changed", subject, old, new, "title")
    yield from wording("purpose_description_changed", subject, old, new, "description")
    yield from fact("purpose_start", subject, old, new, "starts_on")


def _basis(subject: str, old: Purpose, new: Purpose) -> Iterator[Change]:
    """A basis brings its law or interest along: these are changes of their own only under the same basis."""
    if old.legal_basis != new.legal_basis:
        for change in fact("legal_basis", subject, old, new, "legal_basis"):
            kind = "legal_basis_left_consent" if old.legal_basis == "consent" else change.kind
            yield Change(kind, change.subject, change.before, change.after, change.location)
    else:
        yield from fact("purpose_law", subject, old, new, "law")
        yield from fact("legitimate_interest", subject, old, new, "legitimate_interest")
    if new.legal_basis == "legitimate_interests" or old.legal_basis == new.legal_basis:
        yield from flag(
            "balancing_test_offered", "balancing_test_withdrawn", subject, old, new, "balancing_test_available"
        )


def _data(
    subject: str, old: Purpose, new: Purpose, same: Mapping[str, str | None], special: frozenset[str]
) -> Iterator[Change]:
    if not old.data or not new.data:
        yield from fact("purpose_data", subject, old, new, "data")
        return
    added, removed = references(old.data, new.data, same)
    place, subject = new.origin.at("data"), f"{subject}.data"
    if ordinary := tuple(name for name in added if name not in special):
        yield Change("purpose_data_added", subject, None, ordinary, place)
    if sensitive := tuple(name for name in added if name in special):
        yield Change("purpose_special_data_added", subject, None, sensitive, place)
    if removed:
        yield Change("purpose_data_removed", subject, removed, None, place)


def _recipients(subject: str, old: Purpose, new: Purpose, same: Mapping[str, str | None]) -> Iterator[Change]:
    """Without recipients nobody receives the data, unless the data are not told either: then nothing was said."""
    if not (old.recipients or old.data) or not (new.recipients or new.data):
        yield from fact("purpose_recipients", subject, old, new, "recipients")
        return
    added, removed = references(old.recipients, new.recipients, same)
    place, subject = new.origin.at("recipients"), f"{subject}.recipients"
    if added:
        yield Change("purpose_recipient_added", subject, None, added, place)
    if removed:
        yield Change("purpose_recipient_removed", subject, removed, None, place)


def _giving_and_stopping(subject: str, old: Purpose, new: Purpose) -> Iterator[Change]:
    yield from fact("purpose_source", subject, old, new, "source")
    yield from fact("purpose_source_name", subject, old, new, "source_name")
    yield from fact("purpose_source_access", subject, old, new, "public_source")
    yield from wording("purpose_informed_when_changed", subject, old, new, "informed_when")
    yield from fact("provision", subject, old, new, "provision")
    yield from wording("consequence_changed", subject, old, new, "consequence")
    # How to withdraw goes where consent goes.
    if new.legal_basis == "consent" or old.legal_basis == new.legal_basis:
        yield from fact("purpose_withdraw", subject, old, new, "withdraw")
    yield from flag("direct_marketing_stated", "direct_marketing_ended", subject, old, new, "direct_marketing")
