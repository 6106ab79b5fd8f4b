"""How far a long command is, for whoever watches."""

import argparse
import sys
from collections.abc import Callable

from site_builder.cli.language import catalog


def progress(options: argparse.Namespace, line_of: str) -> Callable[[int, int], None] | None:
    """Tells a terminal, and only a terminal, how far it is; the line goes when all is done. `line_of` is a msgid."""
    if not sys.stderr.isatty():
        return None
    words = catalog(options)

    def tell(done: int, total: int) -> None:
        line = words.gettext(line_of) % {"done": done, "total": total}
        print(f"\r\x1b[K{line if done < total else ''}", end="", file=sys.stderr, flush=True)

    return tell
