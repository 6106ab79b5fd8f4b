"""`verify`: a published site against what was released, in a line for whoever watches."""

import argparse
import sys
from pathlib import Path
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.cli.options import a_day, as_of
from site_builder.cli.outcome import FINE, PROBLEMS, USAGE, report
from site_builder.problem import SiteError


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("check a published site against what was released")
    parser = commands.add_parser("verify", help=told, description=told)
    parser.add_argument("target", metavar="TARGET", help=_("the address of the site, or a folder with its files"))
    parser.add_argument(
        "--root",
        type=Path,
        metavar="DIR",
        help=_("the folder that holds content/, to compare with what it gives today"),
    )
    parser.add_argument(
        "--against", type=Path, metavar="FILE", help=_("a versions.json kept from before: its releases must be there")
    )
    parser.add_argument(
        "--ledger", type=Path, metavar="FILE", help=_("what was sent (default: announced.jsonl beside content/)")
    )
    parser.add_argument("--as-of", type=a_day(words), metavar="DATE", help=_("as it is on this day (default: today)"))
    parser.add_argument(
        "--time-limit", type=int, default=300, metavar="SECONDS", help=_("for the whole site (default: 300)")
    )
    parser.add_argument("--verbose", action="store_true", help=_("a line for every problem"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("how to print the problems"))
    parser.add_argument(
        "--messages", metavar="LOCALE", help=_("the language of messages: nl or en (default: the environment's)")
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.reporting import as_text
    from site_builder.verify.report import as_json, as_line
    from site_builder.verify.run import is_address, verify

    words, target = catalog(options), options.target
    if not is_address(target) and not Path(target).is_dir():
        told = words.gettext("“%(found)s” is neither a folder nor an address that begins with https://.")
        print(told % {"found": target}, file=sys.stderr)
        return USAGE
    try:
        findings, problems = verify(
            target,
            as_of(options),
            earlier=options.against,
            root=options.root,
            ledger=options.ledger,
            seconds=options.time_limit,
        )
    except SiteError as error:
        report(error.problems, options)
        return PROBLEMS
    if options.format == "json":
        print(as_json(target, findings, problems, words))
    elif options.verbose and problems:
        print(as_text(problems, words))
    else:
        print(as_line(target, findings, problems, words))
    return PROBLEMS if problems else FINE
