"""What a PDF is known by: the digest of everything that it is made of."""

import contextlib
import ctypes
import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from site_builder.pdf.job import PdfJob

_PACKAGES = ("weasyprint", "pydyf", "pyphen", "tinycss2", "fonttools", "pikepdf")
# The libraries that place the letters, each with the function that tells its version.
_LIBRARIES = {
    "pango_version_string": ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
    "hb_version_string": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
}


def digest(job: PdfJob, base: Mapping[str, bytes], site: str) -> str:
    """What a PDF is known by: print view, styles, fonts, attachments, and the engine with its version."""
    taken = hashlib.sha256(_engine())
    for part in (job.html.encode(), job.address.encode(), site.encode(), *_flat(base), b"", *_flat(job.attachments)):
        taken.update(len(part).to_bytes(8, "big") + part)
    return taken.hexdigest()


def _flat(files: Mapping[str, bytes]) -> Iterator[bytes]:
    for name in sorted(files):
        yield name.encode()
        yield files[name]


@cache
def _engine() -> bytes:
    """Everything that decides how a print view is drawn: our code, the packages and the libraries, none of them loaded
    but for their number."""
    from importlib.metadata import PackageNotFoundError, version

    taken = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        taken.update(source.read_bytes())
    for package in _PACKAGES:
        with contextlib.suppress(PackageNotFoundError):
            taken.update(f"{package} {version(package)}\n".encode())
    for function, names in _LIBRARIES.items():
        taken.update(f"{function} {_library_version(function, names)}\n".encode())
    return taken.digest()


def _library_version(function: str, names: tuple[str, ...]) -> str:
    for name in names:
        with contextlib.suppress(OSError):
            library = ctypes.CDLL(name)
            if not function:
                return "there"
            tell = getattr(library, function)
            tell.restype = ctypes.c_char_p
            told: bytes = tell()
            return told.decode()
    return ""
