"""Print views → PDFs: which are made, what is attached, and what may be fetched on the way."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.exports import statement_data
from site_builder.model import Version
from site_builder.pages import Edition, Page, pages, version_permalink
from site_builder.problem import Problem
from site_builder.records import record

if TYPE_CHECKING:
    from site_builder.pdf.render import Progress


@record
class Printing:
    """That PDFs are made, where they are remembered, and who is told how far it is.

    With `linked_only` they are not made now, but there: the pages link to them.
    """

    cache: Path | None = None
    progress: "Progress | None" = None
    linked_only: bool = False


def promised_pdfs(edition: Edition) -> Mapping[str, bytes]:
    """The paths at which PDFs will stand, so that links to them can be checked before any is made."""
    listed = pages(edition) if edition.pdf else ()
    return {str(page.context["pdf"]): b"" for page in listed if page.context.get("pdf")}


def make_pdfs(
    listed: Iterable[Page], files: Mapping[str, bytes], edition: Edition, printing: Printing
) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """The PDF of every print view, beside the statement that it prints."""
    from site_builder.pdf.job import PdfJob
    from site_builder.pdf.render import render_all

    site = edition.publication.base_url.rstrip("/") + "/"
    jobs = []
    for page in listed:
        version = page.context.get("version")
        if page.template == "print.html" and isinstance(version, Version):
            data = statement_data(edition, version, partial(version_permalink, version=version)).encode()
            place = str(page.context["pdf"])
            jobs.append(PdfJob(files[page.path].decode(), site + page.permalink, place, {"statement.json": data}))
    base = {path: data for path, data in files.items() if path.startswith(("assets/print.", "fonts/"))}
    results = render_all(jobs, base, site, printing.cache, printing.progress)
    made = {job.place: result.data for job, result in zip(jobs, results, strict=True) if result.data}
    return made, tuple(problem for result in results for problem in result.problems)
