"""The pass over what WeasyPrint made: tags that can be followed, and a file for the archive, byte for byte the same."""

import io

from pikepdf import Array, ObjectStreamMode, Pdf

from site_builder.pdf.engine import Drawing
from site_builder.pdf.tags import mend_tags


def finish(drawing: Drawing, address: str) -> bytes:
    """The PDF of a drawing as it is published, where its print view is at `address`."""
    with Pdf.open(io.BytesIO(drawing.data)) as pdf:
        mend_tags(pdf, drawing.continued, drawing.lists)
        _drop_empty_resources(pdf)
        # WeasyPrint names every enclosed file twice.
        pdf.Root.AF = Array(list({file.objgen: file for file in pdf.Root.get("/AF", ())}.values()))
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:identifier"] = address
            metadata["dc:language"] = {str(pdf.Root.Lang)}
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return written.getvalue()


def _drop_empty_resources(pdf: Pdf) -> None:
    """Empty dictionaries of patterns and the like say nothing, and a careful checker stops at them."""
    for page in pdf.pages:
        resources = page.obj.Resources
        for name in ("/Pattern", "/Shading", "/XObject"):
            if name in resources and not len(resources[name]):
                del resources[name]
