"""Arguments → options. What is wrong with them, and how they are meant, is told in the reader's language."""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from site_builder import __version__
from site_builder.catalogs import Catalog
from site_builder.cli import (
    announce,
    audit,
    build,
    check,
    confirm,
    diff,
    hosting,
    init,
    new,
    release,
    schema,
    serve,
    translations,
    verify,
)
from site_builder.cli.language import asked_locale, read_catalog
from site_builder.labels import N_

COMMANDS: tuple[Callable[[Any, Catalog], None], ...] = (
    init.add,
    build.add,
    check.add,
    confirm.add,
    serve.add,
    diff.add,
    new.add,
    release.add,
    announce.add,
    verify.add,
    audit.add,
    hosting.add,
    translations.add,
    schema.add,
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
    try:
        return _parser(_Silent, Catalog()).parse_args(arguments)
    except _NeedsWordsError:
        words = read_catalog(Path(), asked_locale(arguments, os.environ))
        # The module looks its words up by this name; it has no other way to be told of a catalog.
        vars(argparse).update(_=words.gettext, ngettext=words.ngettext)
        return _parser(argparse.ArgumentParser, words).parse_args(arguments)


def _parser(kind: type[argparse.ArgumentParser], words: Catalog) -> argparse.ArgumentParser:
    parser = kind(prog="site-builder", description=words.gettext("Publish a privacy statement and its consent banner."))
    parser.add_argument("--version", action="version", version=f"site-builder {__version__}")
    commands = parser.add_subparsers(metavar=words.gettext("COMMAND"), required=True)
    for add in COMMANDS:
        add(commands, words)
    return parser
