"""What is different between two documents."""

from site_builder.changes.redline.document import Document
from site_builder.changes.redline.tree import Redline
from site_builder.changes.redline.weaving import weave


def redline(old: Document, new: Document) -> Redline:
    """The old and the new document in one tree, with what was inserted, deleted and moved."""
    return Redline(old, new, weave(old, new))
