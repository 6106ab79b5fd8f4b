"""`confirm`: somebody read the languages of a version side by side."""

import argparse
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.cli.options import common_options
from site_builder.cli.outcome import FINE, PROBLEMS, report, without_advice
from site_builder.problem import SiteError


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("say that the languages of a version say the same, after reading them side by side")
    parser = commands.add_parser("confirm", parents=[common_options(words)], help=told, description=told)
    parser.add_argument("version", metavar="VERSION", help=_("the folder of the version, such as 2027-01-01"))
    parser.add_argument(
        "--section", action="append", default=[], metavar="ID", help=_("only this section (default: all of them)")
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.confirm import confirm_version

    try:
        confirmed = confirm_version(options.root, options.version, options.section)
    except SiteError as error:
        report(without_advice(error.problems), options)
        return PROBLEMS
    words = catalog(options)
    count = len(confirmed)
    said = words.ngettext(
        "%(count)s section confirmed: %(sections)s", "%(count)s sections confirmed: %(sections)s", count
    )
    print(said % {"count": count, "sections": ", ".join(confirmed)})
    return FINE
