"""`site-builder`, and `python -m site_builder`: a command in a process of its own."""

import atexit
import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def start() -> NoReturn:
    """Run the command that was asked for, and end the process with its exit code."""
    gc.disable()  # a build makes much, from the loading of its modules on, lets go of little, and ends
    from site_builder.cli import main

    code = main(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    atexit._run_exitfuncs()
    # Nothing that was made needs to be looked through once more.
    os._exit(code)


if __name__ == "__main__":
    start()
