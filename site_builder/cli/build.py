"""`build`: the site into its output folder."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import asked_language, catalog
from site_builder.cli.options import as_of, common_options, day_options
from site_builder.cli.outcome import FINE, PROBLEMS, report, without_advice
from site_builder.cli.progress import progress
from site_builder.labels import N_
from site_builder.problem import SiteError

if TYPE_CHECKING:
    from site_builder.build import Outcome
    from site_builder.last_build import Asked, Built, Look, Read


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("build the site into output/")
    parser = commands.add_parser(
        "build", parents=[common_options(words), day_options(words)], help=told, description=told
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help=_("where to write (default: output/ beside content/)")
    )
    parser.add_argument("--no-pdf", action="store_true", help=_("make no PDFs, and no links to them"))
    parser.add_argument("--precompress", action="store_true", help=_("also write .br and .gz beside text files"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from site_builder.last_build import Asked, keep_told, look

    output = options.output or options.root / "output"
    asked = Asked(options.root, output, as_of(options), options.drafts, not options.no_pdf, options.precompress)
    try:
        looked = look(asked)
        built, spoken = (looked.built, {}) if looked.built else _build(asked, options, looked)
    except SiteError as error:
        report(without_advice(error.problems), options)
        return PROBLEMS
    # The output is named as it was asked for.
    way = f"{asked_language(options)} {output}"
    told = built.told.get(way)
    if told is None:
        told = _tell(built, output, catalog(options, spoken))
        keep_told(asked, {**built.told, way: told})
    problems, written = told
    if problems:
        print(problems, file=sys.stderr)
    print(written)
    return FINE


def _tell(built: "Built", output: Path, words: Catalog) -> tuple[str, str]:
    """The problems of a build, if any, and what was written."""
    from site_builder.reporting import as_text

    problems, count = without_advice(built.problems), built.count
    written = words.ngettext("%(count)s file written to %(output)s", "%(count)s files written to %(output)s", count)
    return as_text(problems, words) if problems else "", written % {"count": count, "output": output}


def _build(asked: "Asked", options: argparse.Namespace, looked: "Look") -> "tuple[Built, Mapping[str, Catalog]]":
    """What the build came to, and the words of the languages of the site."""
    from site_builder.build import build
    from site_builder.last_build import Built
    from site_builder.memory import cache_folder
    from site_builder.memory.steps import Memory
    from site_builder.memory.store import Store
    from site_builder.printing import Printing
    from site_builder.read import SourceChangedError, read_project

    cache = cache_folder(asked.root)
    printing = Printing(cache / "pdf", progress(options, N_("PDF %(done)s of %(total)s"))) if asked.pdf else None
    memory = Memory(Store(cache / "memory.sqlite"))

    def made_from(read: "Read") -> "Outcome":
        return build(asked.root, asked.output, asked.as_of, asked.drafts, printing, asked.precompress, memory, read)

    try:
        made = made_from(looked.read)
    except SourceChangedError:
        raise
    except SiteError:
        # What the last build knew of the sources may be wrong: what stops this one has to be so without it.
        project, unreadable = read_project(asked.root)
        known, noted = looked.read
        if (project.told(), unreadable) == (known.told(), noted):
            raise
        made = made_from((project, unreadable))
    return Built(len(made.files), made.problems), {locale: words.catalog for locale, words in made.words.items()}
