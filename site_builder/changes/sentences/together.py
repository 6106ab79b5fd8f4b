"""What the old version left out of one purpose or recipient, told together: six short sentences are one long list."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from site_builder.changes.change import Change
from site_builder.changes.sentences.telling import Side, Telling, Value, about_purpose, about_recipient, label
from site_builder.labels import N_
from site_builder.records import record


@record
class _Part:
    """One fact that is stated for the first time, as a sentence behind others."""

    msgid: str
    value: Value


def _country(side: Side, value: Any) -> str:
    return side.words.format.country(value)


_PARTS: Mapping[str, _Part] = {
    "purpose_data_stated": _Part(N_("Data: %(value)s"), Side.data),
    "purpose_recipients_stated": _Part(N_("Who receives them: %(value)s"), Side.recipients),
    "purpose_source_stated": _Part(N_("Where from: %(value)s"), label("source")),
    "purpose_source_name_stated": _Part(N_("From whom: %(value)s"), Side.text),
    "provision_stated": _Part(N_("Do you have to give them? %(value)s"), label("provision")),
    "consequence_changed": _Part("%(value)s", Side.text),
    "purpose_withdraw_stated": _Part(N_("Withdrawing your consent: %(value)s"), Side.text),
    "recipient_company_stated": _Part(N_("Company: %(value)s"), Side.as_written),
    "recipient_role_stated": _Part(N_("Role: %(value)s"), label("role")),
    "recipient_country_stated": _Part(N_("Country: %(value)s"), _country),
    "recipient_data_stated": _Part(N_("Data: %(value)s"), Side.data),
}
_OPENINGS: Mapping[str, Callable[[Telling], str]] = {
    "purposes": about_purpose(N_("Now also stated for “%(purpose)s”")),
    "recipients": about_recipient(N_("Now also stated about %(recipient)s")),
}
MERGED = frozenset(_PARTS)


def groups(changes: Iterable[Change]) -> tuple[tuple[Change, ...], ...]:
    """The changes in their order; what is told together stands where the first of it stood."""
    found: dict[object, list[Change]] = {}
    for number, change in enumerate(changes):
        first = change.before is None and change.kind in MERGED
        found.setdefault(tuple(change.subject.split(".")[:2]) if first else number, []).append(change)
    return tuple(tuple(group) for group in found.values())


def tell_together(group: Iterable[Telling]) -> str:
    """One text about facts of one purpose or recipient that are all stated for the first time."""
    tellings = tuple(group)
    opening = _OPENINGS[tellings[0].path[0]](tellings[0])
    parts = (
        told.gettext(part.msgid, value=part.value(told.new, told.now))
        for kind, part in _PARTS.items()
        for told in tellings
        if told.change.kind == kind
    )
    return tellings[0].in_sentences((opening, *parts))
