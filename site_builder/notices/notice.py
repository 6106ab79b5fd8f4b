"""What there is to tell about a version, and when each of it is due."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Literal

from site_builder.model import NoticeSettings
from site_builder.model import SignificanceName as Significance
from site_builder.records import record

Moment = Literal["announced", "in_force", "withdrawn"]
MOMENTS: tuple[Moment, ...] = ("announced", "in_force", "withdrawn")
SIGNIFICANCES: tuple[Significance, ...] = ("editorial", "factual", "material", "fundamental")


@record
class NoticeText:
    """What is told in one locale. A URL that leads nowhere (any more) is empty."""

    subject: str
    summary: str
    sentences: tuple[str, ...]
    change_url: str
    version_url: str
    in_force_url: str
    controller: str
    contact: str


@record
class Notice:
    """One moment of one version; `digest` is the SHA-256, in hexadecimal, of what is told."""

    version: str
    moment: Moment
    significance: Significance
    announced_on: date
    effective_on: date
    digest: str
    texts: Mapping[str, NoticeText]
    withdrawn_on: date | None = None

    def locale_for(self, reader: str) -> str:
        """The reader's locale, or the first one that it is told in."""
        return reader if reader in self.texts else next(iter(self.texts))

    @property
    def day(self) -> date:
        """The day its moment comes. A withdrawal without a day of its own counts from the announcement on."""
        if self.moment == "in_force":
            return self.effective_on
        return self.withdrawn_on or self.announced_on if self.moment == "withdrawn" else self.announced_on


Told = Collection[tuple[str, Moment]]


def due_notices(notices: Iterable[Notice], as_of: date, told: Told, settings: NoticeSettings) -> tuple[Notice, ...]:
    """What somebody should be told on a day, oldest first. `told` is what may have reached them: version and moment.

    - *announced*: from the day of the announcement until the version takes effect.
    - *in force*: from the day it takes effect, for as many days as the settings say, so that a first run over an old
      history or a new recipient does not bring up the past; when it matters enough, or when the announcement, for
      lack of a lead time or of a run, never came.
    - *withdrawn*: only to those who were told of the version.
    """
    ordered = sorted(notices, key=lambda notice: (notice.version, MOMENTS.index(notice.moment)))
    withdrawn = {notice.version for notice in ordered if notice.moment == "withdrawn" and notice.day <= as_of}
    return tuple(notice for notice in ordered if _due(notice, as_of, told, settings, notice.version in withdrawn))


def _due(notice: Notice, as_of: date, told: Told, settings: NoticeSettings, withdrawn: bool) -> bool:
    if (notice.version, notice.moment) in told or as_of < notice.day:
        return False
    announced = (notice.version, "announced") in told
    if notice.moment == "withdrawn":
        return announced or (notice.version, "in_force") in told
    if withdrawn:
        return False
    if notice.moment == "announced":
        return as_of < notice.effective_on and _at_least(notice, settings.announced_from)
    matters = _at_least(notice, settings.in_force_from)
    late = not announced and _at_least(notice, settings.announced_from)
    return (matters or late) and as_of < notice.effective_on + timedelta(days=settings.in_force_days)


def _at_least(notice: Notice, significance: Significance) -> bool:
    return SIGNIFICANCES.index(notice.significance) >= SIGNIFICANCES.index(significance)
