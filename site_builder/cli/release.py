"""`release`: a version is frozen into the lock."""

import argparse
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.cli.options import a_day, as_of, common_options
from site_builder.cli.outcome import FINE, PROBLEMS, report, without_advice
from site_builder.problem import SiteError


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("freeze a version into content/releases.lock")
    parser = commands.add_parser("release", parents=[common_options(words)], help=told, description=told)
    parser.add_argument("version", metavar="VERSION", help=_("the folder of the version, such as 2027-01-01"))
    parser.add_argument("--as-of", type=a_day(words), metavar="DATE", help=_("the day of the release (default: today)"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.freeze import freeze_version

    try:
        released = freeze_version(options.root, options.version, as_of(options))
    except SiteError as error:
        report(without_advice(error.problems), options)
        return PROBLEMS
    words = catalog(options)
    for one in released:
        print(words.gettext("Released %(version)s") % {"version": one.version})
        if one.questions:
            told = words.ngettext(
                "%(count)s question under “to_confirm” is still open; the fact is frozen all the same.",
                "%(count)s questions under “to_confirm” are still open; those facts are frozen all the same.",
                one.questions,
            )
            print(told % {"count": one.questions})
    return FINE
