"""Text files, compressed once at the build, so that a web server need not do it at every visit."""

import os
from collections.abc import Mapping

TEXT = (".html", ".css", ".js", ".json", ".xml", ".svg", ".txt")
_UNKNOWN_SYSTEM = b"\xff"  # RFC 1952, 2.3.1: Python's versions name different ones


def precompressed(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The `.br` and `.gz` beside every text file that they make smaller: the same bytes from the same text."""
    from concurrent.futures import ThreadPoolExecutor

    texts = {path: data for path, data in files.items() if path.endswith(TEXT)}
    with ThreadPoolExecutor(os.cpu_count()) as threads:  # the compressors work outside Python's lock
        made = tuple(threads.map(_compressed, texts.values()))
    return {
        path + suffix: data
        for (path, text), variants in zip(texts.items(), made, strict=True)
        for suffix, data in variants.items()
        if len(data) < len(text)
    }


def _compressed(text: bytes) -> Mapping[str, bytes]:
    import gzip

    import brotli

    zipped = gzip.compress(text, 9, mtime=0)
    return {".br": brotli.compress(text), ".gz": zipped[:9] + _UNKNOWN_SYSTEM + zipped[10:]}
