"""Style sheets and scripts: minified, and named by their content so that browsers may keep them for ever."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

PUBLISHED = ("css/site.css", "css/changes.css", "js/site.js", "icon.svg")


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by the path they are published at, and that path by the file's own name."""

    files: Mapping[str, bytes]
    paths: Mapping[str, str]


def bundle_assets(static: Mapping[str, bytes]) -> Assets:
    """The assets of every page, made from the files of `static/`."""
    files: dict[str, bytes] = {}
    paths: dict[str, str] = {}
    for source in PUBLISHED:
        data = minify(source, static[source])
        name, _, suffix = source.rpartition("/")[2].rpartition(".")
        digest = hashlib.sha256(data).hexdigest()[:12]
        paths[source] = f"assets/{name}.{digest}.{suffix}"
        files[paths[source]] = data
    return Assets(files, paths)


def minify(path: str, data: bytes) -> bytes:
    """A style sheet or script without what only its authors read."""
    import minify as tdewolff

    types = {"css": "text/css", "js": "application/javascript", "svg": "image/svg+xml"}
    minified: str = tdewolff.string(types[path.rpartition(".")[2]], data.decode())
    return minified.encode()
