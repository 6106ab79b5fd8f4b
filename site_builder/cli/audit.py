"""`audit`: a website in a real browser, beside what the statement declares."""

import argparse
import gc
import os
from pathlib import Path
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.cli.options import a_day, as_of, common_options
from site_builder.cli.outcome import FINE, PROBLEMS, USAGE, report, without_advice
from site_builder.cli.progress import progress
from site_builder.labels import N_
from site_builder.problem import SiteError


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("open a website in a browser and compare it with what the statement declares")
    parser = commands.add_parser("audit", parents=[common_options(words)], help=told, description=told)
    parser.add_argument(
        "target", metavar="TARGET", help=_("an address, a folder with pages, or a file with an address on each line")
    )
    parser.add_argument("--page", action="append", default=[], metavar="PAGE", help=_("also this page of the target"))
    parser.add_argument(
        "--pages", type=int, default=5, metavar="N", help=_("follow links up to this many pages (default: 5)")
    )
    parser.add_argument(
        "--visitor",
        action="append",
        default=[],
        choices=("fresh", "reject", "accept", "only", "withdraw", "gpc", "no-javascript", "phone"),
        help=_("only as this visitor (default: as all of them)"),
    )
    parser.add_argument(
        "--as-of", type=a_day(words), metavar="DATE", help=_("compare with the statement of this day (default: today)")
    )
    parser.add_argument(
        "--version", default="", metavar="VERSION", help=_("compare with this version, such as 2027-01-01")
    )
    parser.add_argument(
        "--accept-selector", default="", metavar="CSS", help=_("the button to accept of another banner")
    )
    parser.add_argument("--reject-selector", default="", metavar="CSS", help=_("its button to reject"))
    parser.add_argument("--settings-selector", default="", metavar="CSS", help=_("what opens the choice again"))
    parser.add_argument(
        "--timeout", type=float, default=30, metavar="SECONDS", help=_("how long a visit may take (default: 30)")
    )
    parser.add_argument(
        "--limit", type=float, default=600, metavar="SECONDS", help=_("how long all may take (default: 600)")
    )
    parser.add_argument(
        "--quiet", type=float, default=0.5, metavar="SECONDS", help=_("a page is done when so long nothing happens")
    )
    parser.add_argument(
        "--settle", type=float, default=5, metavar="SECONDS", help=_("how long to wait for that (default: 5)")
    )
    parser.add_argument(
        "--ahead",
        type=float,
        default=5,
        metavar="SECONDS",
        help=_("let the page’s timers run so far ahead (default: 5)"),
    )
    parser.add_argument(
        "--concurrency", type=int, default=4, metavar="N", help=_("how many visits at once (default: 4)")
    )
    parser.add_argument(
        "--browser", default="", metavar="FILE", help=_("the Chromium to use (default: the one on this computer)")
    )
    parser.add_argument(
        "--no-sandbox", action="store_true", help=_("run the browser without its sandbox, for your own pages only")
    )
    parser.add_argument(
        "--against", default="", metavar="FILE", help=_("an earlier report as JSON: only what is new counts")
    )
    parser.add_argument("--format", choices=("text", "json", "sarif", "html"), default="text", help=_("how to report"))
    parser.add_argument("--report", type=Path, metavar="FILE", help=_("write the report here, and print the text"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.audit.plan import Plan
    from site_builder.audit.records import VISITORS
    from site_builder.audit.run import Asked, audit, rendered
    from site_builder.audit.telling import fails
    from site_builder.formats import Formats
    from site_builder.words import Words

    gc.enable()  # unlike a build this takes minutes
    plan = Plan(
        visitors=(),
        timeout=options.timeout,
        limit=options.limit,
        quiet=options.quiet,
        settle=options.settle,
        ahead=options.ahead,
        concurrency=options.concurrency,
        screenshots=options.format == "html",
    )
    asked = Asked(
        root=options.root,
        target=options.target,
        as_of=as_of(options),
        version=options.version,
        pages=options.page,
        follow=options.pages,
        visitors=options.visitor or VISITORS,
        accept=options.accept_selector,
        reject=options.reject_selector,
        settings=options.settings_selector,
        browser=options.browser,
        # Chromium will not run in its sandbox as root.
        sandbox=not options.no_sandbox and not (hasattr(os, "geteuid") and os.geteuid() == 0),
        against=options.against,
        plan=plan,
    )
    try:
        found = audit(asked, progress(options, N_("Visit %(done)s of %(total)s")) or (lambda _done, _total: None))
    except SiteError as error:
        report(without_advice(error.problems), options)
        unusable = any(problem.code.startswith("audit_") for problem in error.problems)
        return USAGE if unusable else PROBLEMS
    spoken = catalog(options)
    words = Words(spoken, Formats(spoken.locale))
    text = rendered(found, options.format, words, options.root)
    if options.report:
        options.report.write_text(text, "utf-8")
        text = rendered(found, "text", words, options.root)
    print(text, end="" if text.endswith("\n") else "\n")
    return PROBLEMS if fails(found) else FINE
