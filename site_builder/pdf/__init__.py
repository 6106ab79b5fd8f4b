"""The print view as a PDF: tagged, for the archive, the same bytes from the same input."""
