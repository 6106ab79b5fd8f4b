"""The playground that the package brings along, with what only tests need."""

from pathlib import Path

from site_builder.preview.playground.server import (
    PAGE_WORDS,
    VENDORS,
    Playground,
    Request,
    Response,
    serve,
    sources,
    words,
)

ROOT = Path(__file__).parents[3]

__all__ = ["PAGE_WORDS", "ROOT", "VENDORS", "Playground", "Request", "Response", "serve", "sources", "words"]
