"""Where the preview shows what: the site at its own permalinks, and on another day below `/as-of/<date>/`."""

from datetime import date
from typing import NamedTuple
from urllib.parse import quote, unquote

AS_OF = "as-of"
OWN = "preview/"  # the preview's own pages and files, also those of a day


class Address(NamedTuple):
    """A permalink of the site as it is on `day`; without a day, on the one that the preview was started for."""

    day: date | None
    permalink: str

    def __str__(self) -> str:
        permalink = self.permalink.lstrip("/")  # two of them at the beginning would lead to another host
        return quote(f"/{AS_OF}/{self.day.isoformat()}/{permalink}" if self.day else f"/{permalink}")


def parse_address(path: str) -> Address | None:
    """The address that the path of a request names; None when it names no day that there is."""
    permalink = unquote(path).lstrip("/")
    first, _, rest = permalink.partition("/")
    if first != AS_OF:
        return Address(None, permalink)
    day, _, permalink = rest.partition("/")
    try:
        return Address(date.fromisoformat(day), permalink)
    except ValueError:
        return None
