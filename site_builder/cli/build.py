"""`build`: the site into its output folder."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.cli.options import as_of, common_options, day_options
from site_builder.cli.outcome import FINE, PROBLEMS, report, without_advice
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
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.build import build
    from site_builder.printing import Printing

    output = options.output or options.root / "output"
    printing = None if options.no_pdf else Printing(options.root / ".cache" / "pdf", _progress(options))
    try:
        outcome = build(options.root, output, as_of(options), options.drafts, printing)
    except SiteError as error:
        report(without_advice(error.problems), options)
        return PROBLEMS
    report(without_advice(outcome.problems), options)
    words = catalog(options)
    count = len(outcome.files)
    written = words.ngettext("%(count)s file written to %(output)s", "%(count)s files written to %(output)s", count)
    print(written % {"count": count, "output": output})
    return FINE


def _progress(options: argparse.Namespace) -> Callable[[int, int], None] | None:
    """Tells a terminal, and only a terminal, how many PDFs are made; the line goes when all are."""
    if not sys.stderr.isatty():
        return None
    words = catalog(options)

    def tell(done: int, total: int) -> None:
        line = words.gettext("PDF %(done)s of %(total)s") % {"done": done, "total": total}
        print(f"\r\x1b[K{line if done < total else ''}", end="", file=sys.stderr, flush=True)

    return tell
