"""Print views → PDFs: one, or many on all the cores there are."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from site_builder.memory.pdfs import keep, recall, tidy
from site_builder.pdf.digest import digest
from site_builder.pdf.engine import Drawing, draw, obstacle
from site_builder.pdf.job import PdfJob, PdfResult
from site_builder.problem import Location, Problem

OBSTACLES = ("weasyprint_missing", "pango_missing")

Progress = Callable[[int, int], None]


def render_all(
    jobs: Sequence[PdfJob],
    base: Mapping[str, bytes],
    site: str,
    cache: Path | None = None,
    progress: Progress | None = None,
    processes: int | None = None,
) -> tuple[PdfResult, ...]:
    """The PDFs of print views, in the same order. What is remembered in `cache` is not made again.

    `base` are the only files that a print view may use, by their path below `site`, the address of the site.
    `progress` is told after each PDF that is made how many are and how many will be.
    """
    keys = [digest(job, base, site) if cache else "" for job in jobs]
    results = {index: PdfResult(data) for index, key in enumerate(keys) if cache and (data := recall(cache, key))}
    missing = {index: job for index, job in enumerate(jobs) if index not in results}
    for index, result in _render(missing, base, site, min(len(missing), processes or _cores())):
        results[index] = result
        if cache and not result.problems:
            keep(cache, keys[index], result.data)
        if progress:
            progress(len(results) - len(jobs) + len(missing), len(missing))
    if cache:
        tidy(cache, set(keys))
    return _tell_once([results[index] for index in range(len(jobs))])


def render_pdf(job: PdfJob, base: Mapping[str, bytes], site: str) -> PdfResult:
    """The PDF of one print view."""
    stop = obstacle()
    if stop:
        code, arguments = stop
        return PdfResult(b"", (Problem(Location(job.place), code, arguments),))
    from site_builder.pdf.finish import finish

    root = site.rstrip("/") + "/"
    drawing = draw(job.html, job.address, {root + path: data for path, data in base.items()}, job.attachments)
    problems = tuple(_problems(drawing, job, base))
    return PdfResult(b"" if problems else finish(drawing, job.address), problems)


def _problems(drawing: Drawing, job: PdfJob, base: Mapping[str, bytes]) -> Iterator[Problem]:
    for address in drawing.refused:
        yield Problem(_mention(address, job, base), "pdf_resource_refused", {"found": address})
    for font in drawing.broken:
        yield Problem(_mention(font, job, base), "pdf_font_unusable", {"found": font})
    if drawing.unprintable and not drawing.refused and not drawing.broken:
        place = _mention(drawing.unprintable[0], job, base)
        yield Problem(place, "pdf_character", {"found": list(drawing.unprintable)})


def _mention(address: str, job: PdfJob, base: Mapping[str, bytes]) -> Location:
    """Where a file or character is mentioned: in the print view, or in a style sheet that it uses."""
    name = unquote(address).rstrip("/").rpartition("/")[2] or address
    texts = {job.place: job.html} | {path: data.decode() for path, data in base.items() if path.endswith(".css")}
    for path, text in texts.items():
        for number, line in enumerate(text.splitlines(), start=1):
            if name in line:
                return Location(path, number)
    return Location(job.place)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _render(
    jobs: Mapping[int, PdfJob], base: Mapping[str, bytes], site: str, processes: int
) -> Iterator[tuple[int, PdfResult]]:
    """The results as they come."""
    if processes <= 1:
        for index, job in jobs.items():
            yield index, render_pdf(job, base, site)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed

    # A fork would copy the state of the libraries that draw, and other systems than Linux cannot do it safely.
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, spawn, initializer=_share, initargs=(dict(base), site)) as pool:
        futures = {pool.submit(_render_shared, job): index for index, job in jobs.items()}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        finally:
            pool.shutdown(cancel_futures=True)


_shared: list[tuple[Mapping[str, bytes], str]] = []


def _share(base: Mapping[str, bytes], site: str) -> None:
    """What every job needs goes to a process once."""
    _shared.append((base, site))


def _render_shared(job: PdfJob) -> PdfResult:
    return render_pdf(job, *_shared[-1])


def _tell_once(results: Sequence[PdfResult]) -> tuple[PdfResult, ...]:
    """What stops every PDF is said of the first."""
    told: set[str] = set()
    said = []
    for result in results:
        news = tuple(problem for problem in result.problems if problem.code not in told)
        told.update(problem.code for problem in news if problem.code in OBSTACLES)
        said.append(PdfResult(result.data, news))
    return tuple(said)
