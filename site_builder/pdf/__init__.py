"""The print view as a PDF: tagged, for the archive, the same bytes from the same input."""

from site_builder.pdf.job import PdfJob, PdfResult
from site_builder.pdf.print_view import print_urls
from site_builder.pdf.render import Progress, render_all, render_pdf

__all__ = ["PdfJob", "PdfResult", "Progress", "print_urls", "render_all", "render_pdf"]
