"""Addresses as a report names them: the same for every visit."""

from urllib.parse import urlsplit, urlunsplit


def lasting(address: str) -> str:
    """An address without user, query and fragment, which differ from visit to visit."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return urlunsplit((parts.scheme, f"{host}:{parts.port}" if parts.port else host, parts.path, "", ""))


def name_of(address: str, page: str, origin: str) -> str:
    """A script or page as it is named in a visit to a page: without the origin, and nothing for the page itself."""
    found = lasting(address)
    return "" if found == lasting(page) else found.removeprefix(origin)
