"""The commands: read arguments, call the pipeline, print, exit. Nothing else prints or exits."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from site_builder import __version__
from site_builder.catalogs import Catalog, available, read_catalogs
from site_builder.labels import N_
from site_builder.problem import Problem, Severity, SiteError, stops_build
from site_builder.read import read_shipped

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
    _add_beginnings(commands, common)
    _add_audit(commands, common)
    return parser


def _add_audit(commands: Any, common: argparse.ArgumentParser) -> None:
    parsed = commands.add_parser(
        "audit", parents=[common], help="open a website in a browser and compare it with what the statement declares"
    )
    add = parsed.add_argument
    add("target", metavar="TARGET", help="an address, a folder with pages, or a file with an address on each line")
    add("--page", action="append", default=[], metavar="PAGE", help="also this page of the target")
    add("--pages", type=int, default=5, metavar="N", help="follow links up to this many pages (default: 5)")
    add(
        "--visitor",
        action="append",
        default=[],
        choices=("fresh", "reject", "accept", "only", "withdraw", "gpc", "no-javascript", "phone"),
        help="only as this visitor (default: as all of them)",
    )
    add("--as-of", type=_day, metavar="DATE", help="compare with the statement of this day (default: today)")
    add("--version", default="", metavar="VERSION", help="compare with this version, such as 2027-01-01")
    add("--accept-selector", default="", metavar="CSS", help="the button to accept of another banner")
    add("--reject-selector", default="", metavar="CSS", help="its button to reject")
    add("--settings-selector", default="", metavar="CSS", help="what opens the choice again")
    add("--timeout", type=float, default=30, metavar="SECONDS", help="how long a visit may take (default: 30)")
    add("--limit", type=float, default=600, metavar="SECONDS", help="how long all may take (default: 600)")
    add("--quiet", type=float, default=0.5, metavar="SECONDS", help="a page is done when so long nothing happens")
    add("--settle", type=float, default=5, metavar="SECONDS", help="how long to wait for that (default: 5)")
    add("--ahead", type=float, default=5, metavar="SECONDS", help="let the page’s timers run so far ahead (default: 5)")
    add("--concurrency", type=int, default=4, metavar="N", help="how many visits at once (default: 4)")
    add("--browser", default="", metavar="FILE", help="the Chromium to use (default: the one on this computer)")
    add("--no-sandbox", action="store_true", help="run the browser without its sandbox, for your own pages only")
    add("--against", default="", metavar="FILE", help="an earlier report as JSON: only what is new counts")
    add("--format", choices=("text", "json", "sarif", "html"), default="text", help="how to report")
    add("--report", type=Path, metavar="FILE", help="write the report here, and print the text")
    parsed.set_defaults(run=_audit)


def _add_beginnings(commands: Any, common: argparse.ArgumentParser) -> None:
    """The commands that begin something: a site, a version, a language."""
    init = commands.add_parser("init", parents=[common], help="begin a site for an organisation, ready to edit")
    init.add_argument("folder", type=Path, metavar="DIR", help="where to make it")
    for name, said in {
        "name": "the name of the organisation",
        "email": "where people can ask about their privacy",
        "website": "the address of its website",
        "street": "street and number",
        "postal-code": "postal code",
        "city": "town or city",
        "country": "two letters (default: NL)",
        "locales": "languages, the one that prevails first (default: nl,en)",
        "hosting": "the company that hosts the website",
        "use": "services of the catalogue that it uses, such as google_analytics,mailchimp",
        "base-url": "where the statement will stand (default: privacy. and the website's domain)",
        "date": "the day the first version takes effect (default: in a month)",
    }.items():
        init.add_argument(f"--{name}", metavar="TEXT", help=said)
    init.set_defaults(run=_init)
    new = commands.add_parser("new", parents=[common], help="begin a version as a copy of the newest")
    new.add_argument("date", metavar="DATE", help="the day it takes effect, such as 2027-01-31")
    new.add_argument("--from", dest="source", default="", metavar="VERSION", help="copy this version instead")
    new.add_argument("--as-of", type=_day, metavar="DATE", help="the day it is begun (default: today)")
    new.set_defaults(run=_new)
    translations = commands.add_parser("translations", parents=[common], help="show what a language still lacks")
    translations.add_argument("--locale", default="", help="the language, such as de (default: those of the site)")
    translations.set_defaults(run=_translations)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2027-01-31") from None


def _build(options: argparse.Namespace) -> int:
    from site_builder.build import build
    from site_builder.printing import Printing

    output = options.output or options.root / "output"
    printing = None if options.no_pdf else Printing(options.root / ".cache" / "pdf", _progress(options))
    try:
        outcome = build(options.root, output, _as_of(options), options.drafts, printing)
    except SiteError as error:
        _report(_without_advice(error.problems), options, sys.stderr)
        return PROBLEMS
    _report(_without_advice(outcome.problems), options, sys.stderr)
    words = _catalog(options)
    count = len(outcome.files)
    written = words.ngettext("%(count)s file written to %(output)s", "%(count)s files written to %(output)s", count)
    print(written % {"count": count, "output": output})
    return FINE


def _progress(
    options: argparse.Namespace, line_of: str = N_("PDF %(done)s of %(total)s")
) -> Callable[[int, int], None] | None:
    """Tells a terminal, and only a terminal, how far it is; the line goes when all is done."""
    if not sys.stderr.isatty():
        return None
    words = _catalog(options)

    def tell(done: int, total: int) -> None:
        line = words.gettext(line_of) % {"done": done, "total": total}
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


def _audit(options: argparse.Namespace) -> int:
    from site_builder.audit.plan import Plan
    from site_builder.audit.records import VISITORS
    from site_builder.audit.run import Asked, audit, rendered
    from site_builder.audit.telling import fails
    from site_builder.formats import Formats
    from site_builder.words import Words

    plan = Plan(
        visitors=(),
        timeout=options.timeout,
        limit=options.limit,
        quiet=options.quiet,
        settle=options.settle,
        ahead=options.ahead,
        concurrency=options.concurrency,
        screenshots=options.format == "html",
    )
    asked = Asked(
        root=options.root,
        target=options.target,
        as_of=_as_of(options),
        version=options.version,
        pages=options.page,
        follow=options.pages,
        visitors=options.visitor or VISITORS,
        accept=options.accept_selector,
        reject=options.reject_selector,
        settings=options.settings_selector,
        browser=options.browser,
        # Chromium will not run in its sandbox as root.
        sandbox=not options.no_sandbox and not (hasattr(os, "geteuid") and os.geteuid() == 0),
        against=options.against,
        plan=plan,
    )
    try:
        report = audit(asked, _progress(options, N_("Visit %(done)s of %(total)s")) or (lambda _done, _total: None))
    except SiteError as error:
        _report(_without_advice(error.problems), options, sys.stderr)
        unusable = any(problem.code.startswith("audit_") for problem in error.problems)
        return USAGE if unusable else PROBLEMS
    catalog = _catalog(options)
    words = Words(catalog, Formats(catalog.locale))
    text = rendered(report, options.format, words, options.root)
    if options.report:
        options.report.write_text(text, "utf-8")
        text = rendered(report, "text", words, options.root)
    print(text, end="" if text.endswith("\n") else "\n")
    return PROBLEMS if fails(report) else FINE


def _schema(options: argparse.Namespace) -> int:
    from site_builder.schema import schema_text

    print(schema_text(options.file), end="")
    return FINE


def _init(options: argparse.Namespace) -> int:
    from site_builder.messages import message
    from site_builder.scaffold import QUESTIONS, ask, create_site, read_answers
    from site_builder.scaffold.answers import CHECKS

    words, today = _catalog(options), datetime.now(UTC).astimezone().date()
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
        written = create_site(options.folder, answers, (options.messages or _environment_locale(os.environ))[:2])
    except SiteError as error:
        _report(error.problems, options, sys.stderr)
        return PROBLEMS
    for path in written:
        print(options.folder / path)
    _tell_next(
        words,
        {"folder": str(options.folder), "version": answers.effective_on.isoformat()},
        N_("Go to the folder: cd %(folder)s"),
        N_("See the draft: site-builder build --drafts, then open output/ in a web server."),
        N_("Answer the questions: site-builder check --drafts lists what was guessed."),
        N_("When all is right: set “status: final” and run site-builder release %(version)s"),
    )
    return FINE


def _new(options: argparse.Namespace) -> int:
    from site_builder.scaffold import next_version

    words = _catalog(options)
    try:
        today = options.as_of or datetime.now(UTC).astimezone().date()
        source, written = next_version(options.root, options.date, today, options.source)
    except SiteError as error:
        _report(error.problems, options, sys.stderr)
        return PROBLEMS
    for path in written:
        print(options.root / path)
    _tell_next(
        words,
        {"version": options.date, "source": source, "folder": str((options.root / written[0]).parent)},
        N_("Change the facts and texts in %(folder)s, a copy of %(source)s."),
        N_("Write as “summary” in statement.yaml what the version means for the reader."),
        N_("Set “announced_on” to the day you announce it; check says whether that is early enough."),
        N_("See what changed: site-builder diff. See what is wrong: site-builder check --drafts"),
        N_("When all is right: set “status: final” and run site-builder release %(version)s"),
    )
    return FINE


def _tell_next(words: Catalog, values: Mapping[str, str], *steps: str) -> None:
    print()
    for number, step in enumerate(steps, 1):
        print(f"{number}. {words.gettext(step) % values}")


def _translations(options: argparse.Namespace) -> int:
    from site_builder.messages import report_line
    from site_builder.translations import needed_translations

    words = _catalog(options)
    try:
        found = needed_translations(options.root, options.locale)
    except SiteError as error:
        _report(_without_advice(error.problems), options, sys.stderr)
        return PROBLEMS
    for needed in found:
        print(f"{needed.locale}:")
        for text, (missing, total) in (
            (N_("%(path)s: %(missing)s of %(total)s messages for visitors are missing."), needed.words.for_visitors),
            (N_("%(path)s: %(missing)s of %(total)s messages for editors are missing."), needed.words.for_editors),
        ):
            if missing:
                print("  " + words.gettext(text) % {"path": needed.path, "missing": missing, "total": total})
        for problem in needed.texts:
            print(f"  {report_line(problem, words)}")
        if needed.complete:
            print("  " + words.gettext("Nothing is missing that visitors read."))
    return FINE if all(needed.complete for needed in found) else PROBLEMS


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
