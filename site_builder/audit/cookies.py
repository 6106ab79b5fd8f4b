"""A cookie as its setter writes it (RFC 6265bis): what another party wants to keep, also where this browser refuses."""

from email.utils import parsedate_to_datetime

from site_builder.audit.records import Item

DAY = 86400


def third_party_cookie(text: str, host: str, now: float, cause: str = "") -> Item | None:
    """The cookie that a host in a page of another website sets, as a browser that allows it would keep it; none where
    every browser refuses it: only `SameSite=None` with `Secure` goes along to another website. A life of 0 or less
    seconds deletes, and is `life` "". `now` is in seconds since 1970."""
    pair, *rest = text.split(";")
    name, equals, _ = pair.partition("=")
    given = {key.strip().lower(): value.strip() for key, _, value in (part.partition("=") for part in rest)}
    if not equals or given.get("samesite", "").lower() != "none" or "secure" not in given:
        return None
    return Item(
        kind="cookie",
        name=name.strip(),
        host=(given.get("domain") or host).lstrip(".").lower(),
        life=_life(given, now),
        attributes={
            "path": given.get("path", "/"),
            "secure": "yes",
            "http_only": "yes" if "httponly" in given else "no",
            "same_site": "none",
        },
        cause=cause,
    )


def _life(given: dict[str, str], now: float) -> str:
    seconds: float | None = None
    if given.get("max-age", "").lstrip("-").isdigit():
        seconds = int(given["max-age"])
    elif "expires" in given:
        try:
            seconds = parsedate_to_datetime(given["expires"]).timestamp() - now
        except ValueError:
            return "session"
    if seconds is None:
        return "session"
    return duration(seconds) if seconds > 0 else ""


def duration(seconds: float) -> str:
    """A life as ISO 8601: in days, and below one in minutes."""
    if seconds > DAY - 60:
        return f"P{round(seconds / DAY)}D"
    return f"PT{max(1, round(seconds / 60))}M"
