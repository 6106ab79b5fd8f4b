"""Whole processes as the system accounts for them, and the tables in which that is told."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

HERE = Path(__file__).resolve().parents[1]
PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Run:
    """One process as the system accounted for it: seconds, and the peak of its memory in bytes."""

    wall: float
    user: float
    system: float
    peak: int


def run(command: Sequence[str]) -> Run:
    """Run a command to its end. Stops when it fails: a build that stops early is fast."""
    start = perf_counter()
    process = subprocess.Popen(command, cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss * unit)


def machine() -> str:
    """Where and what is measured."""
    revision = subprocess.run(
        ("git", "describe", "--always", "--dirty"),  # noqa: S607 - whichever git there is
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
    )
    version = ".".join(str(part) for part in sys.version_info[:3])
    return f"Python {version} on {sys.platform}, {os.cpu_count()} processors, revision {revision.stdout.strip() or '?'}"


def row(cells: Sequence[object]) -> str:
    """A row of a table in Markdown."""
    return f"| {' | '.join(str(cell) for cell in cells)} |"
