"""Within one list of the register every id is used once; services share one list, as the banner names them together."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from site_builder.model import Identifier, Site
from site_builder.problem import Origin, Problem


class _Identified(Protocol):
    @property
    def id(self) -> Identifier: ...

    @property
    def origin(self) -> Origin: ...


def identifiers_are_unique(site: Site) -> Iterator[Problem]:
    for version in site.versions:
        register = version.register
        decisions = register.automated_decisions
        yield from _duplicates(register.data_categories)
        yield from _duplicates(register.purposes)
        yield from _duplicates(register.recipients)
        yield from _duplicates(register.storage)
        yield from _duplicates(service for purpose in register.storage for service in purpose.services)
        yield from _duplicates(decisions if isinstance(decisions, tuple) else ())


def _duplicates(records: Iterable[_Identified]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for record in records:
        if record.id and record.id in first:
            yield Problem(record.origin.at("id"), "duplicate_id", {"found": record.id, "first": first[record.id]})
        first.setdefault(record.id, record.origin.at("id").line)
