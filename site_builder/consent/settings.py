"""How a site asks and remembers."""

from collections.abc import Mapping

from site_builder.model import Publication
from site_builder.records import record


@record(kw_only=True)
class ConsentSettings:
    """How a site asks and remembers: the key `consent` of `site.yaml`. A yes and a no live equally long.

    `{locale}` and `{version}` in an address are filled in; in the locales `without_changes` there is no page at
    `change_url`. `google` names the purpose behind each signal of Google Consent Mode; left out, it follows from the
    cookies that Google's tags are known by.
    """

    cookie_name: str = "consent"
    cookie_domain: str = ""
    cookie_path: str = "/"
    max_age: str = "P6M"
    endpoint: str = ""
    statement_url: str = "/{locale}/"
    cookies_url: str = "/{locale}/#cookies"
    change_url: str = "/{locale}/changes/{version}/"
    without_changes: frozenset[str] = frozenset()
    google: Mapping[str, str] | None = None


def consent_settings(publication: Publication) -> ConsentSettings:
    """How the banner of a site asks and remembers; it is read on other hosts too, so its links are whole."""
    consent = publication.consent
    base = publication.base_url.rstrip("/") + "/{locale}/"
    return ConsentSettings(
        cookie_name=consent.cookie_name,
        cookie_domain=consent.cookie_domain,
        cookie_path=consent.cookie_path,
        max_age=consent.max_age,
        endpoint=consent.endpoint or "",
        statement_url=base,
        cookies_url=base + "#cookies",
        change_url=base + "changes/{version}/",
    )
