"""`new`: a version, begun as a copy of the newest."""

import argparse
from datetime import UTC, datetime
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.cli.options import a_day, common_options
from site_builder.cli.outcome import FINE, PROBLEMS, report, tell_next
from site_builder.labels import N_
from site_builder.problem import SiteError


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("begin a version as a copy of the newest")
    parser = commands.add_parser("new", parents=[common_options(words)], help=told, description=told)
    parser.add_argument("date", metavar="DATE", help=_("the day it takes effect, such as 2027-01-31"))
    parser.add_argument("--from", dest="source", default="", metavar="VERSION", help=_("copy this version instead"))
    parser.add_argument("--as-of", type=a_day(words), metavar="DATE", help=_("the day it is begun (default: today)"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.scaffold import next_version

    words = catalog(options)
    try:
        today = options.as_of or datetime.now(UTC).astimezone().date()
        source, written = next_version(options.root, options.date, today, options.source)
    except SiteError as error:
        report(error.problems, options)
        return PROBLEMS
    for path in written:
        print(options.root / path)
    tell_next(
        words,
        {"version": options.date, "source": source, "folder": str((options.root / written[0]).parent)},
        N_("Change the facts and texts in %(folder)s, a copy of %(source)s."),
        N_("Write as “summary” in statement.yaml what the version means for the reader."),
        N_("Set “announced_on” to the day you announce it; check says whether that is early enough."),
        N_("See what changed: site-builder diff. See what is wrong: site-builder check --drafts"),
        N_("When all is right: set “status: final” and run site-builder release %(version)s"),
    )
    return FINE
