"""Arguments that several commands share."""

import argparse
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from site_builder.catalogs import Catalog


def common_options(words: Catalog) -> argparse.ArgumentParser:
    _ = words.gettext
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help=_("the folder that holds content/ (default: this one)")
    )
    common.add_argument(
        "--messages", metavar="LOCALE", help=_("the language of messages: nl or en (default: the environment's)")
    )
    return common


def day_options(words: Catalog) -> argparse.ArgumentParser:
    _ = words.gettext
    day = argparse.ArgumentParser(add_help=False)
    day.add_argument(
        "--as-of",
        type=a_day(words),
        metavar="DATE",
        help=_("as it is on this day (default: today)"),
    )
    day.add_argument(
        "--drafts", action="store_true", help=_("also show drafts and versions that are not yet announced")
    )
    return day


def a_day(words: Catalog) -> Callable[[str], date]:
    """Text → date, as an argument's type."""

    def read(text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            told = words.gettext("“%(found)s” is not a date such as 2027-01-31") % {"found": text}
            raise argparse.ArgumentTypeError(told) from None

    return read


def as_of(options: argparse.Namespace) -> date:
    """The day asked for, else this moment: which day that is depends on where the site is published."""
    return options.as_of or datetime.now(UTC)
