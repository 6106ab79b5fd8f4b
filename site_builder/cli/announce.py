"""`announce`: the notices that are due are sent, once."""

import argparse
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.cli.options import a_day, common_options
from site_builder.cli.outcome import FINE, PROBLEMS, report, without_advice
from site_builder.labels import N_
from site_builder.problem import SiteError, stops_build

STATUSES: Mapping[str, str] = {
    "sent": N_("sent"),
    "already": N_("sent before"),
    "failed": N_("not sent"),
    "uncertain": N_("uncertain"),
    "dry": N_("would be sent"),
}


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("send the notices that are due, once")
    parser = commands.add_parser("announce", parents=[common_options(words)], help=told, description=told)
    parser.add_argument(
        "--as-of",
        type=a_day(words),
        metavar="DATE",
        help=_("as it is on this day (default: today)"),
    )
    parser.add_argument(
        "--ledger", type=Path, metavar="FILE", help=_("what was sent (default: announced.jsonl beside content/)")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be sent"))
    parser.add_argument(
        "--resend", action="append", default=[], metavar="KEY", help=_("send an uncertain message again")
    )
    parser.add_argument(
        "--mark-sent", action="append", default=[], metavar="KEY", help=_("an uncertain message did go out")
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.send import send_notices

    now = datetime.now(UTC)
    ledger = options.ledger or options.root / "announced.jsonl"
    try:
        sent = send_notices(
            options.root,
            ledger,
            options.as_of or now,
            now,
            os.environ,
            dry_run=options.dry_run,
            resend=options.resend,
            mark_sent=options.mark_sent,
        )
    except SiteError as error:
        report(without_advice(error.problems), options)
        return PROBLEMS
    words = catalog(options)
    for line in sent.lines:
        print(f"{words.gettext(STATUSES[line.status])}: {line.key} {line.recipient}")
    if not sent.lines:
        print(words.gettext("There is nothing to send."))
    report(sent.problems, options)
    return PROBLEMS if stops_build(sent.problems) else FINE
