"""`schema`: how the YAML files are written, as JSON Schema."""

import argparse
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.cli.options import common_options
from site_builder.cli.outcome import FINE


def add(commands: Any, words: Catalog) -> None:
    told = words.gettext("print the JSON Schema of site.yaml or statement.yaml")
    parser = commands.add_parser("schema", parents=[common_options(words)], help=told, description=told)
    parser.add_argument("file", choices=("site", "statement"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.schema import schema_text

    print(schema_text(options.file), end="")
    return FINE
