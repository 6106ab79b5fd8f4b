"""The language that the program speaks to an editor."""

import argparse
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from site_builder.catalogs import Catalog, available, read_catalogs
from site_builder.read import read_shipped

_ENGLISH = ("en", "C", "POSIX")


def catalog(options: argparse.Namespace, known: Mapping[str, Catalog] | None = None) -> Catalog:
    """The words for an editor, read from their file where they are not `known` by their locale."""
    asked = asked_language(options)
    locale = asked if asked in (known or {}) else asked.partition("_")[0]
    if known and locale in known and asked not in _ENGLISH:
        return known[locale]
    return read_catalog(options.root or Path(), asked)


def asked_language(options: argparse.Namespace) -> str:
    """The language of messages, as it is asked for."""
    return str(options.messages or environment_locale(os.environ))


@cache
def read_catalog(root: Path, asked: str) -> Catalog:
    """The catalog for what the program says: English, which the msgids are, where there is none for the locale."""
    if asked in _ENGLISH:
        return Catalog()
    files, _ = read_shipped(root, "locales")
    locale = asked if asked in available(files) else asked.partition("_")[0]
    return read_catalogs(files, [locale])[0][locale] if locale in available(files) else Catalog()


def asked_locale(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for by arguments that may not be right, else by the environment."""
    for position, argument in enumerate(arguments):
        if argument == "--messages":
            return next(iter(arguments[position + 1 :]), "en")
        if argument.startswith("--messages="):
            return argument.partition("=")[2]
    return environment_locale(environment)


def environment_locale(environment: Mapping[str, str]) -> str:
    """The language of messages that the environment asks for (POSIX, 8.2)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return environment[name].partition(".")[0].partition("@")[0]
    return "en"
