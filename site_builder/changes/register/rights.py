"""Which rights there are and how to use them, children, and the language that prevails: the changes."""

from collections.abc import Iterator

from site_builder.changes.change import Change
from site_builder.changes.register.comparing import compare_periods, fact, flag, wording
from site_builder.model import Register


def rights_changes(before: Register, after: Register) -> Iterator[Change]:
    old, new = before.rights, after.rights
    if added := tuple(right for right in new.offered if right not in old.offered):
        yield Change("right_added", "rights.offered", None, added, new.origin.at("offered"))
    if removed := tuple(right for right in old.offered if right not in new.offered):
        yield Change("right_removed", "rights.offered", removed, None, new.origin.at("offered"))
    yield from wording("rights_contact_changed", "rights", old, new, "contact")
    if old.response_time != new.response_time:
        kind = f"response_time_{compare_periods(old.response_time, new.response_time)}"
        place = new.origin.at("response_time")
        yield Change(kind, "rights.response_time", old.response_time, new.response_time, place)
    yield from fact("identification", "rights", old, new, "identification")
    yield from _children(before, after)


def _children(before: Register, after: Register) -> Iterator[Change]:
    old, new = before.children, after.children
    if old is None or new is None:
        yield from fact("children", "", before, after, "children")
        return
    if old.age != new.age:
        yield Change("children_age_changed", "children.age", old.age, new.age, new.origin.at("age"))
    yield from flag("children_addressed", "children_no_longer_addressed", "children", old, new, "directed_at")
    yield from wording("parental_consent_changed", "children", old, new, "parental_consent")


def language_changes(before: Register, after: Register) -> Iterator[Change]:
    name = "authoritative_locale"
    old, new = before.authoritative_locale, after.authoritative_locale
    if old != new:
        yield Change("authoritative_locale_changed", name, old, new, after.origin.at(name))
