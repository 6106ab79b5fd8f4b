"""The commands: read arguments, call the pipeline, print, exit. Nothing outside this folder prints or exits."""

import gc
import os
import sys
from collections.abc import Sequence

from site_builder.cli.outcome import PROBLEMS
from site_builder.cli.parser import read_arguments


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0 when all is fine, 1 with problems, 2 when the command is used wrongly."""
    gc.disable()  # a build makes much, lets go of little, and ends
    options = read_arguments(sys.argv[1:] if arguments is None else arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read along has seen enough; the interpreter must not try to write the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    return code
