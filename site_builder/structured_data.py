"""schema.org JSON-LD of a statement: dates, version, language, publisher."""

import json
from collections.abc import Callable

from site_builder.model import Version
from site_builder.pages import Edition, Page


def structured_data(page: Page, edition: Edition, absolute: Callable[[str], str]) -> str:
    """The JSON-LD of a page that shows a version, safe inside a `script` element; else nothing."""
    version = page.context.get("version")
    if not isinstance(version, Version):
        return ""
    register = version.register
    controller = register.controller
    successor = edition.timeline.next_after(version)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": absolute(page.permalink),
        "name": version.prose[page.locale].front_matter.title,
        "inLanguage": page.locale,
        "version": version.id,
        "datePublished": register.announced_on.isoformat(),
        "dateModified": register.effective_on.isoformat(),
        "publisher": {
            "@type": "Organization",
            "name": controller.name,
            "url": controller.website,
            "email": controller.email,
        },
    }
    if successor:
        data["expires"] = successor.register.effective_on.isoformat()
    translations = [absolute(address) for locale, address in page.alternates.items() if locale != page.locale]
    if translations:
        key = "workTranslation" if page.locale == register.authoritative_locale else "translationOfWork"
        data[key] = [{"@id": address} for address in translations]
    # Inside a script element only `<` could end it.
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
