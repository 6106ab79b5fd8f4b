"""`init`: a site for an organisation, from a few questions or flags."""

import argparse
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.cli.options import common_options
from site_builder.cli.outcome import FINE, PROBLEMS, USAGE, report, tell_next
from site_builder.labels import N_
from site_builder.problem import SiteError

FLAGS: Mapping[str, str] = {
    "name": N_("the name of the organisation"),
    "email": N_("where people can ask about their privacy"),
    "website": N_("the address of its website"),
    "street": N_("street and number"),
    "postal-code": N_("postal code"),
    "city": N_("town or city"),
    "country": N_("two letters (default: NL)"),
    "locales": N_("languages, the one that prevails first (default: nl,en)"),
    "hosting": N_("the company that hosts the website"),
    "use": N_("services of the catalogue that it uses, such as google_analytics,mailchimp"),
    "base-url": N_("where the statement will stand (default: privacy. and the website's domain)"),
    "date": N_("the day the first version takes effect (default: in a month)"),
}


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("begin a site for an organisation, ready to edit")
    parser = commands.add_parser("init", parents=[common_options(words)], help=told, description=told)
    parser.add_argument("folder", type=Path, metavar="DIR", help=_("where to make it"))
    for name, said in FLAGS.items():
        parser.add_argument(f"--{name}", metavar="TEXT", help=_(said))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.messages import message
    from site_builder.scaffold import QUESTIONS, ask, create_site, read_answers
    from site_builder.scaffold.answers import CHECKS

    words, today = catalog(options), datetime.now(UTC).astimezone().date()
    said = {name: getattr(options, name) for name in CHECKS if getattr(options, name) is not None}
    answers, problems = read_answers(said, today)
    wrong = [problem for problem in problems if problem.code != "answer_missing"]
    if problems and not wrong and sys.stdin.isatty():
        try:
            answers, problems = read_answers(ask(said, input, print, words), today)
        except (EOFError, KeyboardInterrupt):
            print("\n" + words.gettext("Stopped. Nothing was written."), file=sys.stderr)
            return PROBLEMS
    if answers is None:
        for problem in problems:
            asked = words.gettext(QUESTIONS.get(problem.location.path.removeprefix("--").replace("-", "_"), ""))
            said_before = f"{asked} " if problem.code == "answer_missing" else ""
            print(f"site-builder init: {said_before}{message(problem, words)}", file=sys.stderr)
        return USAGE
    try:
        written = create_site(options.folder, answers, words.locale)
    except SiteError as error:
        report(error.problems, options)
        return PROBLEMS
    for path in written:
        print(options.folder / path)
    tell_next(
        words,
        {"folder": str(options.folder), "version": answers.effective_on.isoformat()},
        N_("Go to the folder: cd %(folder)s"),
        N_("See the draft, and change it: site-builder serve"),
        N_("Answer the questions: site-builder check --drafts lists what was guessed."),
        N_("When all is right: set “status: final” and run site-builder release %(version)s"),
    )
    return FINE
