"""The commands: read arguments, call the pipeline, print, and say how it ended. Nothing outside this folder prints."""

import gc
import io
import os
import sys
from collections.abc import Sequence

from site_builder.cli.outcome import PROBLEMS, report
from site_builder.cli.parser import read_arguments
from site_builder.problem import Location, Problem


def main(arguments: Sequence[str]) -> int:
    """Run a command; the exit code is 0 when all is fine, 1 with problems, 2 when the command is used wrongly."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a sign that a terminal cannot show is no reason to stop
    options = read_arguments(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except MemoryError:
        pass  # what filled the memory is let go of with the traceback, and only then is there room to say so
    except OSError as error:
        if error.filename is not None:
            raise  # a stream has no name: this is not about what is printed
        # The interpreter must not try to write the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # Whoever read along has seen enough when the pipe is closed.
        if not isinstance(error, BrokenPipeError):
            report([Problem(Location("stdout"), "stdout_unwritable", {"reason": error.strerror})], options)
        return PROBLEMS
    else:
        return code
    gc.collect()
    report([Problem(Location(str(options.root)), "out_of_memory")], options)
    return PROBLEMS
