"""`serve`: the site while it is edited; or an invented website, to try the banner on."""

import argparse
import gc
import sys
from typing import TYPE_CHECKING, Any

from site_builder.catalogs import Catalog
from site_builder.cli.language import catalog
from site_builder.cli.options import a_day, common_options
from site_builder.cli.outcome import FINE, USAGE, without_advice

if TYPE_CHECKING:
    from site_builder.preview.showing import Showing
    from site_builder.problem import Problem

LOOPBACK = "127.0.0.1"


def add(commands: Any, words: Catalog) -> None:
    _ = words.gettext
    told = _("show the site while you edit it, with what is wrong on top of it")
    parser = commands.add_parser("serve", parents=[common_options(words)], help=told, description=told)
    parser.add_argument("--as-of", type=a_day(words), metavar="DATE", help=_("as it is on this day (default: today)"))
    parser.add_argument("--no-drafts", action="store_true", help=_("only what is published on that day"))
    parser.add_argument(
        "--port", type=int, metavar="N", help=_("where to serve (default: the first free one from 8000)")
    )
    parser.add_argument(
        "--host", default=LOOPBACK, metavar="ADDRESS", help=_("who may see it (default: only this machine)")
    )
    parser.add_argument("--no-open", action="store_true", help=_("open no browser"))
    parser.add_argument(
        "--playground", action="store_true", help=_("an invented website with three fake vendors, to try the banner on")
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    gc.enable()  # unlike a build this one stays
    try:
        return _play(options) if options.playground else _preview(options)
    except KeyboardInterrupt:
        print()
        return FINE
    except OSError as error:
        place = f"{options.host}:{options.port}" if options.port else options.host
        told = catalog(options).gettext("Nothing can be served at %(place)s: %(reason)s.")
        print(told % {"place": place, "reason": error.strerror or error}, file=sys.stderr)
        return USAGE


def _preview(options: argparse.Namespace) -> int:
    import asyncio
    import traceback

    from site_builder.formats import Formats
    from site_builder.preview.server import Settings, serve
    from site_builder.reporting import as_text
    from site_builder.words import Words

    words = catalog(options)
    said: tuple[Problem, ...] = ()

    def ready(address: str) -> None:
        print(words.gettext("The preview is at %(address)s. Stop it with Ctrl+C.") % {"address": address}, flush=True)
        _open(address, options)

    def told(showing: "Showing", failure: BaseException | None) -> None:
        nonlocal said
        if failure:
            traceback.print_exception(failure)
        problems = without_advice(showing.problems)
        if problems != said:
            print(as_text(problems, words), flush=True)
        said = problems

    if options.host != LOOPBACK:
        warning = words.gettext("Everybody who can reach %(host)s can see this preview, drafts included.")
        print(warning % {"host": options.host}, file=sys.stderr)
    shown = Settings(
        options.root,
        Words(words, Formats(words.locale)),
        options.as_of,
        not options.no_drafts,
        options.host,
        options.port,
    )
    asyncio.run(serve(shown, ready, told))
    return FINE


def _play(options: argparse.Namespace) -> int:
    from threading import Event

    from site_builder.preview.playground.register import playground
    from site_builder.preview.playground.server import PAGE_WORDS, Playground, Request, serve

    words = catalog(options)

    def heard(request: Request) -> None:
        print(f"{request.host}: {request.method} {request.path}", flush=True)

    with serve(Playground(playground(), heard=heard), options.port or 0) as site:
        address = site.page(words.locale if words.locale in PAGE_WORDS else "en")
        told = words.gettext("The playground is at %(address)s. Stop it with Ctrl+C.") % {"address": address}
        print(told, words.gettext("Below stands what the vendors hear."), sep="\n", flush=True)
        _open(address, options)
        Event().wait()
    return FINE


def _open(address: str, options: argparse.Namespace) -> None:
    import webbrowser

    if not options.no_open:
        webbrowser.open(address)
