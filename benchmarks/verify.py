"""What it costs to verify a site, against what it costs to build it.

    python -m benchmarks.verify --versions 1,100,1000

Prints Markdown. Every version is released, so every page shows its digest and every banner is kept. Each run is a
process of its own; the web is a server on this machine. Machines differ: compare processor time with that of the build.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from benchmarks.measured import HERE, PYTHON, Run, machine, row, run
from site_builder.read import read_project
from site_builder.releases import LOCK, Lock, freeze, lock_text

PROGRAM = (PYTHON, "-m", "site_builder")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure builds and verifications and print a Markdown table.")
    parser.add_argument("--versions", default="1,100", metavar="N,N", help="sizes of history, e.g. 1,100,1000")
    parser.add_argument("--probe", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.probe:
        _release_all(options.probe)
        return
    with tempfile.TemporaryDirectory(prefix="site-builder-benchmark-") as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        run((*PROGRAM, "check", "--root", str(HERE)))  # compiles
        print(machine())
        print("\n| versions | what | wall s | processor s | times the build | peak MiB | files | MB |")
        print("|---|---|---|---|---|---|---|---|")
        for size in (int(text) for text in options.versions.split(",")):
            _measure(Path(folder) / str(size), size)


def _measure(root: Path, size: int) -> None:
    output = root / "output"
    subprocess.run((PYTHON, "-m", "benchmarks.generate", str(root), "--versions", str(size)), cwd=HERE, check=True)
    subprocess.run((PYTHON, "-m", "benchmarks.verify", "--probe", str(root)), cwd=HERE, check=True)
    build = (*PROGRAM, "build", "--no-pdf", "--root", str(root), "--output", str(output))
    verify = (*PROGRAM, "verify", "--time-limit", "3600")
    built = run(build)
    _print(size, "build", built, built, output)
    _print(size, "verify a folder", run((*verify, str(output))), built, output)
    with _served(output) as address:
        _print(size, "verify over the web", run((*verify, address)), built, output)
    _print(size, "verify --root", run((*verify, str(output), "--root", str(root))), built, output)
    _print(size, "build --precompress", run((*build, "--precompress")), built, output)
    _print(size, "verify that folder", run((*verify, str(output))), built, output)


def _print(size: int, what: str, run: Run, built: Run, output: Path) -> None:
    files = [path for path in output.rglob("*") if path.is_file()]
    used, whole = run.user + run.system, built.user + built.system
    cells = (size, what, f"{run.wall:.2f}", f"{used:.2f}", f"{used / whole:.2f}", f"{run.peak / 2**20:.0f}", len(files))
    print(row((*cells, f"{sum(path.stat().st_size for path in files) / 1e6:.1f}")), flush=True)


def _release_all(root: Path) -> None:
    """Freeze every version, as `release` would on the day of each."""
    project, _ = read_project(root)
    lock = Lock()
    for folder in sorted(folder for folder in project.folders if folder.count("/") == 2):
        lock = freeze(project, folder.rpartition("/")[2], lock, date(2026, 1, 1))
    (root / LOCK).write_text(lock_text(lock))


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    where = (str(port), "--bind", "127.0.0.1", "--protocol", "HTTP/1.1", "--directory", str(folder))
    server = subprocess.Popen(
        (PYTHON, "-m", "http.server", *where), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                if server.poll() is not None:
                    sys.exit("the server did not start")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
