"""What a published site gives when it is asked for a file, wherever it stands."""

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import field

from site_builder.records import record

LARGEST = 32 * 1024 * 1024
"""Bytes of one file. Nothing that a build writes comes near."""

_STEP = r"(?!\.{1,2}(?:/|$))[^/\\?#%\x00-\x1f\x7f]+"
_WITHIN = re.compile(rf"{_STEP}(?:/{_STEP})*")


@record
class Got:
    """The bytes of a file, or the code and arguments of the problem with it."""

    data: bytes = b""
    code: str = ""
    arguments: Mapping[str, object] = field(default_factory=dict)


Read = Callable[[str], Got]
"""Gives the file at a path within the site. Never raises for what the site does."""

TOO_LARGE = Got(code="published_too_large", arguments={"limit": LARGEST // 1024**2})
MISSING = Got(code="published_missing")


def is_within(path: str) -> bool:
    """Whether a path that a site names leads to a file of that site, by no detour."""
    return len(path) <= 1024 and path.isprintable() and _WITHIN.fullmatch(path) is not None


def unpacked(data: bytes, encoding: str) -> bytes | None:
    """What was compressed as `br` or `gzip`, as far as one byte over the limit; None when it is not whole."""
    import brotli

    try:
        if encoding == "br":
            decoder = brotli.Decompressor()
            parts = [decoder.process(data, output_buffer_limit=LARGEST + 1)]
            while not decoder.is_finished() and sum(map(len, parts)) <= LARGEST:
                part = decoder.process(b"", output_buffer_limit=LARGEST + 1)
                if not part:
                    return None
                parts.append(part)
            return b"".join(parts)
        unzipper = zlib.decompressobj(wbits=31)
        text = unzipper.decompress(data, LARGEST + 1)
        whole = (unzipper.eof and not unzipper.unused_data) or len(text) > LARGEST
    except (brotli.error, zlib.error):
        return None
    return text if whole else None
