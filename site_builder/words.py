"""How a page speaks: everything that turns a value into words of one locale."""

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from site_builder.catalogs import Catalog
from site_builder.formats import Formats
from site_builder.labels import LABELS
from site_builder.lookups import Lookup
from site_builder.model import Address
from site_builder.records import record


def first_upper(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


@record
class Words:
    """The catalog and the formats of a locale."""

    catalog: Catalog
    format: Formats

    def gettext(self, msgid: str, **arguments: object) -> Markup:
        """A message with its arguments. Both are text: a translator cannot put an element into a page."""
        return escape(self.catalog.gettext(msgid)) % arguments

    def ngettext(self, singular: str, plural: str, count: int, **arguments: object) -> Markup:
        return escape(self.catalog.ngettext(singular, plural, count)) % {"count": count, **arguments}

    def text(self, texts: Mapping[str, str]) -> str:
        """A localized text in this locale."""
        return texts[self.format.locale]

    def label(self, group: str, value: str) -> str:
        """What a fixed value of the register is called."""
        return self.catalog.gettext(LABELS[group][value])

    def address(self, address: Address) -> str:
        country = self.format.country(address.country)
        return f"{address.street}, {address.postal_code} {address.city}, {country}"

    def life(self, max_age: str) -> str:
        """How long something is stored: a duration, or until the browser closes or it is deleted."""
        return self.label("max_age", max_age) if max_age in LABELS["max_age"] else self.format.duration(max_age)

    def value(self, lookup: Lookup) -> str:
        """A look-up as it stands in a sentence."""
        formatted: Mapping[str, Callable[..., str]] = {
            "text": str,
            "number": str,
            "localized": self.text,
            "date": self.format.date,
            "duration": self.format.duration,
            "country": self.format.country,
            "address": self.address,
            "legal_basis": lambda basis: self.label("legal_basis", basis),
        }
        return formatted[lookup.kind](lookup.value)
