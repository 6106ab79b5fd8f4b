"""What the PDFs of a site cost: time and memory for 1, 10 and 100 versions, cold and unchanged.

    python -m benchmarks.pdf --versions 1,10,100

Prints Markdown. Each run is a process of its own, with its workers; memory is the peak of the process and that of its
largest worker. Needs a system with `resource` (Linux, macOS).
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_builder.pdf.job import PdfJob

HERE = Path(__file__).resolve().parents[1]
STYLE = "assets/print.css"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the PDFs and print a Markdown table.")
    parser.add_argument("--versions", default="1,10,100", metavar="N,N", help="sizes of history (default: 1,10,100)")
    parser.add_argument("--probe", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.probe:
        probe(Path(options.probe[0]), Path(options.probe[1]), int(options.probe[2]))
        return
    print(f"Python {sys.version.split()[0]} on {sys.platform}, {os.cpu_count()} processors\n")
    print(
        "| versions | PDFs | pages | MB | processes | cold s | CPU s | CPU s per PDF | unchanged s | MiB | worker MiB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="site-builder-benchmark-") as folder:
        for size in (int(text) for text in options.versions.split(",")):
            root = Path(folder) / str(size)
            command = (sys.executable, "-m", "benchmarks.generate", str(root), "--versions", str(size))
            subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.DEVNULL)
            for processes in sorted({1, os.cpu_count() or 1}) if size < 100 else (os.cpu_count() or 1,):
                cache = Path(folder) / f"cache-{size}-{processes}"
                cold, again = (_ask(root, cache, processes) for _ in range(2))
                cells = (
                    size,
                    cold["pdfs"],
                    cold["pages"],
                    f"{cold['bytes'] / 1e6:.2f}",
                    processes,
                    f"{cold['seconds']:.2f}",
                    f"{cold['cpu']:.2f}",
                    f"{cold['cpu'] / cold['pdfs']:.2f}",
                    f"{again['seconds']:.2f}",
                    f"{cold['own']:.0f}",
                    f"{cold['worker']:.0f}",
                )
                print(f"| {' | '.join(str(cell) for cell in cells)} |", flush=True)


def _ask(root: Path, cache: Path, processes: int) -> dict[str, float]:
    command = (sys.executable, "-m", "benchmarks.pdf", "--probe", str(root), str(cache), str(processes))
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def probe(root: Path, cache: Path, processes: int) -> None:
    """Make every PDF of the project in `root` and print as JSON what that took, without what comes before."""
    from site_builder.pdf.render import render_all

    jobs, base, site = _jobs(root)
    start, before = perf_counter(), process_time()
    results = render_all(jobs, base, site, cache, processes=processes)
    seconds = perf_counter() - start
    assert all(result.data for result in results), [result.problems for result in results]  # noqa: S101
    unit = 2**20 if sys.platform == "darwin" else 2**10
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime - before
    print(
        json.dumps(
            {
                "pdfs": len(results),
                "pages": sum(_page_count(result.data) for result in results),
                "bytes": sum(len(result.data) for result in results),
                "seconds": seconds,
                "cpu": cpu,
                "own": own.ru_maxrss / unit,
                "worker": workers.ru_maxrss / unit,
            }
        )
    )


def _jobs(root: Path) -> "tuple[list[PdfJob], dict[str, bytes], str]":
    """The print view of every version of a project in every language."""
    from site_builder.assets import Assets, bundle_assets
    from site_builder.catalogs import read_catalogs
    from site_builder.pages import Edition, Page
    from site_builder.parse import parse_site
    from site_builder.pdf.job import PdfJob
    from site_builder.pdf.print_view import print_urls
    from site_builder.read import read_project
    from site_builder.render import render_pages, speak
    from site_builder.timeline import timeline

    project, _ = read_project(root)
    site, problems = parse_site(project)
    assert site is not None, problems  # noqa: S101
    standing, _ = timeline(site, date(2100, 1, 1), drafts=False)
    assert standing is not None  # noqa: S101
    locales = site.publication.locales
    catalogs, _ = read_catalogs(project.catalogs, locales)
    bundled = bundle_assets(project.static)
    assets = Assets(bundled.files, {**bundled.paths, "css/print.css": STYLE})
    history = tuple(
        {
            "version": version.id,
            "effective_on": version.register.effective_on,
            "announced_on": version.register.announced_on,
            "summary": "What this version means for you, in a sentence or two, as an editor would write it.",
            "significance": "major",
            "sentences": ["A recipient is new.", "A retention period is longer.", "A section is reworded."],
            "reason": "Because something changed in what we do.",
        }
        for version in standing.newest_first
    )
    listed = tuple(
        Page(
            f"{locale}/versions/{version.id}/print/",
            "print.html",
            locale,
            {other: f"{other}/versions/{version.id}/print/" for other in locales},
            context={"version": version, "print_urls": print_urls, "history": history[number:]},
        )
        for number, version in enumerate(standing.newest_first)
        for locale in locales
    )
    edition = Edition(site, standing)
    files, problems = render_pages(
        listed, edition, project.templates, speak(catalogs, site.publication.territory), assets
    )
    assert problems == (), problems  # noqa: S101
    address = site.publication.base_url
    jobs: list[PdfJob] = [
        PdfJob(files[page.path].decode(), address + page.permalink, page.path, {"statement.json": b"{}\n"})
        for page in listed
    ]
    static = HERE / "static"
    base = {STYLE: (static / "css" / "print.css").read_bytes()}
    base |= {f"fonts/{file.name}": file.read_bytes() for file in sorted((static / "fonts").glob("*.ttf"))}
    return jobs, base, address


def _page_count(data: bytes) -> int:
    import io

    from pikepdf import Pdf

    with Pdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


if __name__ == "__main__":
    main()
