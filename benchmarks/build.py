"""What a build costs: whole processes from outside, then where the time goes inside.

    python -m benchmarks.build --versions 1,10,100

Prints Markdown. Everything is measured on this machine in one go, so compare ratios, also with the yardstick: bare
Python-Markdown and Jinja on the same texts, which check nothing. Needs a system with `os.wait4` (Linux, macOS).
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

from benchmarks.measured import HERE, PYTHON, Run, machine, row, run

# Shows the announced version too, and the same site on any day.
REAL_AS_OF = "2026-11-22"
WARM_UPS = 1
SETTLED = 2.5  # seconds after which a file counts as not just written
TOP_PACKAGES = 8


@dataclass(frozen=True, slots=True)
class Project:
    """A project to build, and the arguments that build it."""

    name: str
    root: Path
    versions: int
    output: Path
    arguments: tuple[str, ...] = ()

    @property
    def build(self) -> tuple[str, ...]:
        folders = ("--root", str(self.root), "--output", str(self.output))
        return (PYTHON, "-m", "site_builder", "build", "--no-pdf", *folders, *self.arguments)

    def forget(self) -> None:
        """Take away what was built and what is remembered of it."""
        for folder in (self.output, self.root / ".cache"):
            shutil.rmtree(folder, ignore_errors=True)

    def edit(self) -> None:
        """A sentence more at the end of a text of the newest version."""
        text = max((self.root / "content" / "statements").iterdir()) / "nl.md"
        with text.open("a", encoding="utf-8") as end:
            end.write("En dit is nieuw.\n")

    def probe(self, what: str) -> tuple[str, ...]:
        """A process of our own that looks inside; what it is asked comes first."""
        return (PYTHON, "-m", "benchmarks.probes", what, *self.build[3:])


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure builds and print Markdown tables.")
    parser.add_argument("--versions", default="1,10,100", metavar="N,N", help="sizes of history, e.g. 1,10,100,1000")
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="runs of each command (default: 7)")
    parser.add_argument("--rewrite", action="store_true", help="also build histories whose every section is new")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="site-builder-benchmark-") as folder:
        # Installed programs are compiled. Whatever this environment says of it, the first run compiles, and only here.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        sizes = [int(size) for size in options.versions.split(",")]
        projects = list(_projects(Path(folder), sizes, options.rewrite))
        print(machine())
        _print_builds(projects, options.runs)
        _print_again(projects, options.runs)
        # More versions say the same, only later.
        inside = [projects[0], max(projects[1:], key=lambda project: project.versions * (project.versions <= 100))]
        _print_steps(inside, options.runs)
        _print_imports(projects[0], options.runs)
        _print_first_visit(projects[0])


def _projects(folder: Path, sizes: Sequence[int], rewrite: bool) -> Iterator[Project]:
    """This repository's own site and the generated ones."""
    real = len(list((HERE / "content" / "statements").iterdir()))
    # A copy: what is measured is edited, and forgotten. Nothing of it is released or confirmed, so that it can be.
    shutil.copytree(HERE / "content", folder / "real" / "content", ignore=shutil.ignore_patterns("*.lock"))
    yield Project("the real site", folder / "real", real, folder / "real" / "output", ("--as-of", REAL_AS_OF))
    for new in (False, True) if rewrite else (False,):
        for size in sizes:
            root = folder / f"{size}{'-new' if new else ''}"
            flags = ("--rewrite",) if new else ()
            # In another process: what this one has in memory would count as the peak of every process it starts.
            command = (PYTHON, "-m", "benchmarks.generate", str(root), "--versions", str(size), *flags)
            subprocess.run(command, cwd=HERE, check=True)
            yield Project(f"{size} generated{', all new' if new else ''}", root, size, root / "output")


# Whole processes


def _print_builds(projects: Sequence[Project], runs: int) -> None:
    print("\n## Whole process, cold\n")
    print(
        "| | versions | median s | min s | user + system s | peak MiB | files | MB "
        "| ms per version | yardstick, user + system s | build / yardstick |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for project in projects:
        measured, bare = _in_turn(project, runs)
        files = [path for path in project.output.rglob("*") if path.is_file()]
        # Processor time hardly minds what else the machine does, so what is compared is that.
        own, yardstick = (statistics.median(run.user + run.system for run in done) for done in (measured, bare))
        cells = (
            project.name,
            project.versions,
            f"{statistics.median(run.wall for run in measured):.3f}",
            f"{min(run.wall for run in measured):.3f}",
            f"{own:.3f}",
            f"{max(run.peak for run in measured) / 2**20:.0f}",
            len(files),
            f"{sum(path.stat().st_size for path in files) / 1e6:.2f}",
            f"{own / project.versions * 1000:.1f}",
            f"{yardstick:.3f}",
            f"{own / yardstick:.2f}",
        )
        print(row(cells))
    bare_imports = [run((PYTHON, "-c", "import markdown, jinja2")) for _ in range(runs + WARM_UPS)][WARM_UPS:]
    nothing = [run((PYTHON, "-c", "")) for _ in range(runs + WARM_UPS)][WARM_UPS:]
    print(
        f"\nA bare `import markdown, jinja2` takes {statistics.median(run.wall for run in bare_imports):.3f} s, "
        f"an empty Python program {statistics.median(run.wall for run in nothing):.3f} s (medians)."
    )


def _print_again(projects: Sequence[Project], runs: int) -> None:
    """What a build costs that has been before: with one edit, and with none. Files just written are compared by content
    for two seconds, so the first build after an edit that changes nothing is not counted."""
    print("\n## Whole process, again\n")
    print("| | one edit, median s | min s | user + system s | nothing changed, median s | min s | user + system s |")
    print("|---|---|---|---|---|---|---|")
    for project in projects:
        project.forget()
        run(project.build)
        edits, nothing = [], []
        for _ in range(runs + WARM_UPS):
            project.edit()
            edits.append(run(project.build))
        sleep(SETTLED)
        nothing = [run(project.build) for _ in range(runs + WARM_UPS)]
        cells: list[object] = [project.name]
        for measured in (edits[WARM_UPS:], nothing[WARM_UPS:]):
            walls = [run.wall for run in measured]
            own = statistics.median(run.user + run.system for run in measured)
            cells += [f"{statistics.median(walls):.3f}", f"{min(walls):.3f}", f"{own:.3f}"]
        print(row(cells))


def _in_turn(project: Project, runs: int) -> tuple[list[Run], list[Run]]:
    """Runs of the build and of the yardstick, in turn, so that a machine that slows down slows both."""
    builds, yardsticks = [], []
    for _ in range(runs + WARM_UPS):
        project.forget()
        builds.append(run(project.build))
        yardsticks.append(run(project.probe("yardstick")))
    return builds[WARM_UPS:], yardsticks[WARM_UPS:]


# Inside


def _print_steps(projects: Sequence[Project], runs: int) -> None:
    """Per step the median over processes that do everything for the first time, as a build does."""
    print("\n## Where the time goes (ms, median)\n")
    print(row(("", *(project.name for project in projects))))
    print("|---|" + "---|" * len(projects))
    columns = []
    for project in projects:
        project.forget()
        modules = json.dumps(_ask(project.probe("modules")))
        probes = []
        for _ in range(runs):
            project.forget()
            probes.append(_ask(project.probe("steps"), modules))
        columns.append({step: statistics.median(probe[step] for probe in probes) for step in probes[0]})
    for step in columns[0]:
        print(row((step, *(f"{column[step] * 1000:.1f}" for column in columns))))


def _ask(command: Sequence[str], standard_input: str = "") -> Any:
    """What a probe prints, which is JSON."""
    done = subprocess.run(command, cwd=HERE, input=standard_input, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def _print_imports(project: Project, runs: int) -> None:
    """What each package costs to import: the time of its own modules, without what those import from others."""
    seen: list[dict[str, float]] = []
    for _ in range(runs):
        project.forget()
        command = (PYTHON, "-X", "importtime", *project.build[1:])
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=True)
        packages: dict[str, float] = {}
        for own, module in re.findall(r"import time: +(\d+) \| +\d+ \| +(\S+)", done.stderr):
            package = module.partition(".")[0]
            group = "the standard library" if package.lstrip("_") in _standard() else package
            packages[group] = packages.get(group, 0) + int(own) / 1000
        seen.append(packages)
    medians = {name: statistics.median(packages.get(name, 0) for packages in seen) for name in seen[0]}
    ranked = sorted(medians.items(), key=lambda entry: -entry[1])
    print("\n## What its imports cost (ms, median, measured by Python, which slows them)\n")
    print("| package | ms |\n|---|---|")
    for name, cost in ranked[:TOP_PACKAGES]:
        print(row((name, f"{cost:.1f}")))
    print(row(("all", f"{sum(medians.values()):.1f}")))


def _standard() -> set[str]:
    return {name.lstrip("_") for name in sys.stdlib_module_names}


# Sizes


def _print_first_visit(project: Project) -> None:
    """What a first visit to a statement moves: the page and all that it fetches, in brotli."""
    try:
        import brotli
    except ImportError:
        print("\nWithout the package brotli there are no sizes.")
        return
    print("\n## The first visit to a statement (bytes in brotli)\n")
    print("| page | HTML | style sheet | script | icon | all |\n|---|---|---|---|---|---|")
    for page in sorted(project.output.rglob("index.html")):
        text = page.read_text(encoding="utf-8")
        if 'rel="version-history"' not in text:
            continue
        fetched = {link.rpartition(".")[2]: page.parent / link for link in re.findall(r'"([^"]*assets/[^"]+)"', text)}
        sizes = [
            len(brotli.compress(file.read_bytes())) for file in (page, *(fetched[x] for x in ("css", "js", "svg")))
        ]
        print(row((page.parent.relative_to(project.output).as_posix(), *sizes, sum(sizes))))


if __name__ == "__main__":
    main()
