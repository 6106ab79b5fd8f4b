"""The commands: read arguments, call the pipeline, print, exit. Nothing else prints or exits."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from site_builder import __version__
from site_builder.catalogs import Catalog, available, read_catalogs
from site_builder.labels import N_
from site_builder.problem import Problem, Severity, SiteError, stops_build
from site_builder.read import read_shipped

if TYPE_CHECKING:
    from site_builder.last_build import Built

FINE, PROBLEMS, USAGE = 0, 1, 2

STATUSES: Mapping[str, str] = {
    "sent": N_("sent"),
    "already": N_("sent before"),
    "failed": N_("not sent"),
    "uncertain": N_("uncertain"),
    "dry": N_("would be sent"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0 when all is fine, 1 with problems, 2 when the command is used wrongly."""
    gc.disable()  # a build makes much, lets go of little, and ends
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the folder that holds content/ (default: this one)"
    )
    common.add_argument(
        "--messages", metavar="LOCALE", help="the language of messages: nl or en (default: the environment's)"
    )
    day = argparse.ArgumentParser(add_help=False)
    day.add_argument("--as-of", type=_day, metavar="DATE", help="as it is on this day (default: today)")
    day.add_argument("--drafts", action="store_true", help="also show drafts and versions that are not yet announced")

    parser = argparse.ArgumentParser(
        prog="site-builder", description="Publish a privacy statement and its consent banner."
    )
    parser.add_argument("--version", action="version", version=f"site-builder {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    build = commands.add_parser("build", parents=[common, day], help="build the site into output/")
    build.add_argument("--output", type=Path, metavar="DIR", help="where to write (default: output/ beside content/)")
    build.add_argument("--no-pdf", action="store_true", help="make no PDFs, and no links to them")
    build.set_defaults(run=_build)
    check = commands.add_parser("check", parents=[common, day], help="find every problem, without writing")
    check.add_argument("--format", choices=("text", "json"), default="text", help="how to print the problems")
    check.set_defaults(run=_check)
    release = commands.add_parser("release", parents=[common], help="freeze a version into content/releases.lock")
    release.add_argument("version", metavar="VERSION", help="the folder of the version, such as 2027-01-01")
    release.add_argument("--as-of", type=_day, metavar="DATE", help="the day of the release (default: today)")
    release.set_defaults(run=_release)
    diff = commands.add_parser(
        "diff", parents=[common], help="show what differs between two versions or two Markdown files"
    )
    diff.add_argument(
        "old", nargs="?", default="", metavar="OLD", help="a version or a Markdown file (default: the one before)"
    )
    diff.add_argument(
        "new", nargs="?", default="", metavar="NEW", help="a version or a Markdown file (default: the newest)"
    )
    diff.add_argument("--locale", default="", help="the language to compare (default: that of the site)")
    diff.add_argument("--format", choices=("text", "json", "html"), default="text", help="how to show it")
    diff.set_defaults(run=_diff)
    announce = commands.add_parser("announce", parents=[common], help="send the notices that are due, once")
    announce.add_argument("--as-of", type=_day, metavar="DATE", help="as it is on this day (default: today)")
    announce.add_argument(
        "--ledger", type=Path, metavar="FILE", help="what was sent (default: announced.jsonl beside content/)"
    )
    announce.add_argument("--dry-run", action="store_true", help="only say what would be sent")
    announce.add_argument(
        "--resend", action="append", default=[], metavar="KEY", help="send an uncertain message again"
    )
    announce.add_argument(
        "--mark-sent", action="append", default=[], metavar="KEY", help="an uncertain message did go out"
    )
    announce.set_defaults(run=_announce)
    schema = commands.add_parser(
        "schema", parents=[common], help="print the JSON Schema of site.yaml or statement.yaml"
    )
    schema.add_argument("file", choices=("site", "statement"))
    schema.set_defaults(run=_schema)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2027-01-31") from None


def _build(options: argparse.Namespace) -> int:
    from site_builder.last_build import Asked, recall_build

    output = options.output or options.root / "output"
    made = "without PDFs" if options.no_pdf else "with PDFs"
    try:
        built = recall_build(Asked(options.root, output, _as_of(options), options.drafts, made)) or _build_anew(
            options, output
        )
    except SiteError as error:
        _report(_without_advice(error.problems), options, sys.stderr)
        return PROBLEMS
    _report(_without_advice(built.problems), options, sys.stderr)
    words = _catalog(options)
    count = built.count
    written = words.ngettext("%(count)s file written to %(output)s", "%(count)s files written to %(output)s", count)
    print(written % {"count": count, "output": output})
    return FINE


def _build_anew(options: argparse.Namespace, output: Path) -> "Built":
    from site_builder.build import build
    from site_builder.last_build import Built
    from site_builder.memory import cache_folder
    from site_builder.memory.steps import Memory
    from site_builder.memory.store import Store
    from site_builder.printing import Printing

    cache = cache_folder(options.root)
    printing = None if options.no_pdf else Printing(cache / "pdf", _progress(options))
    memory = Memory(Store(cache / "memory.sqlite"))
    outcome = build(options.root, output, _as_of(options), options.drafts, printing, memory)
    return Built(len(outcome.files), outcome.problems)


def _progress(options: argparse.Namespace) -> Callable[[int, int], None] | None:
    """Tells a terminal, and only a terminal, how many PDFs are made; the line goes when all are."""
    if not sys.stderr.isatty():
        return None
    words = _catalog(options)

    def tell(done: int, total: int) -> None:
        line = words.gettext("PDF %(done)s of %(total)s") % {"done": done, "total": total}
        print(f"\r\x1b[K{line if done < total else ''}", end="", file=sys.stderr, flush=True)

    return tell


def _check(options: argparse.Namespace) -> int:
    from site_builder.build import plan

    problems = plan(options.root, _as_of(options), options.drafts).problems
    if options.format == "json":
        print(_as_json(problems, _catalog(options)))
    else:
        _report(problems, options, sys.stdout)
    return PROBLEMS if stops_build(problems) else FINE


def _release(options: argparse.Namespace) -> int:
    from site_builder.freeze import freeze_version

    try:
        released = freeze_version(options.root, options.version, _as_of(options))
    except SiteError as error:
        _report(_without_advice(error.problems), options, sys.stderr)
        return PROBLEMS
    for version in released:
        print(_catalog(options).gettext("Released %(version)s") % {"version": version})
    return FINE


def _diff(options: argparse.Namespace) -> int:
    from site_builder.changes.comparison import as_html, as_json, as_text
    from site_builder.diff import diff_files, diff_versions
    from site_builder.formats import Formats
    from site_builder.words import Words

    if options.old and not options.new:
        options.old, options.new = "", options.old
    try:
        if options.old.endswith(".md") and options.new.endswith(".md"):
            comparison = diff_files(Path(options.old), Path(options.new))
            catalog = _catalog(options)
            words = Words(catalog, Formats(catalog.locale))
        else:
            comparison, words = diff_versions(options.root, options.old, options.new, options.locale)
    except SiteError as error:
        _report(_without_advice(error.problems), options, sys.stderr)
        return PROBLEMS
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    shown = {
        "json": lambda: as_json(comparison),
        "html": lambda: as_html(comparison, words),
        "text": lambda: as_text(comparison, words, coloured),
    }
    print(shown[options.format]())
    return FINE


def _announce(options: argparse.Namespace) -> int:
    from site_builder.send import send_notices

    now = datetime.now(UTC)
    ledger = options.ledger or options.root / "announced.jsonl"
    try:
        report = send_notices(
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
        _report(_without_advice(error.problems), options, sys.stderr)
        return PROBLEMS
    words = _catalog(options)
    for line in report.lines:
        print(f"{words.gettext(STATUSES[line.status])}: {line.key} {line.recipient}")
    if not report.lines:
        print(words.gettext("There is nothing to send."))
    _report(report.problems, options, sys.stderr)
    return PROBLEMS if stops_build(report.problems) else FINE


def _schema(options: argparse.Namespace) -> int:
    from site_builder.schema import schema_text

    print(schema_text(options.file), end="")
    return FINE


def _as_of(options: argparse.Namespace) -> date:
    """The day asked for, else this moment: which day that is depends on where the site is published."""
    return options.as_of or datetime.now(UTC)


def _without_advice(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Advice is for whoever asks with `check`; a build says what stands in its way."""
    return tuple(problem for problem in problems if problem.severity is not Severity.ADVICE)


def _report(problems: Iterable[Problem], options: argparse.Namespace, stream: TextIO) -> None:
    """The problems, a line each, and how many there are."""
    from site_builder.messages import report_line

    found = tuple(problems)
    words = _catalog(options)
    for problem in found:
        print(report_line(problem, words), file=stream)
    counts = {severity: sum(problem.severity is severity for problem in found) for severity in Severity}
    parts = [
        words.ngettext("%(count)s problem", "%(count)s problems", counts[Severity.ERROR]),
        words.ngettext("%(count)s warning", "%(count)s warnings", counts[Severity.WARNING]),
        words.ngettext("%(count)s piece of advice", "%(count)s pieces of advice", counts[Severity.ADVICE]),
    ]
    said = [
        part % {"count": counts[severity]} for severity, part in zip(Severity, parts, strict=True) if counts[severity]
    ]
    if said or stream is sys.stdout:
        print(", ".join(said) or words.gettext("No problems."), file=stream)


def _as_json(problems: Iterable[Problem], words: Catalog) -> str:
    import json

    from site_builder.messages import message

    return json.dumps(
        [
            {
                "path": problem.location.path,
                "line": problem.location.line,
                "severity": problem.severity.name.lower(),
                "code": problem.code,
                "message": message(problem, words),
            }
            for problem in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


def _catalog(options: argparse.Namespace) -> Catalog:
    return _read_catalog(options.root, options.messages or _environment_locale(os.environ))


@cache
def _read_catalog(root: Path, asked: str) -> Catalog:
    """The catalog for what the program says: English, which the msgids are, where there is none for the locale."""
    if asked == "en":
        return Catalog()
    files, _ = read_shipped(root, "locales")
    locale = asked if asked in available(files) else asked.partition("_")[0]
    return read_catalogs(files, [locale])[0][locale] if locale in available(files) else Catalog()


def _environment_locale(environment: Mapping[str, str]) -> str:
    """The language of messages that the environment asks for (POSIX, 8.2)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return environment[name].partition(".")[0].partition("@")[0]
    return "en"
