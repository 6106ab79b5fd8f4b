"""A register in some of its locales: a translation that is added changes no fact."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from site_builder.model import Record, record_fields

Some = TypeVar("Some", bound=Record)


def in_locales(record: Some, locales: Collection[str]) -> Some:
    """The record with its texts in `locales` alone."""
    members = {name: getattr(record, name) for name in record_fields(type(record))}
    changed = {name: _in_locales(member, locales) for name, member in members.items()}
    return replace(record, **changed)


def _in_locales(value: Any, locales: Collection[str]) -> Any:
    if isinstance(value, Record):
        return in_locales(value, locales)
    if isinstance(value, tuple):
        return tuple(_in_locales(member, locales) for member in value)
    if isinstance(value, Mapping):
        return {locale: text for locale, text in value.items() if locale in locales}
    return value
