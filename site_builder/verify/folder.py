"""A site in a folder. Every file is read with its compressed twins: a web server may give any of them."""

import os
import stat
from pathlib import Path

from site_builder.verify.reading import LARGEST, MISSING, TOO_LARGE, Got, Read, unpacked

_TWINS = {".br": "br", ".gz": "gzip"}


def read_folder(folder: Path) -> Read:
    """The reader of a folder. What a link in it leads to elsewhere is not read."""
    root = folder.resolve()

    def read(path: str) -> Got:
        got = _read(root, path)
        if got.code:
            return got
        for suffix, encoding in _TWINS.items():
            twin = _read(root, path + suffix)
            if twin != MISSING and (twin.code or unpacked(twin.data, encoding) != got.data):
                return Got(code="published_twin_changed", arguments={"twin": path + suffix})
        return got

    return read


def _read(root: Path, path: str) -> Got:
    try:
        file = (root / path).resolve(strict=True)
        if not file.is_relative_to(root):
            return Got(code="published_not_file")
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return Got(code="published_not_file")
            data = stream.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return MISSING
    except IsADirectoryError:
        return Got(code="published_not_file")
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, before Python 3.13
        reason = error.strerror if isinstance(error, OSError) else ""
        return Got(code="unreadable", arguments={"reason": reason or str(error)})
    return TOO_LARGE if len(data) > LARGEST else Got(data)
