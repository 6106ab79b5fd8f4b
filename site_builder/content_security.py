"""The Content-Security-Policy of the pages (CSP Level 3).

No page holds an inline script or style, so none needs a hash, a nonce or `unsafe-inline`; structured data is no script.
The pages carry their policy themselves, for hosts that set no headers. What only a header can say comes on top there.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

Policy = Mapping[str, str]

_HOST = re.compile(r"[\w.:\[\]-]+")

_NOTHING_ELSE: Policy = {"base-uri": "'none'", "form-action": "'none'"}
# No script may turn text into markup or code (Trusted Types); ours need no exception.
_TRUSTED_TYPES: Policy = {"require-trusted-types-for": "'script'", "trusted-types": "'none'"}


def page_policy(endpoint: str) -> str:
    """That of a page, whose banner may report choices to `endpoint`, an address or nothing."""
    return _written(_page(endpoint))


def print_policy() -> str:
    """That of a print view: a style sheet and its fonts."""
    return _written(_print())


def served_policy(endpoint: str) -> str:
    """That of every response: what any page needs, and in nobody's frame."""
    allowed = {**_page(endpoint), **_print()}
    return _written({**allowed, **_TRUSTED_TYPES, "frame-ancestors": "'none'"})


def _page(endpoint: str) -> Policy:
    parts = urlsplit(endpoint)
    # A host that could end the directive, or mean something to a web server, is none.
    receiver = f" {parts.scheme}://{parts.netloc}" if _HOST.fullmatch(parts.netloc) else ""
    return {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": f"'self'{receiver}",
        **_NOTHING_ELSE,
        **_TRUSTED_TYPES,
    }


def _print() -> Policy:
    allowed = {"style-src": "'self'", "font-src": "'self'", "img-src": "'self'"}
    return {"default-src": "'none'", **allowed, **_NOTHING_ELSE}


def _written(policy: Policy) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())
