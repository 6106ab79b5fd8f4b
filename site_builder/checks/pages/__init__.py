"""What is asked of finished pages: how they are linked, marked and laid out. One rule per file, named by its id."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from site_builder.checks.rule import Rules

if TYPE_CHECKING:
    from site_builder.checks.pages.published import FinishedPage, Repeated

RULES: "Rules[Iterable[Repeated], FinishedPage]" = Rules(
    __name__,
    "A11Y-1.3.1",
    "A11Y-2.4.1/2",
    "A11Y-3.1.1/2",
    "A11Y-3.2.3/4/6",
    "CHG-1",
    "CHG-3",
    "DATE-VERSION",
    "GDPR-12-7",
    "GDPR-30",
    "JF-2",
    "LANG-1",
    "LANG-2",
    "NL-INFORM",
    "REL-1",
    "REL-2",
    "WP260-11-COLLECT",
    "WP260-11-LINK",
    "WP260-17",
    "WP260-35",
    "WP260-36",
    "WP260-8",
)
