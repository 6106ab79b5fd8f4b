"""What is asked of this package and what it gives."""

from collections.abc import Mapping
from dataclasses import field

from site_builder.problem import Problem
from site_builder.records import record


@record
class PdfJob:
    """A PDF to make of the print view `html`, which is published at `address` and written to the file `place`.

    The title, author, language and dates of the PDF are those in the head of the print view. `attachments` are
    enclosed, by file name.
    """

    html: str
    address: str
    place: str
    attachments: Mapping[str, bytes] = field(default_factory=dict)


@record
class PdfResult:
    """A PDF, or nothing and why not."""

    data: bytes
    problems: tuple[Problem, ...] = ()
