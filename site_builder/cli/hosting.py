"""`hosting`: what a web server should say about each file."""

import argparse
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.options import common_options
from site_builder.cli.outcome import FINE, PROBLEMS, report, without_advice
from site_builder.problem import stops_build


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("print the rules for a web server")
    parser = commands.add_parser("hosting", parents=[common_options(words)], help=told, description=told)
    servers = ("nginx", "apache", "headers")
    parser.add_argument("server", choices=servers, help=_("nginx, Apache, or the file _headers of other hosts"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.hosting.notations import NOTATIONS
    from site_builder.hosting.rules import hosting_rules
    from site_builder.parse import parse_site
    from site_builder.read import read_project

    project, unreadable = read_project(options.root)
    site, problems = parse_site(project)
    if site is None or stops_build((*unreadable, *problems)):
        report(without_advice((*unreadable, *problems)), options)
        return PROBLEMS
    print(NOTATIONS[options.server](hosting_rules(site.publication)), end="")
    return FINE
