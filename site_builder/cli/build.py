"""`build`: the site into its output folder."""

import argparse
from pathlib import Path
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.cli.options import as_of, common_options, day_options
from site_builder.cli.outcome import FINE, PROBLEMS, report, without_advice
from site_builder.cli.progress import progress
from site_builder.labels import N_
from site_builder.problem import SiteError


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("build the site into output/")
    parser = commands.add_parser(
        "build", parents=[common_options(words), day_options(words)], help=told, description=told
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help=_("where to write (default: output/ beside content/)")
    )
    parser.add_argument("--no-pdf", action="store_true", help=_("make no PDFs, and no links to them"))
    parser.add_argument("--precompress", action="store_true", help=_("also write .br and .gz beside text files"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.build import build
    from site_builder.printing import Printing

    output = options.output or options.root / "output"
    printing = (
        None
        if options.no_pdf
        else Printing(options.root / ".cache" / "pdf", progress(options, N_("PDF %(done)s of %(total)s")))
    )
    try:
        outcome = build(options.root, output, as_of(options), options.drafts, printing, options.precompress)
    except SiteError as error:
        report(without_advice(error.problems), options)
        return PROBLEMS
    report(without_advice(outcome.problems), options)
    words = catalog(options)
    count = len(outcome.files)
    written = words.ngettext("%(count)s file written to %(output)s", "%(count)s files written to %(output)s", count)
    print(written % {"count": count, "output": output})
    return FINE
