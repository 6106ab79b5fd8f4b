"""`diff`: what differs between two versions or two texts."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.cli.options import common_options
from site_builder.cli.outcome import FINE, PROBLEMS, report, without_advice
from site_builder.problem import SiteError


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("show what differs between two versions or two Markdown files")
    parser = commands.add_parser("diff", parents=[common_options(words)], help=told, description=told)
    parser.add_argument(
        "old", nargs="?", default="", metavar="OLD", help=_("a version or a Markdown file (default: the one before)")
    )
    parser.add_argument(
        "new", nargs="?", default="", metavar="NEW", help=_("a version or a Markdown file (default: the newest)")
    )
    parser.add_argument("--locale", default="", help=_("the language to compare (default: that of the site)"))
    parser.add_argument("--format", choices=("text", "json", "html"), default="text", help=_("how to show it"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.changes.comparison import as_html, as_json, as_text
    from site_builder.diff import diff_files, diff_versions
    from site_builder.formats import Formats
    from site_builder.words import Words

    if options.old and not options.new:
        options.old, options.new = "", options.old
    try:
        if options.old.endswith(".md") and options.new.endswith(".md"):
            comparison = diff_files(Path(options.old), Path(options.new))
            found = catalog(options)
            words = Words(found, Formats(found.locale))
        else:
            comparison, words = diff_versions(options.root, options.old, options.new, options.locale)
    except SiteError as error:
        report(without_advice(error.problems), options)
        return PROBLEMS
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    shown = {
        "json": lambda: as_json(comparison),
        "html": lambda: as_html(comparison, words),
        "text": lambda: as_text(comparison, words, coloured),
    }
    print(shown[options.format]())
    return FINE
