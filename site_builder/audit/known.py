"""The services that the catalogue knows, as an audit names them."""

from collections.abc import Iterable
from typing import Any, cast

from site_builder.audit.naming import Known, Names
from site_builder.catalogue import KnownService, declaration, service_of_host, service_of_item


def catalogue_names(locales: Iterable[str], own_host: str) -> Names:
    spoken = tuple(locales)

    def known(service: KnownService | None) -> Known | None:
        if service is None:
            return None
        declared = declaration(service, spoken, own_host)
        return Known(
            id=service.id,
            label=service.name,
            recipient=declared.recipient,
            purpose=declared.purpose or "",
            service=declared.service or {},
        )

    return Names(
        item=lambda name, kind: known(service_of_item(name, cast(Any, kind))),
        host=lambda host: known(service_of_host(host)),
    )
