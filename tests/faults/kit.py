"""Means to spoil a run with: rights that are missing, limits, a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOBODY = 65534


@contextmanager
def unprivileged() -> Iterator[None]:
    """Without the rights of root, for whom no file is closed."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def run(
    script: str, *arguments: object, environment: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """A Python script in a process of its own, which can be limited or die."""
    command: Sequence[str] = (sys.executable, "-c", script, *(str(argument) for argument in arguments))
    return subprocess.run(
        command, cwd=ROOT, check=False, capture_output=True, text=True, env={**os.environ, **(environment or {})}
    )
