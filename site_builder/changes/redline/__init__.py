"""What is different between two texts: a block tree in which both can still be read."""

from site_builder.changes.redline.compare import redline
from site_builder.changes.redline.document import Document
from site_builder.changes.redline.html import Label, redline_html, section_html
from site_builder.changes.redline.operation import HARMLESS, Operation, to_json
from site_builder.changes.redline.operations import operations
from site_builder.changes.redline.source import document_from_html, document_from_markdown
from site_builder.changes.redline.tree import Redline, SectionBranch

__all__ = [
    "HARMLESS",
    "Document",
    "Label",
    "Operation",
    "Redline",
    "SectionBranch",
    "document_from_html",
    "document_from_markdown",
    "operations",
    "redline",
    "redline_html",
    "section_html",
    "to_json",
]
