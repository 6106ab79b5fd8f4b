"""Arguments → options. What is wrong with them, and how they are meant, is told in the reader's language."""

import argparse
import os
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from site_builder import __version__
from site_builder.catalogs import Catalog
from site_builder.cli.language import asked_locale, read_catalog
from site_builder.labels import N_

# Each is a module beside this one, loaded when it is asked for. Help tells them in this order.
COMMANDS = (
    "init",
    "build",
    "check",
    "confirm",
    "serve",
    "diff",
    "new",
    "release",
    "announce",
    "verify",
    "audit",
    "hosting",
    "translations",
    "schema",
)

# What argparse says by itself.
ARGPARSE = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("not allowed with argument %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)


class _NeedsWordsError(Exception):
    """The parser has something to say."""


class _Silent(argparse.ArgumentParser):
    """Says nothing, so that no catalog is read where nothing is said."""

    def error(self, message: str) -> NoReturn:
        raise _NeedsWordsError(message)

    def print_help(self, file: object = None) -> NoReturn:
        raise _NeedsWordsError(file)


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The options; exits with what is wrong or with help when there is something to say."""
    asked = [name for name in COMMANDS if name in arguments[:1]]
    try:
        return _parser(_Silent, Catalog(), asked or COMMANDS).parse_args(arguments)
    except _NeedsWordsError:
        words = read_catalog(Path(), asked_locale(arguments, os.environ))
        return _parser(argparse.ArgumentParser, words, COMMANDS).parse_args(arguments)


def _parser(kind: type[argparse.ArgumentParser], words: Catalog, names: Iterable[str]) -> argparse.ArgumentParser:
    # The module looks its words up by these names; it has no other way to be told of a catalog.
    vars(argparse).update(_=words.gettext, ngettext=words.ngettext)
    parser = kind(prog="site-builder", description=words.gettext("Publish a privacy statement and its consent banner."))
    parser.add_argument("--version", action="version", version=f"site-builder {__version__}")
    commands = parser.add_subparsers(prog="site-builder", metavar=words.gettext("COMMAND"), required=True)
    for name in names:
        import_module(f"site_builder.cli.{name}").add(commands, words)
    return parser
