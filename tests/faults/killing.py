"""Builds a new site over an old one and dies in the phase it is told, over and over, in children of its own.

Prints per phase what stood in the output folder after the kill, and after the next build. `python -m
tests.faults.killing FOLDER [remembering]`, where FOLDER holds a site.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

from site_builder import build, write
from site_builder.memory import cache_folder
from site_builder.memory.steps import Memory
from site_builder.memory.store import Store
from tests.test_write import files_in

# What a build calls, from its first to its last.
PHASES = (
    (build, "read_project"),
    (build, "parse_site"),
    (build, "read_catalogs"),
    (build, "check"),
    (build, "timeline"),
    (build, "bundle_assets"),
    (build, "render_site"),
    (build, "notices"),
    (build, "banner_files"),
    (build, "export"),
    (build, "check_links"),
    (build, "write_site"),
    (write, "_recover"),
    (write, "_write_files"),
    (write, "_swap"),
)
# What a build does beside, when it remembers the last one.
REMEMBERING = (
    (build, "plan"),
    (build, "write_site"),
    (write, "_take"),
    (write, "_write_files"),
    (write, "_swap"),
    (write, "_leave"),
    (build, "keep_build"),
)
OLD, NEW = date(2026, 1, 1), date(2026, 6, 1)


def main() -> None:
    root = Path(sys.argv[1])
    output = root / "output"
    _build(root, NEW)
    new = files_in(output)
    _build(root, OLD)
    old = files_in(output)
    assert old != new
    for module, name in REMEMBERING if _remembers() else PHASES:
        for killed_after in (False, True):
            ended = _build(root, NEW, module, name, killed_after)
            standing = files_in(output)
            _build(root, OLD)
            mended = files_in(output) == old
            beside = sorted(path.name for path in root.iterdir())
            stood = "old" if standing == old else "new" if standing == new else "torn"
            line = json.dumps([name, killed_after, ended == -signal.SIGKILL, stood, mended, beside])
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def _build(root: Path, day: date, module: object = None, name: str = "", killed_after: bool = False) -> int:
    """Build in a child, which dies in a phase if one is named; gives its exit code.

    This process itself never builds: libraries that a build loads have threads, which a fork would lose.
    """
    child = os.fork()
    if child == 0:
        if name:
            setattr(module, name, _dying(getattr(module, name), killed_after))
        memory = Memory(Store(cache_folder(root) / "memory.sqlite")) if _remembers() else None
        build.build(root, root / "output", day, memory=memory)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _remembers() -> bool:
    return sys.argv[2:] == ["remembering"]


def _dying(original: Callable[..., object], killed_after: bool) -> Callable[..., NoReturn]:
    def die(*arguments: object, **named: object) -> NoReturn:
        if killed_after:
            original(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    return die


if __name__ == "__main__":
    main()
