"""Which data, and how long they are kept: the changes."""

from collections.abc import Iterator, Mapping

from site_builder.changes.change import Change
from site_builder.changes.register.comparing import compare_periods, fact, flag, id_renamed, plain, wording
from site_builder.changes.register.matching import Matching, by, by_id, match
from site_builder.model import DataCategory, Register


def match_data(before: Register, after: Register) -> Matching[DataCategory]:
    return match(before.data_categories, after.data_categories, by_id, by("label"))


def data_changes(matching: Matching[DataCategory], after: Register) -> Iterator[Change]:
    for old, new in matching.in_order(after.data_categories):
        if old is None and new is not None:
            kind = "special_data_category_added" if new.special else "data_category_added"
            yield Change(kind, f"data_categories.{new.id}", None, new, new.origin.at())
        elif old is not None and new is None:
            yield Change("data_category_removed", f"data_categories.{old.id}", old, None, old.origin.at())
        elif old is not None and new is not None:
            yield from _category(f"data_categories.{new.id}", old, new)


def _category(subject: str, old: DataCategory, new: DataCategory) -> Iterator[Change]:
    yield from id_renamed("data_category_id_renamed", subject, old, new)
    yield from wording("data_category_label_changed", subject, old, new, "label")
    yield from flag("data_category_became_special", "data_category_no_longer_special", subject, old, new, "special")
    if old.special == new.special:
        yield from fact("article9", subject, old, new, "article9")
    yield from _retention(subject, old, new)
    yield from wording("retention_reason_changed", subject, old, new, "retention_reason")


def _retention(subject: str, old: DataCategory, new: DataCategory) -> Iterator[Change]:
    was, now = old.retention or old.retention_criteria, new.retention or new.retention_criteria
    if plain(was) == plain(now):
        return
    if not was:
        how = "stated"
    elif not now:
        how = "withdrawn"
    elif isinstance(was, Mapping):
        how = "criteria_changed" if isinstance(now, Mapping) else "period_fixed"
    elif isinstance(now, Mapping):
        how = "period_dropped"
    else:
        how = compare_periods(was, now)
    name = "retention_criteria" if isinstance(now, Mapping) or (not now and isinstance(was, Mapping)) else "retention"
    place = new.origin.at(name) if now else old.origin.at(name)
    yield Change(f"retention_{how}", f"{subject}.retention", was or None, now or None, place)
