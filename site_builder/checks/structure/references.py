"""An id that the register refers to is one that it declares."""

from collections.abc import Iterator, Sequence

from site_builder.model import Register, Site
from site_builder.problem import Origin, Problem
from site_builder.suggest import suggest


def references_exist(site: Site) -> Iterator[Problem]:
    for version in site.versions:
        yield from _references(version.register)


def _references(register: Register) -> Iterator[Problem]:
    categories = [category.id for category in register.data_categories]
    recipients = [recipient.id for recipient in register.recipients]
    for purpose in register.purposes:
        yield from _unknown(purpose.data, categories, "data", "data_categories", purpose.origin)
        yield from _unknown(purpose.recipients, recipients, "recipients", "recipients", purpose.origin)
    for recipient in register.recipients:
        yield from _unknown(recipient.data, categories, "data", "data_categories", recipient.origin)
    for storage in register.storage:
        for service in storage.services:
            if service.recipient is not None and service.recipient not in recipients:
                yield _problem(service.recipient, recipients, "recipients", service.origin, "recipient", None)
            for item in service.items:
                yield from _unknown(item.readable_by, recipients, "readable_by", "recipients", item.origin)


def _unknown(used: Sequence[str], known: Sequence[str], key: str, among: str, origin: Origin) -> Iterator[Problem]:
    for index, name in enumerate(used):
        if name not in known:
            yield _problem(name, known, among, origin, key, index)


def _problem(name: str, known: Sequence[str], among: str, origin: Origin, key: str, index: int | None) -> Problem:
    arguments = {"found": name, "among": among, "suggestion": suggest(name, known)}
    return Problem(origin.at(key, index), "unknown_id", arguments)
