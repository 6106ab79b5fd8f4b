"""`check`: every problem, without writing; and what each rule asks."""

import argparse
import sys
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.cli.options import as_of, common_options, day_options
from site_builder.cli.outcome import FINE, PROBLEMS, USAGE
from site_builder.problem import stops_build
from site_builder.suggest import suggest


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("find every problem, without writing")
    parser = commands.add_parser(
        "check", parents=[common_options(words), day_options(words)], help=told, description=told
    )
    parser.add_argument(
        "--format", choices=("text", "json", "github", "sarif"), default="text", help=_("how to print the problems")
    )
    parser.add_argument("--all", action="store_true", help=_("judge every version by today's rules, history too"))
    parser.add_argument(
        "--explain", nargs="?", const="", metavar="RULE", help=_("say what a rule asks; without one, list all")
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.explain is not None:
        return _explain(options)
    from site_builder.build import plan
    from site_builder.reporting import FORMATS

    problems = plan(options.root, as_of(options), options.drafts, everything=options.all).problems
    told = FORMATS[options.format](problems, catalog(options))
    if told:
        print(told)
    return PROBLEMS if stops_build(problems) else FINE


def _explain(options: argparse.Namespace) -> int:
    from site_builder.checks.gaps import GAPS
    from site_builder.checks.rules import RULES
    from site_builder.messages import explain, severity_label

    words = catalog(options)
    if not options.explain:
        for rule in RULES.values():
            print(f"{rule.id}  {severity_label(rule.severity, words)}  {words.gettext(rule.requirement)}")
        return FINE
    asked = GAPS[options.explain].rule if options.explain in GAPS else options.explain
    if asked not in RULES:
        told = words.gettext("There is no rule “%(found)s”.") % {"found": options.explain}
        near = suggest(options.explain, [*RULES, *GAPS])
        meant = words.gettext("Did you mean “%(suggestion)s”?") % {"suggestion": near}
        print(f"{told} {meant}" if near else told, file=sys.stderr)
        return USAGE
    print(explain(RULES[asked], words))
    return FINE
