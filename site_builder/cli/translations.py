"""`translations`: what a language still lacks."""

import argparse
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.cli.options import common_options
from site_builder.cli.outcome import FINE, PROBLEMS, report, without_advice
from site_builder.labels import N_
from site_builder.problem import SiteError


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("show what a language still lacks")
    parser = commands.add_parser("translations", parents=[common_options(words)], help=told, description=told)
    parser.add_argument("--locale", default="", help=_("the language, such as de (default: those of the site)"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.messages import report_line
    from site_builder.translations import needed_translations

    words = catalog(options)
    try:
        found = needed_translations(options.root, options.locale)
    except SiteError as error:
        report(without_advice(error.problems), options)
        return PROBLEMS
    for needed in found:
        print(f"{needed.locale}:")
        for text, (missing, total) in (
            (N_("%(path)s: %(missing)s of %(total)s messages for visitors are missing."), needed.words.for_visitors),
            (N_("%(path)s: %(missing)s of %(total)s messages for editors are missing."), needed.words.for_editors),
        ):
            if missing:
                print("  " + words.gettext(text) % {"path": needed.path, "missing": missing, "total": total})
        for problem in needed.texts:
            print(f"  {report_line(problem, words)}")
        if needed.complete:
            print("  " + words.gettext("Nothing is missing that visitors read."))
    return FINE if all(needed.complete for needed in found) else PROBLEMS
