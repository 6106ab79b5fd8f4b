"""The headers of every file, as plain records. Each server's own notation is made from these."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from urllib.parse import urlsplit

from site_builder.content_security import served_policy
from site_builder.model import Publication
from site_builder.records import record

Headers = Mapping[str, str]

ONE_YEAR = 31536000
"""Seconds."""

REVALIDATED = "no-cache"
"""Kept, but asked for again each time; an unchanged file costs a 304 (RFC 9111, 5.2.2.4)."""

LASTING = f"public, max-age={ONE_YEAR}, immutable"
"""For what is named by its content (RFC 8246)."""

HSTS = ("Strict-Transport-Security", f"max-age={ONE_YEAR}; includeSubDomains")
"""Only for a host that has TLS now and for a year to come, on every subdomain: so the operator switches it on."""

_UNUSED_FEATURES = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "fullscreen", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
    "screen-wake-lock", "usb",
)  # fmt: skip

# What servers do not know of their own, or tell wrongly. Charsets only where a type has one.
TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",  # RFC 9239
    "json": "application/json",
    "jsonld": "application/ld+json",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "eml": "message/rfc822",
    "pdf": "application/pdf",
    "ttf": "font/ttf",  # RFC 8081
}
WITH_CHARSET = ("text/html", "text/css", "text/javascript", "text/plain", "application/xml", "image/svg+xml")

_FILES = (
    "", "index.html", "404.html", "sitemap.xml", "robots.txt", "versions.json", "statement.json", "notices.json",
    "digests.json",
)  # fmt: skip
_FOLDERS = ("notices", "fonts", ".well-known")

# For the server, and for nobody else.
UNSERVED = ("_headers",)


@record
class Rule:
    """The headers of the addresses that fit `pattern`: a path from the root of the host, in which one `*` stands for
    anything."""

    pattern: str
    headers: Headers

    @property
    def expression(self) -> str:
        """The pattern as a regular expression that every server knows."""
        return "^" + ".*".join(_quoted(part) for part in self.pattern.split("*")) + "$"

    def fits(self, address: str) -> bool:
        return re.search(self.expression, address) is not None


@record
class Rules:
    """The rules of a site whose pages stand below `root`, a path that ends in `/`.

    `everywhere` goes with every response, errors too. To each address of the site fits exactly one of `areas`, which
    say how long it may be kept and who may embed it, and at most one of `types`.
    """

    root: str
    everywhere: Headers = field(default_factory=dict)
    areas: tuple[Rule, ...] = ()
    types: tuple[Rule, ...] = ()

    def by_header(self) -> Mapping[str, Headers]:
        """What the areas say, by header: its values, each with the expression of the addresses that get it."""
        found: dict[str, dict[str, str]] = {}
        for rule in self.areas:
            for name, value in rule.headers.items():
                values = found.setdefault(name, {})
                values[value] = f"{values[value]}|{rule.expression}" if value in values else rule.expression
        return found


def hosting_rules(publication: Publication) -> Rules:
    """What this site's web server should say."""
    root = urlsplit(publication.base_url).path.rstrip("/") + "/"
    everywhere = {
        "Content-Security-Policy": served_policy(publication.consent.endpoint or ""),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED_FEATURES),
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    types = (
        Rule(f"{root}*/feed.xml", {"Content-Type": "application/atom+xml"}),
        Rule(f"{root}*/feed.json", {"Content-Type": "application/feed+json"}),
        Rule(f"{root}*.eml", {"Content-Type": "message/rfc822"}),
    )
    return Rules(root, everywhere, tuple(_areas(root, publication.locales)), types)


def _areas(root: str, locales: tuple[str, ...]) -> Iterator[Rule]:
    own = {"Cross-Origin-Resource-Policy": "same-origin"}
    # Other websites embed the banner, some of them with `crossorigin` and a hash.
    shared = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
    revalidated, lasting = {"Cache-Control": REVALIDATED}, {"Cache-Control": LASTING}
    for file in _FILES:
        yield Rule(f"{root}{file}", {**revalidated, **own})
    for folder in (*_FOLDERS, *locales):
        yield Rule(f"{root}{folder}/*", {**revalidated, **own})
    yield Rule(f"{root}assets/*", {**lasting, **own})
    for locale in locales:
        yield Rule(f"{root}consent/{locale}.js", {**revalidated, **shared})
        yield Rule(f"{root}consent/{locale}.*.js", {**lasting, **shared})
    yield Rule(f"{root}consent/*.txt", {**lasting, **shared})
    yield Rule(f"{root}consent/manifest*", {**revalidated, **shared})


def _quoted(text: str) -> str:
    return re.sub(r"[^\w/-]", lambda match: f"\\{match[0]}", text)
