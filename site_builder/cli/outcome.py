"""How a command ends, and what it tells on the way."""

import argparse
import sys
from collections.abc import Iterable, Mapping

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.problem import Problem, Severity

FINE, PROBLEMS, USAGE = 0, 1, 2


def report(problems: Iterable[Problem], options: argparse.Namespace) -> None:
    """What an editor should know, if anything, beside what a command is asked for."""
    from site_builder.reporting import as_text

    found = tuple(problems)
    if found:
        print(as_text(found, catalog(options)), file=sys.stderr)


def tell_next(words: Catalog, values: Mapping[str, str], *steps: str) -> None:
    """What to do now, in order; `steps` are msgids that `values` fill in."""
    print()
    for number, step in enumerate(steps, 1):
        print(f"{number}. {words.gettext(step) % values}")


def without_advice(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Advice is for whoever asks with `check`; a build says what stands in its way."""
    return tuple(problem for problem in problems if problem.severity is not Severity.ADVICE)
